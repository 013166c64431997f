// The runner that brings history into new segments, one at a time, oldest definition first.
//
// The live state says what is to be done, and nothing is remembered elsewhere: a segment in state `backfilling` has nodes
// whose history is missing. When the warehouse holds every fact up to the definitions that brought those nodes, the job
// reads them there and hands back SEED records. These are appended to the log like everything else, a few at a time: the
// engine must have taken the earlier ones, so that live facts never wait behind more than some hundred people's history, and
// while the engine is late, history waits longer: it has what live facts leave, and a little of its own in any case. At
// the end a control record says that the history is in. After a crash at any point the same segment is found again, with
// the id up to which people are seeded; the engine passes over people it is sent twice.
//
// It looks when it is told: that a control record is on its way to the engine (`expect`), and that engine or warehouse
// went on (`progressed`). Between these it does nothing while every segment is settled, and while one is not, it looks
// when something went on, a few times a second at most. Should it ever miss a word, it looks every few seconds anyway.
// A segment whose history cannot be read waits longer each time and lets the others pass.
import { once } from 'node:events'
import { fail, type Millis, type Result } from '@touchstone/base'
import { storedProgram } from '@touchstone/language'
import { BACKFILL_JOB, type BackfillAnswer, type BackfillArgument, type BackfillMessage } from './backfill-job.ts'
import type { LiveVersion, SegmentStates } from './live-state.ts'
import { Nudge } from './nudge.ts'
import { SeedPace } from './seed-pace.ts'
import type { AppendControl, AppendSeeds, EngineProgress, HistoryThrough, RunJob } from './ports.ts'

/** Between two looks while something is under way, at least. */
const LOOK_AFTER = 200
/** The look that nobody asked for. */
const LOOK_ANYWAY = 5_000
/** While no control record is met, it is looked up so often whether the segment is still there: that reads all segments. */
const WANTED_FOR = 1_000
const RETRY_FIRST = 1_000
const RETRY_LAST = 60_000
/** Failures of the job that say nothing of its segment. */
const NOBODYS_FAULT: ReadonlySet<string> = new Set(['warehouse.unavailable', 'segments.stopped'])

export interface BackfillPorts {
  readonly states: SegmentStates
  readonly appendControl: AppendControl
  readonly appendSeeds: AppendSeeds
  readonly engineProgress: EngineProgress
  readonly historyThrough: HistoryThrough
  readonly runJob: RunJob
  /** What else follows the state: called before each look. */
  readonly follow: () => Promise<Result<unknown>>
  /** Something failed and is tried again. */
  readonly onTrouble: (code: string, message: string) => void
  /** Facts per stretch of the job, and bytes of one person's states; its defaults unless a test wants small ones. */
  readonly stretchFacts?: number
  readonly maxPersonBytes?: number
}

/** A segment whose history is being read. */
interface Running {
  readonly position: number
  /** Facts to read and facts read. */
  total: number
  read: number
  readonly pace: SeedPace
  /** Whether the segment was still there to be filled when that was last looked up, and when that was. */
  isWanted: boolean
  lookedUp: Millis
  /** As the runner's: a control record may have ended the segment. */
  expected: number
}

/** A segment whose history could not be read: the next try, and how long the one after it waits. */
interface Troubled {
  readonly at: Millis
  readonly wait: Millis
}

export class BackfillRunner {
  readonly #ports: BackfillPorts
  readonly #stopping = new AbortController()
  readonly #whenStopped: Promise<Result<never>>
  readonly #nudge = new Nudge(this.#stopping.signal)
  /** Definitions whose end of history is in the log, until the engine has met it. */
  readonly #finished = new Set<number>()
  readonly #troubled = new Map<number, Troubled>()
  /** The highest position of a control record that nobody has looked at since the engine met it; 0 for none. */
  #expected = 0
  /** Whether, at the last look, a segment was on its way to live or out. */
  #isUnsettled = true
  #running: Running | undefined
  #loop: Promise<void> | undefined

