// The person's Machine: a fact goes through identity, then changes one person's traits, counts, sessions and nodes, then
// the segments that listen. Everything it does is a function of the state and the record, so a replay repeats it.
import { assert } from '@touchstone/base'
import type { LogRecord, Machine, Transaction } from '@touchstone/stream'
import { FactView, OutcomeWriter, RecordKind, decodeControl, readSeeds, seedSegment, type Control } from '@touchstone/vocabulary'
import { CellKey } from './cell-key.ts'
import { Evaluation } from './evaluation.ts'
import { countEvent } from './event-cells.ts'
import { Identification } from './identification.ts'
import { LazyFact } from './lazy-fact.ts'
import type { LiveSegment } from './live-segment.ts'
import { remember } from './messages-cell.ts'
import { Names } from './names.ts'
import { People } from './people.ts'
import { PersonRecord } from './person-record.ts'
import { SeedCells } from './seed-cells.ts'
import { SegmentIndex } from './segment-index.ts'
import { addSession } from './sessions-cell.ts'
import { noTotals, type Totals } from './totals.ts'
import { setTrait } from './trait-cells.ts'

export const PROFILE_TABLES = ['people', 'aliases', 'links', 'names', 'nodes', 'segments', 'members', 'profiles_meta'] as const
const SWEEP_SLICE = 1000

export interface MachineOptions {
  /** Bytes of people kept in memory. */
  readonly cacheBytes: number
}

export class PersonMachine implements Machine {
  readonly tables = PROFILE_TABLES
  readonly #people: People
  readonly #names = new Names()
  readonly #index = new SegmentIndex(this.#names)
  readonly #outcomes = new OutcomeWriter()
  readonly #evaluation: Evaluation
  readonly #person: PersonRecord
  readonly #identification: Identification
  readonly #fact = new FactView()
  readonly #input = new LazyFact(this.#fact)
  readonly #totals: Totals = noTotals()
  #hasOutputs = false

