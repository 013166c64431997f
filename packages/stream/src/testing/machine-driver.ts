import { BatchTransaction } from '../batch-transaction.ts'
import { TIMER_SLICE } from '../partition-loop.ts'
import type { Machine } from '../machine.ts'
import type { StateStore } from '../state/state-store.ts'
import { MemoryState } from '../state/memory-state.ts'

/**
 * Drives a Machine by hand, synchronously, the way the partition loop does: records one by one, a commit after each
 * batch, timers and background work between batches.
 */
export class MachineDriver {
  readonly state: StateStore
  readonly machine: Machine
  readonly #tx: BatchTransaction
  readonly outputs: Uint8Array[] = []
  position = 0

  constructor(machine: Machine, state: StateStore = new MemoryState()) {
    this.machine = machine
    this.state = state
    this.#tx = new BatchTransaction(state)
    machine.open(this.#tx)
  }

  get nextDue(): number {
    return this.#tx.nextDue
  }

  get time(): number {
    return this.#tx.time
  }

  /** Goes on where another driver of the same state was. */
  startAt(position: number, time: number): void {
    this.position = position
    this.#tx.startAt(position, time)
  }

  /** Appends one record at `time` and answers its position; commits unless told that the batch goes on. */
  append(kind: number, payload: Uint8Array, time: number, commit = true): number {
    const bytes = Buffer.from(payload)
    this.position++
    this.#tx.startAt(this.position, time)
    this.machine.apply({ position: this.position, time, kind, bytes, start: 0, end: bytes.length }, this.#tx)
    if (commit) this.commit()
    return this.position
  }

  commit(): void {
    this.flush()
    for (;;) {
      const due = this.#tx.takeDueTimers(TIMER_SLICE)
      if (due.length === 0) break
      for (const key of due) this.machine.timer(key, this.#tx)
      this.flush()
    }
    while (this.machine.hasWork) this.work()
  }

  /** One slice of background work. */
  work(): void {
    this.machine.work(this.#tx)
    this.flush()
  }

  /** The end of a batch; timers and background work wait. */
  flush(): void {
    const output = this.machine.flush(this.#tx)
    if (output !== undefined) this.outputs.push(output)
    this.#tx.commit()
    this.machine.committed()
  }
}