  constructor(ports: BackfillPorts) {
    this.#ports = ports
    this.#whenStopped = once(this.#stopping.signal, 'abort').then(() => fail('segments.stopped', 'the server stops'))
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  /** Resolves when it touches nothing any more; a job under way ends with the warehouse. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  /** A control record was appended at `position`: it looks once the engine has met it. */
  expect(position: number): void {
    this.#expected = Math.max(this.#expected, position)
    if (this.#running !== undefined) this.#running.expected = this.#expected
  }

  /** The engine or the warehouse went on. Call it as often as that is so: it costs next to nothing. */
  progressed(): void {
    if (this.#isUnsettled || this.#running !== undefined || this.#hasMetExpected()) this.#nudge.give()
  }

  /** The share of facts read for the definition at `position`; undefined while it is not being backfilled. */
  progress(position: number): number | undefined {
    const running = this.#running
    if (running?.position !== position) return undefined
    return running.total === 0 ? 0 : running.read / running.total
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted
  }

  #hasMetExpected(): boolean {
    return this.#expected > 0 && this.#ports.engineProgress().engine.position >= this.#expected
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const done = await this.step()
      if (!done.ok && !this.#stopped) {
        this.#ports.onTrouble(done.failure.code, done.failure.message)
        await this.#nudge.pause(RETRY_FIRST)
      } else {
        await this.#nudge.pause(LOOK_AFTER)
        await this.#nudge.wait(LOOK_ANYWAY - LOOK_AFTER)
      }
    }
  }

  /** One look at the state and what follows from it; used by the loop and by tests that drive it by hand. */
  async step(): Promise<Result<unknown>> {
    // Before the look: what comes meanwhile is looked at the next time.
    if (this.#hasMetExpected()) this.#expected = 0
    const followed = await this.#ports.follow()
    if (!followed.ok) return followed
    const segments = this.#present()
    this.#isUnsettled = segments.some(({ state }) => state !== 'live')
    const waiting = segments.filter(({ state }) => state === 'backfilling')
    for (const known of [this.#finished, this.#troubled]) for (const position of known.keys()) if (!waiting.some((one) => one.position === position)) known.delete(position)
    const next = waiting.find(({ position }) => !this.#finished.has(position) && (this.#troubled.get(position)?.at ?? 0) <= performance.now())
    if (next === undefined) return followed
    const nodes = this.#missingNodes(next)
    // What came before is not in the warehouse yet: the next look may find it.
    if (nodes.some(({ since }) => since > this.#ports.historyThrough())) return followed
    return this.#backfill(next, nodes)
  }

  #missingNodes(segment: LiveVersion): BackfillArgument['nodes'] {
    const program = storedProgram(segment.where, segment.trait !== undefined, { node: () => 0, trait: () => 0 })
    if (!program.ok) throw new Error(`the definition of ${segment.id} was checked before it was appended: ${program.failure.message}`)
    const stored = new Map(this.#ports.states.nodes().map((node) => [node.key, node]))
    return program.value.nodes.flatMap(({ key }, index) => {
      const node = stored.get(key)
      return node === undefined || node.complete ? [] : [{ index, since: node.since }]
    })
  }

  async #backfill(segment: LiveVersion, nodes: BackfillArgument['nodes']): Promise<Result<unknown>> {
    const running: Running = { position: segment.position, total: 0, read: 0, pace: new SeedPace(this.#ports.engineProgress), isWanted: true, lookedUp: performance.now(), expected: this.#expected }
    this.#running = running
    try {
      if (nodes.length > 0) {
        const read = await this.#read(segment, nodes, running)
        if (!read.ok) {
          if (!NOBODYS_FAULT.has(read.failure.code)) this.#letOthersPass(segment.position)
          return read
        }
      }
      if (this.#stopped || !this.#lookUp(running)) return { ok: true, value: undefined }
      const appended = await this.#ports.appendControl({ control: 'segment.seeded', segment: segment.position })
      if (appended.ok) this.#finished.add(segment.position)
      return appended
    } finally {
      this.#running = undefined
    }
  }

  #letOthersPass(position: number): void {
    const wait = this.#troubled.get(position)?.wait ?? RETRY_FIRST
    this.#troubled.set(position, { at: performance.now() + wait, wait: Math.min(2 * wait, RETRY_LAST) })
  }

  async #read(segment: LiveVersion, nodes: BackfillArgument['nodes'], running: Running): Promise<Result<unknown>> {
    const { stretchFacts, maxPersonBytes } = this.#ports
    const { where, trait, seededThrough, position } = segment
    const argument: BackfillArgument = {
      segment: position, where, isTrait: trait !== undefined, nodes, seededThrough,
      isAmended: this.#ports.states.isHistoryAmended === true,
      ...(stretchFacts === undefined ? {} : { stretchFacts }), ...(maxPersonBytes === undefined ? {} : { maxPersonBytes }),
    }
    const ran = await Promise.race([this.#ports.runJob(BACKFILL_JOB, argument, (message) => this.#receive(message as BackfillMessage, running)), this.#whenStopped])
    return ran.ok ? (ran.value as BackfillAnswer) : ran
  }

  async #receive(message: BackfillMessage, running: Running): Promise<void> {
    if (message.kind === 'plan') running.total = message.facts
    else if (message.kind === 'read') running.read = message.facts
    else await this.#appendSeeds(message.payload, running)
  }

  /** Never throws: the job goes on to its end even when its segment was archived meanwhile, and nothing more is appended. */
  async #appendSeeds(payload: Uint8Array, running: Running): Promise<void> {
    while (!this.#stopped && this.#isWanted(running)) {
      const wait = running.pace.wait()
      if (wait > 0) {
        await this.#nudge.wait(wait)
        continue
      }
      const appended = await this.#ports.appendSeeds(payload)
      if (appended.ok) {
        running.pace.appended(appended.value.position)
        return
      }
      this.#ports.onTrouble(appended.failure.code, appended.failure.message)
      await this.#nudge.pause(RETRY_FIRST)
    }
  }

  #isWanted(running: Running): boolean {
    const isMet = running.expected > 0 && this.#ports.engineProgress().engine.position >= running.expected
    if (isMet) running.expected = 0
    return isMet || performance.now() - running.lookedUp > WANTED_FOR ? this.#lookUp(running) : running.isWanted
  }

  #lookUp(running: Running): boolean {
    running.lookedUp = performance.now()
    return (running.isWanted = this.#present().some(({ position, state }) => position === running.position && state === 'backfilling'))
  }

  /** Segments and computed traits, in the order of their definitions. */
  #present(): LiveVersion[] {
    const { states } = this.#ports
    return [...states.liveSegments(), ...states.liveTraits()].sort((a, b) => a.position - b.position)
  }
}
