// Which facts of the past the nodes of a segment take in, and how a block of them reaches the nodes.
//
// Facts are read by kind, each kind in a query of its own that names no column it can do without: facts of events whose
// nodes look at nothing but times, facts of events with their properties, and facts that give traits. A kind is cut by log
// position, per event up to the youngest definition that brought one of its nodes, and in time by the longest horizon.
// Facts that a node's own definition has no part in are passed over row by row.
//
// All facts within the horizon are read, also where a node says that a few of the latest can matter (`latestOnly`): to read
// and take in a fact costs 0.1 to 0.2 µs, and having the engine leave out older ones saves less than half of that, which is
// a few seconds of fifty million facts, next to a minute for the states that come of them.
import { assert, type Millis } from '@touchstone/base'
import type { FactInput, NodeSpec } from '@touchstone/language'
import type { ColumnBlock, Parameters, TextColumn } from '@touchstone/warehouse'
import type { HistoryCells } from './history-cells.ts'

export interface WaitingNode {
  /** Its place in the segment's program. */
  readonly index: number
  /** Position of the definition that brought it: live facts after it are in it. */
  readonly since: number
  readonly spec: NodeSpec
}

export interface Reading {
  /** A condition on rows of `profiles_facts`; its places are bound by `parameters`. */
  readonly where: string
  readonly parameters: Parameters
  /** What to select. */
  readonly columns: string
  /** How to sort, so that each node gets a person's facts in the order in which they happened. */
  readonly order: string
  /** Feeds one block of these columns to the nodes; `now` is no earlier than any fact. */
  take(block: ColumnBlock, cells: HistoryCells, now: Millis): void
}

/** The first columns of every reading. The hash is (source, messageId)'s, by which equal times are ordered. */
const COMMON = 'toFloat64(person), toFloat64(happened), toUInt32(bitShiftRight(hash, 32)), toUInt32(bitAnd(hash, 4294967295))'
const PERSON = 0
const HAPPENED = 1
const HASH_HIGH = 2
const HASH_LOW = 3
const COMMON_COLUMNS = 4

/** Every kind of fact that the nodes need, as of `now`: facts older than a node's horizon by then never count. */
export function readingsOf(waiting: readonly WaitingNode[], now: Millis): Reading[] {
  const byEvent = new Map<string, WaitingNode[]>()
  for (const node of waiting) for (const event of node.spec.events) byEvent.set(event, [...(byEvent.get(event) ?? []), node])
  const [wide, narrow] = [true, false].map((needs) => new Map([...byEvent].filter(([, nodes]) => nodes.some(({ spec }) => spec.needsProperties) === needs)))
  const byTrait = waiting.filter(({ spec }) => spec.traits.length > 0)
  return [
    ...(narrow!.size === 0 ? [] : [new EventReading('narrow', narrow!, false, now)]),
    ...(wide!.size === 0 ? [] : [new EventReading('wide', wide!, true, now)]),
    ...(byTrait.length === 0 ? [] : [new TraitReading(byTrait, now)]),
  ]
}

class EventReading implements Reading {
  readonly where: string
  readonly parameters: Parameters
  readonly columns: string
  readonly order: string
  readonly #events: readonly string[]
  readonly #nodes: readonly (readonly WaitingNode[])[]
  /** Columns that are only there when needed; 0 where they are not. */
  readonly #event: number
  readonly #position: number
  readonly #text: number
  readonly #fact = new RowFact()

