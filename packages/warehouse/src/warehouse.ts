// The parent's side of the warehouse: a child process that is fed, asked and, when it dies, started again. What the child
// has not acknowledged as durable stays here and is sent again, so the death of the child costs time and nothing else.
import type { ChildProcess } from 'node:child_process'
import { assert, fail, ok, type Failure, type Result } from '@touchstone/base'
import { unavailable } from './failure.ts'
import { LIMITS } from './limits.ts'
import { checkParameters } from './parameters.ts'
import type { Parameters, QueryLimits, Row, WarehouseOptions, WarehouseState } from './ports.ts'
import type { ToChild, ToParent } from './protocol.ts'
import { Questions } from './questions.ts'
import { defaultMemory, spawnChild } from './spawn-child.ts'
import { Unacknowledged } from './unacknowledged.ts'

/**
 * Starts the child and waits until it has migrated and answers.
 * Fails with `warehouse.start_failed` and one sentence when it cannot.
 */
export async function openWarehouse(options: WarehouseOptions): Promise<Result<Warehouse>> {
  const warehouse = new Warehouse(options)
  const started = await warehouse.start()
  return started.ok ? ok(warehouse) : started
}

export class Warehouse {
  readonly #options: WarehouseOptions
  readonly #entries = new Unacknowledged()
  readonly #questions = new Questions()
  #child: ChildProcess | undefined
  #up = false
  #closing: Promise<void> | undefined
  #restarts = 0
  #upSince = 0
  #backoff: number = LIMITS.RESPAWN_FIRST
  #respawn: NodeJS.Timeout | undefined
  #durable: number | undefined
  #rows = 0
  #failure: Failure | undefined
  #keys: Readonly<Record<string, number>> = {}
  #sending: NodeJS.Immediate | undefined
  #started: ((result: Result<void>) => void) | undefined
  #late: NodeJS.Timeout | undefined

  constructor(options: WarehouseOptions) {
    this.#options = options
  }

