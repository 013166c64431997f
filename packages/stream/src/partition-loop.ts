// One partition: reads the log from its cursor, drives the Machine, commits. Everything a batch changed (the Machine's
// tables, timers, the outbox entry, the cursor) is one transaction of the state, so after any crash the loop goes on
// from a point where all of it agreed; records after the cursor are simply read again.
//
// Work comes in slices that take turns: a batch of records, up to 1,000 due timers, a slice of the Machine's background
// work. Nothing waits behind more than one slice of another kind. When nothing is left and a timer is due later, the
// loop sleeps until then and asks the appender for a tick, because only append times may drive the Machine.
import { assert, type Clock, type Millis } from '@touchstone/base'
import type { LogReader } from './log/log.ts'
import { BatchTransaction } from './batch-transaction.ts'
import type { LogRecord, Machine } from './machine.ts'
import type { StateStore } from './state/state-store.ts'

export const LOOP_TABLES = ['stream_meta', 'stream_timers', 'stream_outbox'] as const
export const TIMER_SLICE = 1000
/** Ticks are this far apart at least: each costs a sync of the log, and one serves all timers that are due by then. */
const TICK_EVERY = 10

export interface LoopOptions {
  readonly reader: LogReader
  readonly state: StateStore
  readonly machine: Machine
  readonly clock: Clock
  /** Asks the appender for a TICK record; called when a timer is due and no record came. */
  readonly requestTick: () => void
  /** After each commit. `outbox` is the number of the newest outbox entry, 0 when there never was one. */
  readonly onCommit: (progress: LoopProgress) => void
  readonly onFailure: (error: Error, position: number) => void
  /** Bytes of log per batch: bounds both latency and what a crash repeats. */
  readonly batchBytes?: number
}

export interface LoopProgress {
  readonly position: number
  readonly time: Millis
  readonly outbox: number
}

export class PartitionLoop {
  readonly #options: LoopOptions
  readonly #tx: BatchTransaction
  readonly #batchBytes: number
  #durable = 0
  #next: number
  #outbox: number
  #running = false
  #stopped = false
  #failed = false
  #changed = false
  #ticked = -Infinity
  #alarm: NodeJS.Timeout | undefined

  constructor(options: LoopOptions) {
    this.#options = options
    this.#batchBytes = options.batchBytes ?? 1024 * 1024
    this.#tx = new BatchTransaction(options.state)
    const cursor = options.state.get('stream_meta', 'cursor')
    this.#next = (cursor === undefined ? 0 : cursor.readDoubleLE(0)) + 1
    if (cursor !== undefined) this.#tx.startAt(cursor.readDoubleLE(0), cursor.readDoubleLE(8))
    this.#outbox = cursor === undefined ? 0 : cursor.readDoubleLE(16)
    options.machine.open(this.#tx)
  }

  get progress(): LoopProgress {
    return { position: this.#next - 1, time: this.#tx.time, outbox: this.#outbox }
  }

  /** The log is durable up to `end`; wakes the loop. */
  advance(end: number): void {
    this.#durable = Math.max(this.#durable, end)
    this.#wake()
  }

  /** Outbox entries up to `entry` reached everyone and may go. */
  trimOutbox(entry: number): void {
    const state = this.#options.state
    const gone = state.range('stream_outbox', 0, entry + 1, 10_000)
    if (gone.length > 0) state.commit(gone.map(({ key }) => ({ table: 'stream_outbox', key, value: undefined })))
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#alarm)
  }

  #wake(): void {
    if (this.#running || this.#stopped || this.#failed) return
    this.#running = true
    clearTimeout(this.#alarm)
    setImmediate(() => this.#turn())
  }

  #turn(): void {
    if (this.#stopped) return
    let more = false
    try {
      more = this.#records()
      more = this.#timers() || more
      more = this.#work() || more
      if (this.#changed) this.#commit()
    } catch (error) {
      // A Machine that throws stops its partition loudly: going on would commit a state nobody understands.
      this.#failed = true
      this.#options.onFailure(error as Error, this.#tx.position)
      return
    }
    if (more) {
      setImmediate(() => this.#turn())
      return
    }
    this.#running = false
    this.#sleep()
  }

  #records(): boolean {
    if (this.#next > this.#durable) return false
    const { machine, reader } = this.#options
    const next = reader.read(this.#next, this.#durable, this.#batchBytes, (record: LogRecord) => {
      this.#tx.startAt(record.position, record.time)
      machine.apply(record, this.#tx)
    })
    assert(next > this.#next, 'a read of durable records goes forward')
    this.#next = next
    this.#changed = true
    return this.#next <= this.#durable
  }

  #timers(): boolean {
    const due = this.#tx.takeDueTimers(TIMER_SLICE)
    if (due.length === 0) return false
    for (const key of due) this.#options.machine.timer(key, this.#tx)
    this.#changed = true
    return due.length === TIMER_SLICE
  }

  #work(): boolean {
    const { machine } = this.#options
    if (!machine.hasWork) return false
    // Background work walks over what is committed: it must not pass over what this turn has just made.
    if (this.#changed) this.#commit()
    machine.work(this.#tx)
    this.#changed = true
    return machine.hasWork
  }

  #commit(): void {
    this.#changed = false
    const outputs = this.#options.machine.flush(this.#tx)
    if (outputs !== undefined) this.#tx.put('stream_outbox', ++this.#outbox, outputs)
    const cursor = Buffer.alloc(24)
    cursor.writeDoubleLE(this.#next - 1, 0)
    cursor.writeDoubleLE(this.#tx.time, 8)
    cursor.writeDoubleLE(this.#outbox, 16)
    this.#tx.put('stream_meta', 'cursor', cursor)
    this.#tx.commit()
    this.#options.machine.committed()
    this.#options.onCommit(this.progress)
  }

  #sleep(): void {
    const due = this.#tx.nextDue
    if (due === Infinity) return
    const now = this.#options.clock.now()
    const wait = Math.min(Math.max(due - now, this.#ticked + TICK_EVERY - now, 0), 2 ** 31 - 1)
    this.#alarm = setTimeout(() => {
      const then = this.#options.clock.now()
      if (then < due) return this.#sleep()
      this.#ticked = then
      this.#options.requestTick()
    }, wait)
  }
}