  constructor(prefix: string, byEvent: ReadonlyMap<string, readonly WaitingNode[]>, hasText: boolean, now: Millis) {
    this.#events = [...byEvent.keys()]
    this.#nodes = [...byEvent.values()]
    const places = new Places(prefix)
    const alike = Map.groupBy(this.#events, (event) => within(boundsOf(byEvent.get(event)!, now)))
    this.where = [...alike].map(([bounds, events]) => `(event IN ${places.bind('Array(String)', events)} AND ${bounds})`).join(' OR ')
    const columns: string[] = []
    const add = (isNeeded: boolean, column: () => string): number => (isNeeded ? COMMON_COLUMNS + columns.push(column()) - 1 : 0)
    this.#event = add(this.#events.length > 1, () => `CAST(indexOf(${places.bind('Array(String)', this.#events)}, event) - 1, 'UInt16')`)
    this.#position = add(this.#nodes.some((nodes) => nodes.some(({ since }) => since !== nodes[0]!.since)), () => 'toFloat64(position)')
    this.#text = add(hasText, () => 'properties')
    this.columns = [COMMON, ...columns].join(', ')
    this.parameters = places.parameters
    // The table's own order, where each node takes in one event.
    this.order = this.#nodes.every((nodes) => nodes.every(({ spec }) => spec.events.length === 1)) ? 'event, person, happened' : 'person, happened'
  }

  take(block: ColumnBlock, cells: HistoryCells, now: Millis): void {
    const people = block.numbers(PERSON)
    const times = block.numbers(HAPPENED)
    const high = block.numbers(HASH_HIGH)
    const low = block.numbers(HASH_LOW)
    const events = this.#event === 0 ? undefined : block.numbers(this.#event)
    const positions = this.#position === 0 ? undefined : block.numbers(this.#position)
    const fact = this.#fact
    fact.propertyTexts = this.#text === 0 ? undefined : block.texts(this.#text)
    let last = -1
    for (let row = 0; row < block.rows; row++) {
      const person = people[row]!
      if (person !== last) cells.of((last = person))
      const event = events === undefined ? 0 : events[row]!
      fact.at(row, this.#events[event]!, times[row]!, high[row]!, low[row]!)
      const nodes = this.#nodes[event]!
      for (let i = 0; i < nodes.length; i++) {
        if (positions !== undefined && positions[row]! > nodes[i]!.since) continue
        nodes[i]!.spec.update(cells, fact, now)
      }
    }
  }
}

/** A group call's traits are the group's. Few facts give traits, so their names are looked at here and not in the query. */
class TraitReading implements Reading {
  readonly where: string
  readonly parameters = {}
  readonly order = 'person, happened'
  readonly columns = `${COMMON}, toFloat64(position), CAST(event, 'String'), traits`
  readonly #nodes: readonly WaitingNode[]
  readonly #fact = new RowFact()

  constructor(nodes: readonly WaitingNode[], now: Millis) {
    this.#nodes = nodes
    this.where = `(traits != '{}' AND type != 'group' AND ${within(boundsOf(nodes, now))})`
  }

  take(block: ColumnBlock, cells: HistoryCells, now: Millis): void {
    const positions = block.numbers(COMMON_COLUMNS)
    const events = block.texts(COMMON_COLUMNS + 1)
    const fact = this.#fact
    fact.traitTexts = block.texts(COMMON_COLUMNS + 2)
    for (let row = 0; row < block.rows; row++) {
      cells.of(block.numbers(PERSON)[row]!)
      fact.at(row, events.text(row), block.numbers(HAPPENED)[row]!, block.numbers(HASH_HIGH)[row]!, block.numbers(HASH_LOW)[row]!)
      for (const { since, spec } of this.#nodes) {
        if (positions[row]! > since) continue
        if (spec.traits.some((trait) => Object.hasOwn(fact.traits(), trait))) spec.update(cells, fact, now)
      }
    }
  }
}

/** Up to which log position, and after which instant (-Infinity: all), facts can matter to any of the nodes. */
function boundsOf(nodes: readonly WaitingNode[], now: Millis): { readonly since: number; readonly edge: Millis } {
  return { since: Math.max(...nodes.map(({ since }) => since)), edge: now - Math.max(...nodes.map(({ spec }) => spec.horizon)) }
}

/** Whole numbers of our own: nothing of a user's is in this text. */
function within({ since, edge }: ReturnType<typeof boundsOf>): string {
  return edge === -Infinity ? `position <= ${since}` : `position <= ${since} AND happened > ${edge}`
}

/** Values for `{name:Type}` places whose names differ from those of other readings. */
class Places {
  readonly parameters: Record<string, readonly string[]> = {}
  readonly #prefix: string
  constructor(prefix: string) {
    this.#prefix = prefix
  }
  bind(type: string, value: readonly string[]): string {
    const name = `${this.#prefix}${Object.keys(this.parameters).length}`
    this.parameters[name] = value
    return `{${name}:${type}}`
  }
}

/** One row as a node sees it; its texts are parsed at most once. */
class RowFact implements FactInput {
  event = ''
  timestamp = 0
  hashHigh = 0
  hashLow = 0
  propertyTexts: TextColumn | undefined
  traitTexts: TextColumn | undefined
  #row = 0
  #properties: Record<string, unknown> | undefined
  #traits: Record<string, unknown> | undefined

  at(row: number, event: string, timestamp: number, hashHigh: number, hashLow: number): void {
    this.#row = row
    this.event = event
    this.timestamp = timestamp
    this.hashHigh = hashHigh
    this.hashLow = hashLow
    this.#properties = undefined
    this.#traits = undefined
  }

  properties(): Record<string, unknown> {
    assert(this.propertyTexts !== undefined, 'a node that reads properties says so')
    return (this.#properties ??= JSON.parse(this.propertyTexts.text(this.#row)) as Record<string, unknown>)
  }

  traits(): Record<string, unknown> {
    assert(this.traitTexts !== undefined, 'a node that reads traits chooses its facts by them')
    return (this.#traits ??= JSON.parse(this.traitTexts.text(this.#row)) as Record<string, unknown>)
  }
}
