// The person's Machine: a fact goes through identity, then changes one person's traits, counts, sessions and nodes, then
// the segments that listen. Everything it does is a function of the state and the record, so a replay repeats it.
import { assert } from '@touchstone/base'
import type { LogRecord, Machine, Transaction } from '@touchstone/stream'
import { FactView, OutcomeWriter, RecordKind, decodeControl, isAmendment } from '@touchstone/vocabulary'
import { ACCOUNT_TABLES, mayNameAccounts } from './accounts.ts'
import { Amending } from './amending.ts'
import { keepControl } from './control-log.ts'
import { Definitions } from './definitions.ts'
import { Evaluation } from './evaluation.ts'
import { countEvent } from './event-cells.ts'
import { Identification } from './identification.ts'
import { IdentityState } from './identity-state.ts'
import { LazyFact } from './lazy-fact.ts'
import type { LiveNode } from './live-segment.ts'
import { remember } from './messages-cell.ts'
import { Names } from './names.ts'
import { People } from './people.ts'
import { PERSON_LAYOUT, type PersonRecord } from './person-record.ts'
import type { RerunParts } from './replay.ts'
import { SegmentIndex } from './segment-index.ts'
import { TraitSealing } from './seal-traits.ts'
import { addSession } from './sessions-cell.ts'
import { Sweep } from './sweep.ts'
import { noTotals, type Totals } from './totals.ts'
import { setTrait } from './trait-cells.ts'

export const PROFILE_TABLES = ['people', 'aliases', 'links', 'identity', 'names', 'nodes', 'segments', 'members', 'chunks', 'profiles_meta', 'controls', 'amendments', 'kept', 'rebuilt', ...ACCOUNT_TABLES] as const

/** Raised with every change of what these tables hold: a state of another layout is built again from the log, see `openStateDirectory`. */
export const STATE_LAYOUT = PERSON_LAYOUT

export interface MachineOptions {
  /** Bytes of people kept in memory: a quarter of them for the blocks of long histories, the rest for everything else. */
  readonly cacheBytes: number
  /** Where it says what it does; a writer of its own unless given. */
  readonly outcomes?: OutcomeWriter
}

export class PersonMachine implements Machine {
  readonly tables = PROFILE_TABLES
  readonly #people: People
  readonly #names = new Names()
  readonly #index = new SegmentIndex(this.#names)
  readonly #outcomes: OutcomeWriter
  readonly #evaluation: Evaluation
  readonly #person: PersonRecord
  readonly #identity = new IdentityState()
  readonly #identification: Identification
  readonly #sweep: Sweep
  readonly #sealing: TraitSealing
  readonly #amending: Amending
  readonly #definitions: Definitions
  readonly #fact = new FactView()
  readonly #input = new LazyFact(this.#fact)
  readonly #totals: Totals = noTotals()
  #hasOutputs = false
  #hasLayout = false
  /** Numbers what nodes are given. */
  #facts = 0

