// Comparing a list, from the first row to what was found. A list comes in parts and goes straight into a thread of its own; the
// values of known people are opened slice by slice and follow it there. What is found is sealed, and the thread ends. So
// personal values are in that thread's memory while it lives, and nowhere else: not in the log, the warehouse or a message.
import { assert, fail, ok, type Failure, type Millis, type Result } from '@touchstone/base'
import type { PairScope } from '@touchstone/identity'
import { LIMITS } from './limits.ts'
import type { JsonRow, ListFormat } from './list-reader.ts'
import { knownInput, matchFieldOf } from './match-fields.ts'
import { MatchStore, type KeptMatch } from './match-store.ts'
import { MatchThread } from './match-thread-handle.ts'
import type { MatchProgress, MatchState } from './match-progress.ts'
import type { MatchPorts } from './ports.ts'
import type { FoundPair, MatchSummary } from './thread-messages.ts'

interface Job {
  readonly id: string
  readonly subject: string
  readonly scope: PairScope
  readonly thread: MatchThread
  state: MatchState
  nextPart: number
  characters: number
  isTaking: boolean
  touchedAt: Millis
  rows: number
  known: number
  compared: number
  failure: Failure | undefined
}

export class MatchJobs {
  readonly #ports: MatchPorts
  readonly #store: MatchStore
  /** Those that are not finished, and those that failed, for a while. */
  readonly #jobs = new Map<string, Job>()

  constructor(ports: MatchPorts) {
    this.#ports = ports
    this.#store = new MatchStore(ports.registry, ports.sealer)
  }