  /** Used by `openWarehouse`; once. */
  async start(): Promise<Result<void>> {
    const started = Promise.withResolvers<Result<void>>()
    this.#started = started.resolve
    this.#expectWithin(LIMITS.START_WITHIN, 'start')
    this.#spawn()
    const result = await started.promise
    clearTimeout(this.#late)
    this.#started = undefined
    if (!result.ok) await this.close()
    return result
  }

  #expectWithin(time: number, what: string): void {
    clearTimeout(this.#late)
    this.#late = setTimeout(() => this.#started?.(fail('warehouse.start_failed', `the warehouse did not ${what} within ${time / 1000} s`)), time)
  }

  /**
   * Hands over one outbox entry, in outbox order. False when too much is on its way (wait for `room()` and offer it again)
   * and once it closes.
   * The bytes are copied. They stay here until durable and are sent again when the child dies.
   */
  apply(entry: Uint8Array): boolean {
    if (!this.#entries.add(entry)) return false
    this.#sendSoon()
    return true
  }

  /** Resolves when `apply` takes entries again; at once when it does now, and never once it closes. */
  room(): Promise<void> {
    return this.#entries.room()
  }

  /** True when everything applied so far is durable; false when it was closed before that. */
  settled(): Promise<boolean> {
    return this.#entries.settled()
  }

  /**
   * Runs one SELECT. Values go into `{name:Type}` places. 64-bit integers come back as numbers.
   * Fails with `warehouse.unavailable`, `.timeout`, `.too_many_rows`, `.out_of_memory`, `.busy`, `.missing_parameter` or `.query_failed`.
   */
  async query<R extends Row = Row>(sql: string, parameters: Parameters = {}, { signal, ...bounds }: QueryLimits = {}): Promise<Result<R[]>> {
    const checked = checkParameters(sql, parameters)
    if (!checked.ok) return checked
    const answer = await this.#ask((id) => ({ kind: 'query', id, sql, parameters, limits: bounds }), undefined, signal)
    return answer.ok ? ok(JSON.parse(answer.value as string) as R[]) : answer
  }

  /**
   * Runs one SELECT of one column of type Float64, UInt32, UInt16 or UInt8: for results of millions of numbers, in order,
   * which as JSON would cost ten times as much. Without `limits.rows` as many as `query` takes. Fails as `query` does.
   */
  async numbers(sql: string, parameters: Parameters = {}, { signal, ...bounds }: QueryLimits = {}): Promise<Result<Float64Array>> {
    const checked = checkParameters(sql, parameters)
    if (!checked.ok) return checked
    return (await this.#ask((id) => ({ kind: 'numbers', id, sql, parameters, limits: bounds }), undefined, signal)) as Result<Float64Array>
  }

  /**
   * Runs a history job of the child module. `onMessage` gets what the job posts, in order; the job waits while a few are
   * unhandled. Fails with `warehouse.unavailable` when the child dies meanwhile (messages may then have been handled
   * already: make them idempotent and run it again), `.unknown_job` or `.job_failed`.
   */
  run(job: string, argument: unknown, onMessage?: (message: unknown) => void | Promise<void>): Promise<Result<unknown>> {
    return this.#ask((id) => ({ kind: 'run', id, job, argument }), onMessage)
  }

  /** Highest key each table held when the child last started. */
  keys(): Readonly<Record<string, number>> {
    return this.#keys
  }

  state(): WarehouseState {
    const { count: waiting, age: lag } = this.#entries
    return { up: this.#up, restarts: this.#restarts, durable: this.#durable, rows: this.#rows, waiting, lag, failure: this.#failure }
  }

  /** Process id of the child while there is one. */
  childProcess(): number | undefined {
    return this.#child?.pid
  }

  /** Makes durable what was handed over, then ends the child; kills it when that takes longer than 8 s. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearTimeout(this.#respawn)
    this.#entries.refuse()
    const child = this.#child
    if (child) {
      this.#sendEntries()
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      if (this.#up) child.send({ kind: 'close' } satisfies ToChild, () => undefined)
      else child.kill('SIGKILL')
      const late = setTimeout(() => child.kill('SIGKILL'), LIMITS.CLOSE_WITHIN)
      await ended
      clearTimeout(late)
    }
    this.#entries.close()
    this.#questions.failAll(unavailable('it was closed'))
  }

  #spawn(): void {
    const child = (this.#child = spawnChild(this.#options.childModule))
    child.on('message', (message: ToParent) => this.#hear(child, message))
    child.on('error', (error) => (this.#failure = { code: 'warehouse.unavailable', message: error.message }))
    child.on('exit', (code, signal) => this.#ended(child, signal ?? `exit ${code}`))
  }

  #hear(child: ChildProcess, message: ToParent): void {
    if (message.kind === 'hello') {
      const { directory, url, migrations, childConfig, memoryBytes } = this.#options
      const forget = this.#upSince === 0 ? (this.#options.forget ?? []) : []
      child.send({ kind: 'start', start: { directory, url, migrations, childConfig, forget, memoryBytes: memoryBytes ?? defaultMemory() } } satisfies ToChild)
    } else if (message.kind === 'migrating') {
      if (this.#started !== undefined) this.#expectWithin(LIMITS.MIGRATE_WITHIN, `finish the migration ${message.step}`)
      this.#options.onMigrating?.(message.step)
    } else if (message.kind === 'ready') {
      this.#up = true
      this.#upSince = performance.now()
      this.#failure = undefined
      this.#keys = message.keys
      this.#entries.sendAgain()
      this.#sendEntries()
      this.#started?.(ok(undefined))
      this.#options.onState?.(this.state())
    } else if (message.kind === 'durable') {
      this.#durable = message.cursor
      this.#rows += message.rows
      this.#entries.durable(message.through)
      this.#options.onDurable?.(message.cursor)
    } else if (message.kind === 'trouble') {
      this.#failure = message.failure
      this.#options.onState?.(this.state())
    } else if (message.kind === 'fatal') {
      this.#failure = message.failure
    } else if (message.kind === 'message') {
      this.#questions.pass(child, message.id, message.message)
    } else {
      void this.#questions.answered(message)
    }
  }

  #ask(message: (id: number) => ToChild, onMessage?: (message: unknown) => void | Promise<void>, signal?: AbortSignal): Promise<Result<unknown>> {
    if (!this.#up || this.#closing) return Promise.resolve(unavailable(this.#failure?.message ?? 'it is starting'))
    return this.#questions.ask(this.#child!, message, onMessage, signal)
  }

  #ended(child: ChildProcess, how: string): void {
    assert(child === this.#child, 'one child at a time')
    this.#child = undefined
    this.#up = false
    this.#questions.failAll(unavailable(`its process ended (${how})`))
    if (this.#closing) return
    this.#failure ??= { code: 'warehouse.unavailable', message: `the warehouse's process ended (${how})` }
    if (this.#started) {
      this.#started(fail('warehouse.start_failed', `the warehouse could not start: ${this.#failure.message}`))
      return
    }
    this.#restarts++
    if (performance.now() - this.#upSince > LIMITS.RESPAWN_HELD) this.#backoff = LIMITS.RESPAWN_FIRST
    this.#respawn = setTimeout(() => this.#spawn(), this.#backoff)
    this.#backoff = Math.min(this.#backoff * 2, LIMITS.RESPAWN_LAST)
    this.#options.onState?.(this.state())
  }

  #sendSoon(): void {
    this.#sending ??= setImmediate(() => this.#sendEntries())
  }

  #sendEntries(): void {
    clearImmediate(this.#sending)
    this.#sending = undefined
    if (!this.#up) return
    const { first, entries } = this.#entries.unsent()
    if (entries.length > 0) this.#child!.send({ kind: 'entries', first, entries } satisfies ToChild, () => undefined)
  }
}
