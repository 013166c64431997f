// The runner that brings history into new segments, one at a time, oldest definition first.
//
// The live state says what is to be done, and nothing is remembered elsewhere: a segment in state `backfilling` has nodes
// whose history is missing. When the warehouse holds every fact up to the definitions that brought those nodes, the job
// reads them there and hands back SEED records. These are appended to the log like everything else, a few at a time: the
// engine must have taken the earlier ones, so that live facts never wait behind more than about a megabyte of history. At
// the end a control record says that the history is in. After a crash at any point the same segment is found again, with
// the id up to which people are seeded; the engine passes over people it is sent twice.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, type Result } from '@touchstone/base'
import { compile, parseStoredCondition } from '@touchstone/language'
import { BACKFILL_JOB, type BackfillArgument, type BackfillMessage } from './backfill-job.ts'
import type { LiveVersion, SegmentStates } from './live-state.ts'
import type { AppendControl, AppendSeeds, EngineProgress, HistoryThrough, RunJob } from './ports.ts'

/** SEED records in the log that the engine has not met yet. */
const MAX_UNDER_WAY = 4
const LOOK_EVERY = 200
const WAIT_FOR_ENGINE = 10
const RETRY_AFTER = 1000

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
  /** Facts per stretch of the job; its default unless a test wants small ones. */
  readonly stretchFacts?: number
}

/** A segment whose history is being read. */
interface Running {
  readonly position: number
  /** Facts to read and facts read. */
  total: number
  read: number
  /** Log positions of SEED records that the engine has not met yet. */
  underWay: number[]
}

export class BackfillRunner {
  readonly #ports: BackfillPorts
  readonly #stopping = new AbortController()
  readonly #whenStopped: Promise<Result<never>>
  /** Definitions whose end of history is in the log, until the engine has met it. */
  readonly #finished = new Set<number>()
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

  /** The share of facts read for the definition at `position`; undefined while it is not being backfilled. */
  progress(position: number): number | undefined {
    const running = this.#running
    if (running?.position !== position) return undefined
    return running.total === 0 ? 0 : running.read / running.total
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const done = await this.step()
      if (!done.ok && !this.#stopped) {
        this.#ports.onTrouble(done.failure.code, done.failure.message)
        await this.#sleep(RETRY_AFTER)
      } else await this.#sleep(LOOK_EVERY)
    }
  }

  /** One look at the state and what follows from it; used by the loop and by tests that drive it by hand. */
  async step(): Promise<Result<unknown>> {
    const followed = await this.#ports.follow()
    if (!followed.ok) return followed
    const waiting = this.#ports.states.liveSegments().filter(({ state }) => state === 'backfilling')
    for (const position of this.#finished) if (!waiting.some((one) => one.position === position)) this.#finished.delete(position)
    const next = waiting.find(({ position }) => !this.#finished.has(position))
    if (next === undefined) return followed
    const nodes = this.#missingNodes(next)
    // What came before is not in the warehouse yet: the next look may find it.
    if (nodes.some(({ since }) => since > this.#ports.historyThrough())) return followed
    return this.#backfill(next, nodes)
  }

  #missingNodes(segment: LiveVersion): BackfillArgument['nodes'] {
    const condition = parseStoredCondition(segment.where)
    if (!condition.ok) throw new Error(`the condition of segment ${segment.id} was checked before it was appended: ${condition.failure.message}`)
    const stored = new Map(this.#ports.states.nodes().map((node) => [node.key, node]))
    const { nodes } = compile(condition.value, { node: () => 0, trait: () => 0 })
    return nodes.flatMap(({ key }, index) => {
      const node = stored.get(key)
      return node === undefined || node.complete ? [] : [{ index, since: node.since }]
    })
  }

  async #backfill(segment: LiveVersion, nodes: BackfillArgument['nodes']): Promise<Result<unknown>> {
    const running: Running = { position: segment.position, total: 0, read: 0, underWay: [] }
    this.#running = running
    try {
      if (nodes.length > 0) {
        const { where, seededThrough, position } = segment
        const { stretchFacts } = this.#ports
        const argument: BackfillArgument = { segment: position, where, nodes, seededThrough, ...(stretchFacts === undefined ? {} : { stretchFacts }) }
        const ran = await Promise.race([this.#ports.runJob(BACKFILL_JOB, argument, (message) => this.#receive(message as BackfillMessage, running)), this.#whenStopped])
        if (!ran.ok) return ran
      }
      if (this.#stopped || !this.#isWanted(segment.position)) return { ok: true, value: undefined }
      const appended = await this.#ports.appendControl({ control: 'segment.seeded', segment: segment.position })
      if (appended.ok) this.#finished.add(segment.position)
      return appended
    } finally {
      this.#running = undefined
    }
  }

  async #receive(message: BackfillMessage, running: Running): Promise<void> {
    if (message.kind === 'plan') running.total = message.facts
    else if (message.kind === 'read') running.read = message.facts
    else await this.#appendSeeds(message.payload, running)
  }

  /** Never throws: the job goes on to its end even when its segment was archived meanwhile, and nothing more is appended. */
  async #appendSeeds(payload: Uint8Array, running: Running): Promise<void> {
    while (!this.#stopped && this.#isWanted(running.position)) {
      const { position: met } = this.#ports.engineProgress().engine
      running.underWay = running.underWay.filter((position) => position > met)
      if (running.underWay.length >= MAX_UNDER_WAY) {
        await this.#sleep(WAIT_FOR_ENGINE)
        continue
      }
      const appended = await this.#ports.appendSeeds(payload)
      if (appended.ok) {
        running.underWay.push(appended.value.position)
        return
      }
      this.#ports.onTrouble(appended.failure.code, appended.failure.message)
      await this.#sleep(RETRY_AFTER)
    }
  }

  #isWanted(position: number): boolean {
    return this.#ports.states.liveSegments().some((one) => one.position === position && one.state === 'backfilling')
  }

  async #sleep(millis: number): Promise<void> {
    await sleep(millis, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
  }
}
