// What a test says of the property of the first, or the last, chosen event that has it. Only the answer is kept, with when
// the event happened and the fact's hash, which decides between events of the same instant.
//
// Cell: f64 key (the time, or for the first its negative), u32 and u32 hash, u32 truth, u32 0.
import { assert, type Millis } from '@touchstone/base'
import { testText } from '../check/text.ts'
import type { Path, Test } from '../check/tree.ts'
import { memberAt } from '../check/values.ts'
import type { Truth } from '../truth.ts'
import type { Cells, FactInput } from './cells.ts'
import { type StaticTest, compileTest } from './filter.ts'
import type { NodeSpec } from './node.ts'
import { pathText } from './path.ts'
import type { Scope } from './scope.ts'
import type { End } from './times-node.ts'

const HASH = 8
const TRUTH = 16
const SIZE = 24

export class EdgeValueNode implements NodeSpec {
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
  readonly #test: StaticTest

  constructor(key: string, id: number, scope: Scope, path: Path, test: Test, end: End) {
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.end = end
    this.#scope = scope
    this.#path = path
    this.#test = compileTest(test)
  }

  static keyOf(scope: Scope, path: Path, test: Test, end: End): string {
    return `${end === 1 ? 'last' : 'first'} ${pathText(path)} ${testText(test)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    const key = this.end * fact.timestamp
    if (!this.#isBetter(cells, key, fact.hashHigh, fact.hashLow) || !this.#scope.accepts(fact)) return false
    const value = memberAt(this.#path, fact.properties())
    if (value === undefined || value === null) return false
    this.#write(cells, key, fact.hashHigh, fact.hashLow, this.#test(value))
    return true
  }

  merge(into: Cells, from: Cells): void {
    const at = from.find(this.id)
    if (at < 0) return
    const { view } = from
    const key = view.getFloat64(at, true)
    const high = view.getUint32(at + HASH, true)
    const low = view.getUint32(at + HASH + 4, true)
    if (this.#isBetter(into, key, high, low)) this.#write(into, key, high, low, view.getUint32(at + TRUTH, true))
  }

  release(): void {}

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

  #write(cells: Cells, key: number, high: number, low: number, truth: number): void {
    const found = cells.find(this.id)
    const at = found < 0 ? cells.allocate(this.id, SIZE) : found
    const { view } = cells
    view.setFloat64(at, key, true)
    view.setUint32(at + HASH, high, true)
    view.setUint32(at + HASH + 4, low, true)
    view.setUint32(at + TRUTH, truth, true)
  }
}

/** When the event of a cell happened, times the node's end; -Infinity where there is none. */
export function edgeKey(cells: Cells, id: number): number {
  const at = cells.find(id)
  return at < 0 ? -Infinity : cells.view.getFloat64(at, true)
}

/** What the test says of it. There is a cell. */
export function edgeTruth(cells: Cells, id: number): Truth {
  return cells.view.getUint32(cells.find(id) + TRUTH, true) as Truth
}
