// What records about segment versions and computed traits do in the engine: definitions, the history that is seeded for them,
// and their end.
import type { LogRecord, Transaction } from '@touchstone/stream'
import { SEED_LAYOUT, readSeeds, seedSegment, type SegmentControl } from '@touchstone/vocabulary'
import { dropControls, keepControl } from './control-log.ts'
import type { People } from './people.ts'
import type { PersonRecord } from './person-record.ts'
import { SeedCells } from './seed-cells.ts'
import type { SegmentIndex } from './segment-index.ts'
import type { Totals } from './totals.ts'

export class Definitions {
  readonly #people: People
  readonly #index: SegmentIndex
  readonly #totals: Readonly<Totals>
  readonly #person: PersonRecord

  constructor(people: People, index: SegmentIndex, totals: Readonly<Totals>) {
    this.#people = people
    this.#index = index
    this.#totals = totals
    this.#person = people.newRecord()
  }

  control(control: SegmentControl, record: LogRecord, tx: Transaction): void {
    if (control.control === 'segment.define') {
      const segment = this.#index.define(tx.position, control, tx)
      if (segment !== undefined) keepControl(record, tx)
      if (segment === undefined || this.#totals.people > 0) return
      // Nobody to evaluate and no history to read.
      this.#index.seeded(segment)
      this.#index.goLive(segment, tx)
      return
    }
    const segment = this.#index.segments.get(control.segment)
    if (segment === undefined) return
    if (control.control === 'segment.archive') {
      this.#index.archive(segment, tx)
      dropControls(segment.position, tx)
    } else if (control.control === 'segment.cut-over') this.#index.cutOver(segment)
    else if (control.control === 'segment.threshold') {
      this.#index.threshold(segment, control)
      keepControl(record, tx)
    } else if (segment.state === 'backfilling' && control.layout === SEED_LAYOUT) {
      // After seeds of another layout, which were passed over, history is still to be read.
      this.#index.seeded(segment)
      if (segment.trait !== undefined) this.#index.goLive(segment, tx)
      keepControl(record, tx)
    }
  }

  seeds(record: LogRecord): void {
    const position = seedSegment(record.bytes, record.start)
    const segment = position === undefined ? undefined : this.#index.segments.get(position)
    if (segment === undefined || segment.state !== 'backfilling') return
    for (const seed of readSeeds(record.bytes, record.start, record.end)) {
      segment.seededThrough = Math.max(segment.seededThrough, seed.person)
      const node = segment.nodes[seed.node]!
      if (node.complete || seed.person <= node.seededThrough) continue
      node.seededThrough = seed.person
      const slot = this.#people.load(this.#people.canonical(seed.person))
      if (slot === undefined) continue
      this.#people.cache.markDirty(slot)
      const person = this.#person.at(slot)
      person.disturb()
      node.spec.merge(person, new SeedCells(node.number, seed.cell))
      this.#people.chunks.settle()
    }
    for (const node of segment.nodes) {
      node.seededThrough = Math.max(node.seededThrough, segment.seededThrough)
      this.#index.unsavedNodes.add(node)
    }
    this.#index.unsaved.add(segment)
  }
}