  /** Failure: `profiles.match-busy`. */
  begin(subject: string, format: ListFormat, scope: PairScope): Result<string> {
    const open = [...this.#jobs.values()].filter(({ state }) => state !== 'failed').length
    if (open >= LIMITS.OPEN) return fail('profiles.match-busy', `${LIMITS.OPEN} lists are being compared; wait for one of them, or drop it`)
    const id = this.#ports.randomId()
    const thread = new MatchThread(this.#ports.threadModule, format, ({ phase, done }) => {
      job.state = phase
      job.compared = done
    })
    const job: Job = { id, subject, scope, thread, state: 'receiving', nextPart: 0, characters: 0, isTaking: false, touchedAt: this.#ports.clock.now(), rows: 0, known: 0, compared: 0, failure: undefined }
    assert(!this.#jobs.has(id), 'each comparison has an id of its own')
    this.#jobs.set(id, job)
    return ok(id)
  }

  /**
   * Takes the next part; the one before may come again. Answers the rows so far. Failures: `profiles.match-not-found`,
   * `profiles.match-part` (another part is expected), and what is wrong with the rows; those end the comparison.
   */
  async add(id: string, part: number, given: { readonly text: string } | { readonly rows: readonly JsonRow[] }): Promise<Result<number>> {
    const job = this.#receiving(id)
    if (!job.ok) return job
    const { value: one } = job
    if (part === one.nextPart - 1) return ok(one.rows)
    if (part !== one.nextPart || one.isTaking) return fail('profiles.match-part', `expected part ${one.nextPart} of the list, got ${part}${one.isTaking ? ' before the last one was taken' : ''}`)
    one.characters += 'text' in given ? given.text.length : JSON.stringify(given.rows).length
    if (one.characters > LIMITS.TEXT) return this.#fail(one, fail('profiles.match-too-long', `a list has at most ${LIMITS.TEXT} characters; compare it in parts`).failure)
    const taken = await this.#tell(one, given)
    if (taken.ok) one.nextPart++
    return taken.ok ? ok(one.rows) : taken
  }

  /** Starts comparing what has come; it goes on by itself. */
  async run(id: string): Promise<Result<void>> {
    const job = this.#receiving(id)
    if (!job.ok) return job
    if (job.value.isTaking) return fail('profiles.match-part', 'expected the list to be complete; a part is still being taken')
    const ended = await this.#tell(job.value, { end: true })
    if (!ended.ok) return ended
    if (job.value.rows === 0) return this.#fail(job.value, fail('profiles.match-empty', 'expected a list with rows, got none').failure)
    job.value.state = 'opening'
    void this.#compare(job.value).catch((error: unknown) => {
      // Who drops a comparison pulls the thread from under it.
      if (!this.#jobs.has(id)) return
      this.#ports.report(id, error)
      this.#fail(job.value, fail('profiles.match-broken', 'the comparison broke; the server log says why').failure)
    })
    return ok(undefined)
  }

  async progress(id: string): Promise<Result<MatchProgress>> {
    const job = this.#jobs.get(id)
    if (job !== undefined) return ok(progressOf(job))
    const kept = await this.#kept(id)
    return kept.ok ? ok(finished(kept.value)) : kept
  }

  /** The finished ones that are kept, and before them those under way. */
  async list(): Promise<Result<MatchProgress[]>> {
    const kept = await this.#store.list()
    if (!kept.ok) return kept
    const now = this.#ports.clock.now()
    return ok([...[...this.#jobs.values()].reverse().map(progressOf), ...kept.value.filter(({ expiresAt }) => expiresAt > now).map(finished)])
  }

  /** Failure: `profiles.match-not-found`, also while it is not finished. People are those of now. */
  async pairs(id: string, from: number, most: number): Promise<Result<{ readonly kept: KeptMatch; readonly pairs: readonly FoundPair[] }>> {
    const kept = await this.#kept(id)
    if (!kept.ok) return kept
    const pairs = await this.#store.pairs(id, from, most)
    if (!pairs.ok) return pairs
    const now = (side: FoundPair['a']): FoundPair['a'] => ('person' in side ? { person: this.#ports.canonical(side.person) } : side)
    return ok({ kept: kept.value, pairs: pairs.value.map((pair) => ({ ...pair, a: now(pair.a), b: now(pair.b) })) })
  }

  /** Breaks off what is under way, removes what is kept. */
  async drop(id: string): Promise<Result<void>> {
    const job = this.#jobs.get(id)
    if (job !== undefined) {
      this.#jobs.delete(id)
      await job.thread.stop()
      return ok(undefined)
    }
    const removed = await this.#store.remove(id)
    if (!removed.ok) return removed
    return removed.value ? ok(undefined) : notFound(id)
  }

  /** Throws away what nobody adds to any more, and what was kept long enough. */
  async expire(): Promise<void> {
    const now = this.#ports.clock.now()
    for (const job of this.#jobs.values()) {
      if ((job.state !== 'receiving' && job.state !== 'failed') || now - job.touchedAt <= LIMITS.IDLE) continue
      this.#jobs.delete(job.id)
      await job.thread.stop()
    }
    const removed = await this.#store.removeExpired(now)
    if (!removed.ok) this.#ports.report('expiry', removed.failure.code)
  }

  async close(): Promise<void> {
    const jobs = [...this.#jobs.values()]
    this.#jobs.clear()
    await Promise.all(jobs.map(({ thread }) => thread.stop()))
  }

  #receiving(id: string): Result<Job> {
    const job = this.#jobs.get(id)
    if (job === undefined) return notFound(id)
    if (job.state === 'receiving') return ok(job)
    return job.failure === undefined ? fail('profiles.match-started', 'expected a list that is still being received; this one is being compared') : { ok: false, failure: job.failure }
  }

  async #kept(id: string): Promise<Result<KeptMatch>> {
    const kept = await this.#store.find(id)
    if (!kept.ok) return kept
    return kept.value === undefined || kept.value.expiresAt <= this.#ports.clock.now() ? notFound(id) : ok(kept.value)
  }

  /** Gives something to the thread that it answers with how much it has. */
  async #tell(job: Job, message: Parameters<MatchThread['ask']>[0]): Promise<Result<void>> {
    job.isTaking = true
    job.touchedAt = this.#ports.clock.now()
    const answer = await job.thread.ask(message)
    job.isTaking = false
    if ('failed' in answer) return this.#fail(job, answer.failed)
    assert('taken' in answer, 'what is given is taken or refused')
    job.rows = answer.taken.rows
    return ok(undefined)
  }

  #fail(job: Job, failure: Failure): { readonly ok: false; readonly failure: Failure } {
    job.state = 'failed'
    job.failure ??= failure
    job.touchedAt = this.#ports.clock.now()
    void job.thread.stop()
    return { ok: false, failure: job.failure }
  }

  async #compare(job: Job): Promise<void> {
    if (job.scope.across) {
      const opened = await this.#openPeople(job)
      if (!opened.ok) return void this.#fail(job, opened.failure)
    }
    const answer = await job.thread.ask({ run: job.scope })
    if (!this.#jobs.has(job.id)) return
    if ('failed' in answer) return void this.#fail(job, answer.failed)
    assert('done' in answer, 'a comparison ends with its figures')
    assert(answer.done.rows === job.rows, 'what was compared is the list that came')
    job.state = 'sealing'
    const stored = await this.#seal(job, answer.done)
    if (!this.#jobs.has(job.id)) return void (await this.#store.remove(job.id))
    if (!stored.ok) return void this.#fail(job, stored.failure)
    this.#jobs.delete(job.id)
    await job.thread.stop()
  }

  /** Everybody who is known, a slice at a time; facts and calls go on between. */
  async #openPeople(job: Job): Promise<Result<void>> {
    const traits = await this.#ports.sealedTraits()
    if (!traits.ok) return traits
    const paths = traits.value.filter((path) => matchFieldOf(path) !== undefined)
    if (paths.length === 0) return ok(undefined)
    for (let after = 0; ; ) {
      const people = this.#ports.knownPeople(after, LIMITS.SLICE)
      if (people.length === 0) return ok(undefined)
      assert(people.length <= LIMITS.SLICE && people.every(({ person }) => person > after), 'people come in order, a slice at a time')
      after = people.at(-1)!.person
      const values = await this.#ports.openSlice(people, paths)
      if (!values.ok) return values
      const told = await this.#tell(job, { people: [...values.value].map(([person, fields]) => [person, knownInput(fields)] as const) })
      if (!told.ok) return told
      if (!this.#jobs.has(job.id)) return fail('profiles.match-broken', 'the comparison was broken off')
      job.known += people.length
    }
  }

  #seal(job: Job, summary: MatchSummary): Promise<Result<void>> {
    const madeAt = this.#ports.clock.now()
    const kept: KeptMatch = { id: job.id, subject: job.subject, madeAt, expiresAt: madeAt + LIMITS.KEPT_FOR, summary: { ...summary, known: job.known } }
    return this.#store.keep(kept, async (part) => {
      const answer = await job.thread.ask({ part })
      // Inside the transaction: what breaks here leaves nothing behind.
      if (!('pairs' in answer)) throw new Error('the thread of the comparison went before it had given everything')
      return answer.pairs
    })
  }
}

function progressOf({ id, state, subject, rows, known, compared, failure }: Job): MatchProgress {
  return { id, state, subject, rows, known, compared, failure, kept: undefined }
}

function finished(kept: KeptMatch): MatchProgress {
  const { id, subject, summary } = kept
  return { id, state: 'done', subject, rows: summary.rows, known: summary.known, compared: summary.compared, failure: undefined, kept }
}

function notFound(id: string): Result<never> {
  return fail('profiles.match-not-found', `there is no comparison ${JSON.stringify(id.slice(0, 60))}: it may have expired, been dropped, or not be finished; one that was under way when the server stopped is gone`)
}
