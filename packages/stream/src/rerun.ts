// Drives a Machine through chosen records at the positions and times they have in a log, without that log and without a
// disk: whoever wants to know what a part of the past comes to, alone or told differently, runs it again.
import { assert, type Millis } from '@touchstone/base'
import { BatchTransaction } from './batch-transaction.ts'
import type { Machine, Transaction } from './machine.ts'
import { TIMER_SLICE } from './partition-loop.ts'
import { MemoryState } from './state/memory-state.ts'

export class Rerun {
  readonly state = new MemoryState()
  readonly #machine: Machine
  readonly #tx: BatchTransaction

  constructor(machine: Machine) {
    this.#machine = machine
    this.#tx = new BatchTransaction(this.state)
    machine.open(this.#tx)
  }

  get tx(): Transaction {
    return this.#tx
  }

  /** Time and position of what comes next; neither goes back. */
  startAt(position: number, time: Millis): void {
    this.#tx.startAt(position, time)
  }

  /** The next record; the payload is read during the call. */
  apply(position: number, time: Millis, kind: number, payload: Buffer): void {
    assert(payload.length < 2 ** 31, 'a record fits a buffer')
    this.#tx.startAt(position, time)
    this.#machine.apply({ position, time, kind, bytes: payload, start: 0, end: payload.length }, this.#tx)
  }

  /** Commits, lets fire what is due by now, and does the background work that waits. */
  settle(): void {
    this.#commit()
    for (let due = this.#tx.takeDueTimers(TIMER_SLICE); due.length > 0; due = this.#tx.takeDueTimers(TIMER_SLICE)) {
      for (const key of due) this.#machine.timer(key, this.#tx)
      this.#commit()
    }
    while (this.#machine.hasWork) {
      this.#machine.work(this.#tx)
      this.#commit()
    }
  }

  #commit(): void {
    this.#machine.flush(this.#tx)
    this.#tx.commit()
    this.#machine.committed()
  }
}
