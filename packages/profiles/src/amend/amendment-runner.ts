// Has people built again for amendments, one component at a time, oldest amendment first.
//
// The live state says what is to be done, and nothing is remembered elsewhere. An amendment that waits names people (see
// concerned.ts). With each come all whose facts name them or whom their facts name: what became of one of them may depend on
// the others. A control record begins the round; when history holds every fact up to it, a job builds the people in the
// warehouse's child, and its images are appended. Whether they take their place is up to the engine; if not, the next look
// finds the same people again. After a crash at any point it goes on from what the state says.
import { setTimeout as sleep } from 'node:timers/promises'
import { assert, fail, ok, type Millis, type Result } from '@touchstone/base'
import type { Amendment, AmendmentControl } from '@touchstone/vocabulary'
import { AMEND_JOB, type AmendAnswer, type AmendArgument, type AmendMessage } from './amend-job.ts'
import type { AmendmentState, StoredAmendment, StoredRound } from './amendment-state.ts'
import { Components, MAX_PEOPLE, type Component, type QueryAll } from './components.ts'
import { concerned } from './concerned.ts'
import type { LoggedControl } from '../machine/control-log.ts'
import type { PersonSummaryAfter } from '../machine/replay.ts'

const TOO_MANY = `More than ${MAX_PEOPLE} people hang together by identifiers that their facts share; so many are not built again at once.`
/** Rounds that may be broken one after the other before it waits longer between them. */
const PATIENCE = 5
const LOOK_AFTER = 50
const LOOK_ANYWAY = 1_000
const RETRY = 2_000

export interface AmendmentPorts {
  readonly state: AmendmentState
  readonly appendControl: (control: AmendmentControl) => Promise<Result<{ readonly position: number }>>
  readonly appendImages: (payload: Uint8Array) => Promise<Result<{ readonly position: number }>>
  /** The position of the last record that the engine has met. */
  readonly enginePosition: () => number
  /** The highest log position up to which every fact is in the warehouse. */
  readonly historyThrough: () => number
  readonly queryHistory: QueryAll
  readonly runJob: (job: string, argument: unknown, onMessage: (message: unknown) => Promise<void>) => Promise<Result<unknown>>
  readonly onTrouble: (code: string, message: string) => void
  /** Facts per stretch of the job, unless a test wants small ones. */
  readonly stretchFacts?: number
}

export interface AmendmentProgress {
  /** Facts of the component at hand, and how many of them are read. */
  readonly facts: number
  readonly read: number
}

/** What an amendment would do to the people of one component. */
export interface ComponentPreview {
  readonly before: readonly PersonSummaryAfter[]
  readonly after: readonly PersonSummaryAfter[]
  readonly facts: number
}

export interface AmendmentPreview {
  /** People whom the amendment names; with each come those whose facts name them. */
  readonly concerned: number
  /** Of the first of them. */
  readonly components: readonly ComponentPreview[]
}

/** Components that a preview builds. */
const MOST_PREVIEWED = 5

export class AmendmentRunner {
  readonly #ports: AmendmentPorts
  readonly #components: Components
  readonly #stopping = new AbortController()
  /** What was appended last: until the engine has met it the state says nothing new. */
  #appended = 0
  #running: { readonly amend: number; facts: number; read: number } | undefined
  #loop: Promise<void> | undefined

  constructor(ports: AmendmentPorts) {
    this.#ports = ports
    this.#components = new Components(ports.state, ports.queryHistory)
  }

  start(): void {
    this.#loop ??= this.#run()
  }

  /** Resolves when it touches nothing any more; a job under way ends with the warehouse. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loop
  }

  /** Of the amendment at this position; undefined while nothing is being read for it. */
  progress(amend: number): AmendmentProgress | undefined {
    return this.#running?.amend === amend ? { facts: this.#running.facts, read: this.#running.read } : undefined
  }

  /** Builds the first people concerned and throws them away. `time`: append time of the newest record. */
  async preview(amendment: Amendment, time: Millis): Promise<Result<AmendmentPreview>> {
    const { state, historyThrough } = this.#ports
    const found = await this.#components.named(amendment)
    if (!found.ok) return found
    const people = concerned(state, 0, amendment, found.value)
    const components: ComponentPreview[] = []
    const done = new Set<number>()
    for (const first of people) {
      if (done.has(first) || components.length === MOST_PREVIEWED) continue
      const component = await this.#components.around(amendment.kind === 'move' ? people : [first])
      if (!component.ok) return component
      for (const id of component.value.people) done.add(id)
      if (component.value.people.length > MAX_PEOPLE) return fail('profiles.too-much-to-amend', TOO_MANY)
      const through = historyThrough()
      const told: LoggedControl = { position: through, time, control: { control: 'identity.amend', id: 'preview', amendment } }
      const argument = this.#argument(0, component.value, component.value.people, { through, time, controls: [...state.controls(through), told] })
      const ran = await this.#ports.runJob(AMEND_JOB, { ...argument, isPreview: true }, () => Promise.resolve())
      if (!ran.ok) return ran
      const answer = ran.value as AmendAnswer
      if (!answer.ok) return answer
      components.push({ before: component.value.people.flatMap((id) => state.summary(id) ?? []), after: answer.value.people, facts: answer.value.facts })
    }
    return ok({ concerned: people.length, components })
  }

