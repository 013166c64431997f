// The person's Machine: a fact goes through identity, then changes one person's traits, counts, sessions and nodes, then
// the segments that listen. Everything it does is a function of the state and the record, so a replay repeats it.
import { assert } from '@touchstone/base'
import { DEFAULT_RULES, resolve, type Resolution } from '@touchstone/identity'
import type { FactInput } from '@touchstone/language'
import type { LogRecord, Machine, Slot, Transaction } from '@touchstone/stream'
import { FactView, OutcomeWriter, RecordKind, decodeControl, readSeeds, seedSegment, type Control, type Identifier } from '@touchstone/vocabulary'
import { CellKey } from './cell-key.ts'
import { Evaluation } from './evaluation.ts'
import { countEvent } from './event-cells.ts'
import { addIdentifier, readAbsorbed, readIdentifiers } from './list-cells.ts'
import type { LiveSegment } from './live-segment.ts'
import { remember } from './messages-cell.ts'
import { mergePeople } from './merge-people.ts'
import { Names } from './names.ts'
import { People } from './people.ts'
import { PersonRecord } from './person-record.ts'
import { SeedCells } from './seed-cells.ts'
import { SegmentIndex } from './segment-index.ts'
import { addSession } from './sessions-cell.ts'
import { setTrait } from './trait-cells.ts'

export const PROFILE_TABLES = ['people', 'aliases', 'links', 'names', 'nodes', 'segments', 'members', 'profiles_meta'] as const
const SWEEP_SLICE = 1000

/** Totals since the log began (JSON in table `profiles_meta` under `totals`). */
export interface Totals {
  /** Of the last output; see outcome-codec. */
  sequence: number
  people: number
  facts: number
  duplicates: number
  merges: number
  changes: number
}

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
  readonly #other: PersonRecord
  readonly #fact = new FactView()
  readonly #input = new LazyFact(this.#fact)
  #totals: Totals = { sequence: 0, people: 0, facts: 0, duplicates: 0, merges: 0, changes: 0 }
  #hasOutputs = false

  constructor(options: MachineOptions) {
    this.#people = new People(options.cacheBytes)
    this.#person = new PersonRecord(this.#people.cache)
    this.#other = new PersonRecord(this.#people.cache)
    this.#evaluation = new Evaluation(this.#index, this.#outcomes, () => {
      this.#totals.changes++
      return this.#nextSequence()
    })
  }

  open(tx: Transaction): void {
    const totals = tx.get('profiles_meta', 'totals')
    if (totals !== undefined) this.#totals = JSON.parse(totals.toString()) as Totals
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
    const slot = this.#identify(fact.identifiers(), tx)
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

  #identify(identifiers: readonly Identifier[], tx: Transaction): Slot {
    const known = this.#knownPerson(identifiers)
    if (known !== 0) return this.#people.load(known)!
    const resolution = resolve(this.#people, DEFAULT_RULES, identifiers)
    if (resolution.dropped.length > 0) this.#outcomes.dropped({ position: tx.position, identifiers: resolution.dropped })
    const id = resolution.isNew ? tx.position : resolution.person
    if (resolution.isNew) {
      this.#people.create(id, tx.time)
      this.#totals.people++
    }
    for (const loser of resolution.merged) this.#merge(id, loser, tx)
    this.#link(id, resolution, tx)
    return this.#people.load(id)!
  }

  /** The common case: every identifier leads to the same person already. */
  #knownPerson(identifiers: readonly Identifier[]): number {
    let person = 0
    for (let i = 0; i < identifiers.length; i++) {
      const found = this.#people.find(`${identifiers[i]!.type}:${identifiers[i]!.value}`)
      if (found === 0 || (person !== 0 && found !== person)) return 0
      person = found
    }
    return person
  }

  #link(person: number, resolution: Resolution, tx: Transaction): void {
    const slot = this.#people.load(person)!
    this.#people.cache.markDirty(slot)
    for (const identifier of resolution.added) {
      addIdentifier(this.#person.at(slot), identifier)
      this.#people.link(identifier, person)
      this.#outcomes.link({ sequence: this.#nextSequence(), position: tx.position, appended: tx.time, person, identifier, reason: resolution.reason })
    }
  }

  #merge(survivor: number, loser: number, tx: Transaction): void {
    const from = this.#other.at(this.#people.load(loser)!)
    const into = this.#person.at(this.#people.load(survivor)!)
    this.#people.cache.markDirty(from.slot)
    this.#people.cache.markDirty(into.slot)
    this.#evaluation.advance(from, tx.time, tx)
    this.#evaluation.advance(into, tx.time, tx)
    this.#evaluation.endMemberships(from, tx.time, 'merge', tx)
    const absorbed = readAbsorbed(from)
    mergePeople(into, from, this.#index)
    for (const identifier of readIdentifiers(from)) {
      this.#people.link(identifier, survivor)
      this.#outcomes.link({ sequence: this.#nextSequence(), position: tx.position, appended: tx.time, person: survivor, identifier, reason: 'merged' })
    }
    for (const id of [loser, ...absorbed]) {
      this.#outcomes.alias({ sequence: this.#nextSequence(), position: tx.position, appended: tx.time, loser: id, survivor })
    }
    this.#people.forget(from.slot, survivor, absorbed)
    this.#totals.people--
    this.#totals.merges++
    this.#evaluation.begin()
    for (const segment of this.#index.segments.values()) this.#evaluation.touch(segment)
    this.#evaluation.finish(into, tx.time, 'merge', tx)
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

/** The fact at hand for nodes; its properties are parsed at most once. */
class LazyFact implements FactInput {
  readonly #view: FactView
  #properties: Record<string, unknown> | undefined
  event = ''
  timestamp = 0
  constructor(view: FactView) {
    this.#view = view
  }
  reset(event: string, timestamp: number): void {
    this.event = event
    this.timestamp = timestamp
    this.#properties = undefined
  }
  properties(): Record<string, unknown> {
    return (this.#properties ??= JSON.parse(this.#view.properties) as Record<string, unknown>)
  }
}
