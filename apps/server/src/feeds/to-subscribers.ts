// Live news for whoever watches: facts and membership changes in the order the engine made them. Decoding starts with
// the first watcher and stops with the last; nothing is kept for those who come later.
import type { LogReader } from '@touchstone/stream'
import { FactView, RecordKind, decodeOutcomes, type Outcomes } from '@touchstone/vocabulary'
import { fitsTail, type SubscribeToTail, type TailEntry, type TailFilter } from '../http/tail.ts'
import type { OutboxConsumer } from './outbox-pump.ts'

const READ_BYTES = 1024 * 1024

export interface SubscriberFeedPorts {
  readonly log: LogReader
  /** The registry's id of the segment defined at `position`. */
  readonly segmentId: (position: number) => string | undefined
}

export class SubscriberFeed implements OutboxConsumer {
  readonly name = 'subscribers'
  readonly window = 1
  readonly #ports: SubscriberFeedPorts
  readonly #listeners = new Set<(entry: TailEntry) => void>()
  readonly #fact = new FactView()

  constructor(ports: SubscriberFeedPorts) {
    this.#ports = ports
  }

  readonly subscribe: SubscribeToTail = (listener, filter: TailFilter) => {
    const filtered = (entry: TailEntry): void => {
      if (fitsTail(entry, filter)) listener(entry)
    }
    this.#listeners.add(filtered)
    return () => this.#listeners.delete(filtered)
  }

  take(_number: number, entry: Buffer): Promise<void> {
    if (this.#listeners.size > 0) this.#tell(decodeOutcomes(entry))
    return Promise.resolve()
  }

  #tell(outcomes: Outcomes): void {
    const { from, persons } = outcomes
    const last = from + persons.length - 1
    const entries: TailEntry[] = []
    let next = from
    while (persons.length > 0 && next <= last) {
      next = this.#ports.log.read(next, last, READ_BYTES, ({ position, time, kind, bytes, start, end }) => {
        const person = position <= last ? persons[position - from]! : 0
        if (kind !== RecordKind.FACT || person === 0) return
        const { type, event, source, timestamp } = this.#fact.reset(bytes, start, end)
        entries.push({ kind: 'fact', position, at: time, happened: timestamp, person, type, event, source })
      })
    }
    for (const { position, at, segment, person, entered, cause } of outcomes.changes) {
      const id = this.#ports.segmentId(segment)
      if (id !== undefined) entries.push({ kind: 'membership', position, at, person, segment: id, entered, cause })
    }
    entries.sort((a, b) => (a.kind === 'notice' || b.kind === 'notice' ? 0 : a.position - b.position))
    for (const one of entries) for (const listener of this.#listeners) listener(one)
  }
}