  #argument(amend: number, { stored }: Component, people: readonly number[], { through, time, controls }: Pick<AmendArgument['past'], 'through' | 'time' | 'controls'>): AmendArgument {
    const { state, stretchFacts } = this.#ports
    return {
      amend,
      past: {
        segments: state.segments().filter((one) => one.state !== 'archiving'),
        controls, through, time,
        ids: people.flatMap((id) => state.known(state.canonical(id))?.ids ?? []),
      },
      stored,
      isAmended: state.isHistoryAmended,
      ...(stretchFacts === undefined ? {} : { stretchFacts }),
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      const stepped = await this.step()
      if (!stepped.ok && !signal.aborted) this.#ports.onTrouble(stepped.failure.code, stepped.failure.message)
      const pause = !stepped.ok ? RETRY : stepped.value ? LOOK_AFTER : LOOK_ANYWAY
      await sleep(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** One look at the state and what follows from it. Answers whether something waits. */
  async step(): Promise<Result<boolean>> {
    const { state, enginePosition, historyThrough } = this.#ports
    const waiting = state.amendments().find((one) => one.state === 'waiting')
    if (waiting === undefined) return ok(false)
    // What comes in behind a definition would miss what it needs of the past.
    if (enginePosition() < this.#appended || state.segments().some((one) => one.state === 'backfilling')) return ok(true)
    const round = state.round()
    const isUnderWay = round !== undefined && round.amend === waiting.position && !round.isBroken
    if (historyThrough() < (isUnderWay ? round.through : waiting.position)) return ok(true)
    if (!isUnderWay && waiting.broken > PATIENCE) await sleep(LOOK_ANYWAY, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    const done = isUnderWay ? await this.#build(waiting, round) : await this.#begin(waiting)
    return done.ok ? ok(true) : done
  }

  async #begin(waiting: StoredAmendment): Promise<Result<unknown>> {
    const { state } = this.#ports
    const found = await this.#components.named(waiting.amendment)
    if (!found.ok) return found
    const [first] = concerned(state, waiting.position, waiting.amendment, found.value)
    if (first === undefined) return this.#append({ control: 'identity.amended', amend: waiting.position })
    const component = await this.#components.around(waiting.amendment.kind === 'move' ? concerned(state, waiting.position, waiting.amendment, []) : [first])
    return component.ok ? this.#open(waiting, component.value) : component
  }

  #open(waiting: StoredAmendment, { people }: Component): Promise<Result<unknown>> {
    if (people.length <= MAX_PEOPLE) return this.#append({ control: 'identity.amending', amend: waiting.position, people })
    return this.#refuse(waiting, TOO_MANY)
  }

  #refuse(waiting: StoredAmendment, refused: string): Promise<Result<unknown>> {
    return this.#append({ control: 'identity.amended', amend: waiting.position, refused })
  }

  async #build(waiting: StoredAmendment, round: StoredRound): Promise<Result<unknown>> {
    const { state, runJob, appendImages } = this.#ports
    const component = await this.#components.around(round.people)
    if (!component.ok) return component
    // A fact that came until the round began may have brought somebody along.
    if (component.value.people.some((id) => !round.people.includes(id))) return this.#open(waiting, component.value)
    const argument = this.#argument(waiting.position, component.value, round.people, { through: round.through, time: round.time, controls: state.controls(round.through) })
    const running = (this.#running = { amend: waiting.position, facts: 0, read: 0 })
    const ran = await runJob(AMEND_JOB, argument, (message) => {
      const { kind, facts } = message as AmendMessage
      running[kind === 'plan' ? 'facts' : 'read'] = facts
      return Promise.resolve()
    })
    this.#running = undefined
    if (!ran.ok || this.#stopping.signal.aborted) return ran
    const answer = ran.value as AmendAnswer
    if (!answer.ok) return this.#refuse(waiting, answer.failure.message)
    assert(answer.value.payload.length > 0, 'images have people')
    const appended = await appendImages(answer.value.payload)
    if (appended.ok) this.#appended = appended.value.position
    return appended
  }

  async #append(control: AmendmentControl): Promise<Result<unknown>> {
    const appended = await this.#ports.appendControl(control)
    if (appended.ok) this.#appended = appended.value.position
    return appended
  }
}
