// The property of the first, or the last, chosen event that has it, itself: for a computed trait, whose value is shown. A
// condition keeps what its test says of the value instead (see edge-value-node.ts).
//
// Cell: f64 key (the time, or for the first its negative), u32 and u32 hash, u32 whether there is a value to keep, u32 0, then
// the value as JSON in UTF-8.
import { assert, type Millis } from '@touchstone/base'
import { LONGEST_KEPT } from '../check/expression.ts'
import type { Path, Scalar } from '../check/tree.ts'
import { memberAt } from '../check/values.ts'
import type { Cells, FactInput } from './cells.ts'
import type { NodeSpec } from './node.ts'
import { isList, pathText } from './path.ts'
import type { Scope } from './scope.ts'
import type { End } from './times-node.ts'

const HASH = 8
const KEPT = 16
const VALUE = 24

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const NOTHING = new Uint8Array(0)

/** What a JSON value is as the value of a computed trait; undefined where it is none. */
export function keptScalar(value: unknown): Scalar | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'string' && value.length <= LONGEST_KEPT && encoder.encode(value).length <= LONGEST_KEPT ? value : undefined
}

export class KeptValueNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly needsProperties = true
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly end: End
  readonly #scope: Scope
  readonly #path: Path

  constructor(key: string, id: number, scope: Scope, path: Path, end: End) {
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.end = end
    this.#scope = scope
    this.#path = path
    assert(path.length > 0 && !isList(path), 'one value is kept, of one property')
  }

  static keyOf(scope: Scope, path: Path, end: End): string {
    return `${end === 1 ? 'last' : 'first'} value ${pathText(path)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    const key = this.end * fact.timestamp
    if (!this.#isBetter(cells, key, fact.hashHigh, fact.hashLow) || !this.#scope.accepts(fact)) return false
    const value = memberAt(this.#path, fact.properties())
    if (value === undefined || value === null) return false
    const scalar = keptScalar(value)
    this.#write(cells, key, fact.hashHigh, fact.hashLow, scalar === undefined ? NOTHING : encoder.encode(JSON.stringify(scalar)))
    return true
  }

  merge(into: Cells, from: Cells): void {
    const at = from.find(this.id)
    if (at < 0) return
    const { view } = from
    const key = view.getFloat64(at, true)
    const high = view.getUint32(at + HASH, true)
    const low = view.getUint32(at + HASH + 4, true)
    if (this.#isBetter(into, key, high, low)) this.#write(into, key, high, low, from.bytes.slice(at + VALUE, at + from.size(this.id)))
  }

  release(): void {}

  /** When the event happened, times the node's end; -Infinity where there is none. */
  keyAt(cells: Cells): number {
    const at = cells.find(this.id)
    return at < 0 ? -Infinity : cells.view.getFloat64(at, true)
  }

  read(cells: Cells): Scalar | undefined {
    const at = cells.find(this.id)
    if (at < 0 || cells.view.getUint32(at + KEPT, true) === 0) return undefined
    return JSON.parse(decoder.decode(cells.bytes.subarray(at + VALUE, at + cells.size(this.id)))) as Scalar
  }

  /** Of events at the same instant the one with the smaller hash is the first, the one with the larger the last. */
  #isBetter(cells: Cells, key: number, high: number, low: number): boolean {
    const at = cells.find(this.id)
    if (at < 0) return true
    const { view } = cells
    const present = view.getFloat64(at, true)
    if (key !== present) return key > present
    const difference = high - view.getUint32(at + HASH, true) || low - view.getUint32(at + HASH + 4, true)
    return this.end * difference > 0
  }

  #write(cells: Cells, key: number, high: number, low: number, json: Uint8Array): void {
    const at = cells.allocate(this.id, VALUE + json.length)
    const { view } = cells
    view.setFloat64(at, key, true)
    view.setUint32(at + HASH, high, true)
    view.setUint32(at + HASH + 4, low, true)
    view.setUint32(at + KEPT, json.length > 0 ? 1 : 0, true)
    cells.bytes.set(json, at + VALUE)
  }
}