  constructor(options: MachineOptions) {
    this.#people = new People(options.cacheBytes)
    this.#person = new PersonRecord(this.#people.cache)
    this.#evaluation = new Evaluation(this.#index, this.#outcomes, () => {
      this.#totals.changes++
      return this.#nextSequence()
    })
    this.#identification = new Identification({
      people: this.#people,
      index: this.#index,
      evaluation: this.#evaluation,
      outcomes: this.#outcomes,
      nextSequence: () => this.#nextSequence(),
      totals: this.#totals,
    })
  }

  open(tx: Transaction): void {
    const totals = tx.get('profiles_meta', 'totals')
    if (totals !== undefined) Object.assign(this.#totals, JSON.parse(totals.toString()))
    this.#people.begin(tx)
    this.#names.load(tx.range('names', undefined, undefined, 1_000_000))
    this.#index.load(tx)
  }

  get hasWork(): boolean {
    for (const segment of this.#index.segments.values()) if (segment.state === 'sweeping' || segment.state === 'archiving') return true
    return false
  }

  apply(record: LogRecord, tx: Transaction): void {
    let person = 0
    if (record.kind === RecordKind.FACT) person = this.#applyFact(record, tx)
    else if (record.kind === RecordKind.CONTROL) this.#applyControl(decodeControl(record.bytes, record.start, record.end), tx)
    else if (record.kind === RecordKind.SEED) this.#applySeeds(record)
    this.#outcomes.record(record.position, person)
    this.#hasOutputs = true
  }

  /** The person the fact is about, or 0 for a duplicate. */
  #applyFact(record: LogRecord, tx: Transaction): number {
    const fact = this.#fact.reset(record.bytes, record.start, record.end)
    assert(fact.timestamp <= record.time, 'a fact is appended after it happened')
    const slot = this.#identification.person(fact, tx)
    const person = this.#person.at(slot)
    this.#people.cache.markDirty(slot)
    this.#evaluation.advance(person, tx.time, tx)
    if (!remember(person, fact.hashHigh, fact.hashLow, tx.time)) {
      this.#totals.duplicates++
      return 0
    }
    this.#totals.facts++
    person.facts += 1
    person.seen(fact.timestamp, fact.timestamp)
    this.#evaluation.begin()
    if (person.facts === 1) this.#evaluation.touchAll(this.#index.openSegments)
    if (fact.hasTraits && fact.type !== 'group') this.#applyTraits(person, tx)
    const event = fact.event
    if (event !== '') this.#applyEvent(person, event, tx)
    this.#evaluation.finish(person, tx.time, 'fact', tx)
    return person.id
  }

  #applyTraits(person: PersonRecord, tx: Transaction): void {
    const fact = this.#fact
    const traits = JSON.parse(fact.traits) as Record<string, unknown>
    for (const name of Object.keys(traits)) {
      const number = this.#names.number('trait', name, tx)
      if (number === 0) continue
      if (!setTrait(person, number, fact.timestamp, fact.hashHigh, fact.hashLow, traits[name])) continue
      const listening = this.#index.segmentsOfTrait(name)
      if (listening !== undefined) this.#evaluation.touchAll(listening)
    }
  }

  #applyEvent(person: PersonRecord, event: string, tx: Transaction): void {
    const timestamp = this.#fact.timestamp
    countEvent(person, this.#names.number('event', event, tx), timestamp, timestamp, 1)
    addSession(person, timestamp, timestamp)
    const nodes = this.#index.nodesOf(event)
    if (nodes === undefined) return
    this.#input.reset(event, timestamp)
    for (let i = 0; i < nodes.length; i++) {
      if (nodes[i]!.spec.update(person, this.#input, tx.time)) this.#evaluation.touchAll(nodes[i]!.segments)
    }
  }

  #applyControl(control: Control, tx: Transaction): void {
    if (control.control === 'segment.define') {
      const segment = this.#index.define(tx.position, control.id, control.version, control.where, tx)
      if (segment !== undefined && this.#totals.people === 0) this.#goLive(segment, tx)
      return
    }
    const segment = this.#index.segments.get(control.segment)
    if (segment === undefined) return
    if (control.control === 'segment.archive') this.#index.archive(segment)
    else if (segment.state === 'backfilling') this.#index.seeded(segment)
  }

  /** Nobody to evaluate and no history to read. */
  #goLive(segment: LiveSegment, tx: Transaction): void {
    this.#index.seeded(segment)
    segment.state = 'live'
    segment.liveSince = tx.time
  }

  #applySeeds(record: LogRecord): void {
    const segment = this.#index.segments.get(seedSegment(record.bytes, record.start))
    if (segment === undefined || segment.state !== 'backfilling') return
    for (const seed of readSeeds(record.bytes, record.start, record.end)) {
      segment.seededThrough = Math.max(segment.seededThrough, seed.person)
      const node = segment.nodes[seed.node]!
      if (node.complete || seed.person <= node.seededThrough) continue
      node.seededThrough = seed.person
      const slot = this.#people.load(this.#people.canonical(seed.person))
      if (slot === undefined) continue
      this.#people.cache.markDirty(slot)
      node.spec.merge(this.#person.at(slot), new SeedCells(node.number, seed.cell))
    }
    for (const node of segment.nodes) {
      node.seededThrough = Math.max(node.seededThrough, segment.seededThrough)
      node.dirty = true
    }
    segment.dirty = true
  }

  timer(key: number, tx: Transaction): void {
    const slot = this.#people.load(this.#people.canonical(key))
    if (slot === undefined) return
    if (this.#evaluation.advance(this.#person.at(slot), tx.time, tx)) this.#people.cache.markDirty(slot)
  }

  work(tx: Transaction): void {
    const waiting = [...this.#index.segments.values()].filter((one) => one.state === 'sweeping' || one.state === 'archiving')
    const from = Math.min(...waiting.map((one) => one.sweptThrough))
    const group = waiting.filter((one) => one.sweptThrough === from)
    const orphans = this.#index.orphans(group.filter((one) => one.state === 'archiving'))
    const slice = tx.range('people', from + 1, undefined, SWEEP_SLICE)
    for (const { key } of slice) {
      const slot = this.#people.load(key as number)
      if (slot === undefined) continue
      this.#people.cache.markDirty(slot)
      const person = this.#person.at(slot)
      this.#evaluation.advance(person, tx.time, tx)
      this.#evaluation.begin()
      for (const segment of group) {
        if (segment.state === 'archiving') this.#evaluation.endMemberships(person, tx.time, 'archive', tx, segment)
        else this.#evaluation.touch(segment)
      }
      this.#evaluation.finish(person, tx.time, 'backfill', tx)
      for (const node of orphans) person.removeCell(CellKey.node(node.number))
    }
    const through = slice.length === 0 ? Infinity : (slice.at(-1)!.key as number)
    for (const segment of group) this.#swept(segment, slice.length < SWEEP_SLICE, through, tx)
  }

  #swept(segment: LiveSegment, done: boolean, through: number, tx: Transaction): void {
    segment.dirty = true
    segment.sweptThrough = through
    if (!done) return
    if (segment.state === 'archiving') {
      this.#index.remove(segment, tx)
      return
    }
    segment.state = 'live'
    segment.liveSince = tx.time
  }

  flush(tx: Transaction): Uint8Array | undefined {
    this.#people.save(this.#person)
    this.#index.save(tx)
    tx.put('profiles_meta', 'totals', Buffer.from(JSON.stringify(this.#totals)))
    if (!this.#hasOutputs) return undefined
    this.#hasOutputs = false
    return this.#outcomes.take()
  }

  committed(): void {
    this.#people.cache.settle()
  }

  #nextSequence(): number {
    this.#hasOutputs = true
    return ++this.#totals.sequence
  }
}