  constructor(options: MachineOptions) {
    this.#outcomes = options.outcomes ?? new OutcomeWriter()
    this.#people = new People(options.cacheBytes)
    this.#person = this.#people.newRecord()
    this.#evaluation = new Evaluation(this.#index, this.#outcomes, () => {
      this.#totals.changes++
      return this.#nextSequence()
    })
    this.#identification = new Identification({
      people: this.#people,
      identity: this.#identity,
      index: this.#index,
      evaluation: this.#evaluation,
      outcomes: this.#outcomes,
      nextSequence: () => this.#nextSequence(),
      totals: this.#totals,
      amendments: () => this.#amending.amendments,
    })
    this.#sweep = new Sweep(this.#people, this.#index, this.#evaluation)
    this.#sealing = new TraitSealing(this.#people, this.#names, this.#evaluation)
    this.#definitions = new Definitions(this.#people, this.#index, this.#totals)
    this.#amending = new Amending(
      {
        people: this.#people,
        names: this.#names,
        index: this.#index,
        evaluation: this.#evaluation,
        outcomes: this.#outcomes,
        totals: this.#totals,
        nextSequence: () => this.#nextSequence(),
        applyFact: (fact, tx) => this.#applyFact({ ...fact, kind: RecordKind.FACT, start: 0, end: fact.bytes.length }, tx),
      },
      ({ amendment }, tx) => this.#identification.amend(amendment, tx),
    )
  }

  open(tx: Transaction): void {
    const totals = tx.get('profiles_meta', 'totals')
    if (totals !== undefined) {
      this.#hasLayout = true
      Object.assign(this.#totals, JSON.parse(totals.toString()))
      const layout = tx.get('profiles_meta', 'layout')?.toString() ?? '1'
      assert(layout === String(STATE_LAYOUT), `the state has layout ${STATE_LAYOUT}, not ${layout}: another one is thrown away before it is opened`)
    }
    this.#people.begin(tx)
    this.#identity.load(tx)
    this.#amending.amendments.load(tx)
    this.#identification.opened(tx)
    this.#names.load(tx.range('names', undefined, undefined, 1_000_000))
    this.#index.load(tx)
    this.#sealing.load(tx)
  }

  get hasWork(): boolean {
    return this.#sweep.isWaiting || this.#sealing.isWaiting
  }

  work(tx: Transaction): void {
    if (this.#sealing.isWaiting) this.#sealing.slice(tx)
    else this.#sweep.slice(tx)
  }

  apply(record: LogRecord, tx: Transaction): void {
    let person = 0
    if (record.kind === RecordKind.FACT) person = this.#applyFact(record, tx)
    else if (record.kind === RecordKind.CONTROL) this.#applyControl(record, tx)
    else if (record.kind === RecordKind.IMAGES) this.#amending.images(record, tx)
    else if (record.kind === RecordKind.SEED) this.#definitions.seeds(record)
    this.#people.chunks.settle()
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
    if (this.#sealing.isWaiting) this.#sealing.look(person, tx)
    const counts = remember(person, fact.hashHigh, fact.hashLow, tx.time)
    if (this.#amending.amendments.isWatching) this.#amending.amendments.keep(record, person.id, counts, tx)
    if (!counts) {
      this.#totals.duplicates++
      return 0
    }
    this.#totals.facts++
    person.facts += 1
    const input = this.#input.reset()
    const isEarliest = person.seen(input.timestamp, input.timestamp)
    this.#evaluation.begin()
    if (person.facts === 1) this.#evaluation.touchAll(this.#index.listeners.open)
    else if (isEarliest) this.#evaluation.touchClocked(person)
    if (input.givesTraits) this.#applyTraits(person, tx)
    if (input.event !== '') this.#applyEvent(person, input.event, tx)
    if (mayNameAccounts(fact)) this.#people.accounts.apply(person, fact, tx)
    this.#evaluation.finish(person, tx.time, 'fact', tx)
    return person.id
  }

  #applyTraits(person: PersonRecord, tx: Transaction): void {
    const { listeners } = this.#index
    const { timestamp, hashHigh, hashLow } = this.#input
    const traits = this.#input.traits()
    this.#facts++
    for (const name of Object.keys(traits)) {
      // A node keeps what was known when: it takes in late values and repeated ones too.
      const nodes = listeners.nodesOfTrait(name)
      if (nodes !== undefined) for (const node of nodes) if (this.#takeIn(person, node, tx)) this.#evaluation.touchAll(node.listeners)
      const number = this.#names.number('trait', name, tx)
      if (number === 0 || !setTrait(person, number, timestamp, hashHigh, hashLow, traits[name])) continue
      this.#evaluation.touchTrait(number)
    }
  }

  #applyEvent(person: PersonRecord, event: string, tx: Transaction): void {
    const { timestamp } = this.#input
    countEvent(person, this.#names.number('event', event, tx), timestamp, timestamp, 1)
    addSession(person, timestamp, timestamp)
    const { listeners } = this.#index
    const nodes = listeners.nodesOfEvent(event)
    if (nodes === undefined) return
    this.#facts++
    let isChanged = false
    for (let i = 0; i < nodes.length; i++) isChanged = this.#takeIn(person, nodes[i]!, tx) || isChanged
    if (isChanged) this.#evaluation.touchChanged(listeners.segmentsOfEvent(event), this.#facts)
  }

  /** Gives the fact at hand to a node, once. True if conditions that read it are to be looked at. */
  #takeIn(person: PersonRecord, node: LiveNode, tx: Transaction): boolean {
    if (node.mark === this.#facts) return false
    node.mark = this.#facts
    if (!node.spec.update(person, this.#input, tx.time)) return false
    node.changed = this.#facts
    return true
  }

  #applyControl(record: LogRecord, tx: Transaction): void {
    const control = decodeControl(record.bytes, record.start, record.end)
    if (isAmendment(control)) {
      if (control.control === 'identity.amend') keepControl(record, tx)
      this.#amending.control(control, tx)
    } else if (control.control === 'identity.rules' || control.control === 'identity.apart' || control.control === 'identity.link') {
      keepControl(record, tx)
      // Images know nothing of it, and the facts kept aside came partly before it.
      if (this.#amending.amendments.isWatching) this.#amending.amendments.break(tx)
      this.#identification.applyControl(control, tx)
    } else if (control.control === 'field.class') this.#sealing.control(control)
    else this.#definitions.control(control, record, tx)
  }

  timer(key: number, tx: Transaction): void {
    const slot = this.#people.load(this.#people.canonical(key))
    if (slot === undefined) return
    if (this.#evaluation.advance(this.#person.at(slot), tx.time, tx)) this.#people.cache.markDirty(slot)
    this.#people.chunks.settle()
  }

  flush(tx: Transaction): Uint8Array | undefined {
    this.#people.save(this.#person)
    this.#index.save(tx)
    this.#amending.amendments.save(tx)
    this.#sealing.save(tx)
    if (!this.#hasLayout) tx.put('profiles_meta', 'layout', Buffer.from(String(STATE_LAYOUT)))
    this.#hasLayout = true
    tx.put('profiles_meta', 'totals', Buffer.from(JSON.stringify(this.#totals)))
    if (!this.#hasOutputs) return undefined
    this.#hasOutputs = false
    return this.#outcomes.take()
  }

  committed(): void {
    this.#people.cache.settle()
  }

  /** For a rerun: see replay.ts. */
  get rerun(): RerunParts {
    return { people: this.#people, names: this.#names, index: this.#index }
  }

  #nextSequence(): number {
    this.#hasOutputs = true
    return ++this.#totals.sequence
  }
}
