// How often each text of a property occurred in each half-life that still counts. The favourite is the text whose
// occurrences weigh most (see `FavouriteSubject`): whole powers of two, so sums are exact in a double, whatever the order.
//
// What is kept is a function of the facts alone: the latest half-life only ever moves on, what lies more than 20 before it
// goes and would weigh nothing if it came again, and a half-life with too many texts is marked and stays so.
//
// Cell: f64 latest half-life, then entries in the order of (text, half-life): f64 half-life, u32 occurrences, u32 bytes of
// the text, the text in UTF-8. An empty text marks a half-life that counts for nothing.
import { assert, type Millis } from '@touchstone/base'
import type { Path } from '../check/tree.ts'
import { memberAt, visitValues } from '../check/values.ts'
import type { Cells, FactInput } from './cells.ts'
import type { NodeSpec } from './node.ts'
import { isList, pathText } from './path.ts'
import type { Scope } from './scope.ts'

/** Half-lives before the latest after which nothing is left. */
const OLDEST = 20
/** Different texts of one half-life: with more it is noise, and would fill the person's record. */
const MOST_TEXTS = 200
/** Bytes of a text. */
const LONGEST = 100

const HEAD = 8
const COUNT = 8
const LENGTH = 12
const TEXT = 16

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** The text at hand. UTF-16 units are at most three bytes each. */
const text = new Uint8Array(3 * LONGEST)

export class FavouriteNode implements NodeSpec {
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly needsProperties = true
  readonly traits: readonly string[] = []
  readonly key: string
  readonly id: number
  readonly events: readonly string[]
  readonly #scope: Scope
  readonly #path: Path
  readonly #halfLife: Millis
  readonly #isList: boolean
  /** What `#take` changes; set by `update`. */
  #cells!: Cells
  #half = 0
  #changed = false
  readonly #take = (value: unknown): void => {
    const length = encode(value)
    if (length > 0 && this.#add(this.#cells, length, this.#half, 1)) this.#changed = true
  }

  constructor(key: string, id: number, scope: Scope, path: Path, halfLife: Millis) {
    assert(path.length > 0 && halfLife > 0, 'a favourite is among the values of a property, and fades in some time')
    this.key = key
    this.id = id
    this.events = [scope.event]
    this.#scope = scope
    this.#path = path
    this.#halfLife = halfLife
    this.#isList = isList(path)
  }

  static keyOf(scope: Scope, path: Path, halfLife: Millis): string {
    return `occurrences per ${halfLife} of ${pathText(path)} of ${scope.text}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    assert(fact.timestamp <= now, 'a fact never happens after now')
    if (!this.#scope.accepts(fact)) return false
    this.#cells = cells
    this.#half = Math.floor(fact.timestamp / this.#halfLife)
    this.#changed = false
    if (this.#isList) visitValues(this.#path, fact.properties(), this.#take)
    else this.#take(memberAt(this.#path, fact.properties()))
    return this.#changed
  }

  merge(into: Cells, from: Cells): void {
    if (from.find(this.id) < 0) return
    this.#raise(into, from.view.getFloat64(from.find(this.id), true))
    // Cells of both may move while one grows.
    for (let offset = HEAD; offset < from.size(this.id); ) {
      const at = from.find(this.id) + offset
      const half = from.view.getFloat64(at, true)
      const count = from.view.getUint32(at + COUNT, true)
      const length = from.view.getUint32(at + LENGTH, true)
      text.set(from.bytes.subarray(at + TEXT, at + TEXT + length))
      offset += TEXT + length
      if (length === 0) this.#mark(into, half)
      else this.#add(into, length, half, count)
    }
  }

  release(): void {}

  /** The favourite of the person, undefined where there is none. */
  read(cells: Cells): string | undefined {
    const at = cells.find(this.id)
    if (at < 0) return undefined
    const { view, bytes } = cells
    const end = at + cells.size(this.id)
    const latest = view.getFloat64(at, true)
    let best = 0
    let bestAt = -1
    let weight = 0
    let runAt = -1
    for (let entry = at + HEAD; entry < end; entry = next(view, entry)) {
      if (view.getUint32(entry + LENGTH, true) === 0) continue
      if (runAt < 0 || !isSameText(view, bytes, runAt, entry)) {
        runAt = entry
        weight = 0
      }
      weight += view.getUint32(entry + COUNT, true) * 2 ** (OLDEST - (latest - view.getFloat64(entry, true)))
      if (weight <= best) continue
      best = weight
      bestAt = runAt
    }
    if (bestAt < 0) return undefined
    assert(Number.isSafeInteger(best), 'weights are whole numbers, so that their order is exact')
    return decoder.decode(bytes.subarray(bestAt + TEXT, bestAt + TEXT + view.getUint32(bestAt + LENGTH, true)))
  }

  /** Adds occurrences of the text at hand; false where they weigh nothing and change nothing. */
  #add(cells: Cells, length: number, half: number, count: number): boolean {
    const isRaised = this.#raise(cells, half)
    const start = cells.find(this.id)
    const { view, bytes } = cells
    if (half < view.getFloat64(start, true) - OLDEST) return isRaised
    const end = start + cells.size(this.id)
    let place = end
    let texts = 0
    for (let at = start + HEAD; at < end; at = next(view, at)) {
      const isOfHalf = view.getFloat64(at, true) === half
      if (isOfHalf && view.getUint32(at + LENGTH, true) === 0) return isRaised
      if (isOfHalf) texts++
      if (place < end) continue
      const order = compareEntry(view, bytes, at, length, half)
      if (order === 0) {
        view.setUint32(at + COUNT, view.getUint32(at + COUNT, true) + count, true)
        return true
      }
      if (order > 0) place = at
    }
    if (texts === MOST_TEXTS) this.#mark(cells, half)
    else this.#insert(cells, place - start, length, half, count)
    return true
  }

  /** A half-life of which nothing counts any more. */
  #mark(cells: Cells, half: number): void {
    const start = cells.find(this.id)
    if (half < cells.view.getFloat64(start, true) - OLDEST) return
    this.#drop(cells, (other) => other === half)
    const { view } = cells
    const at = cells.find(this.id)
    const end = at + cells.size(this.id)
    let place = at + HEAD
    while (place < end && compareEntry(view, cells.bytes, place, 0, half) < 0) place = next(view, place)
    this.#insert(cells, place - at, 0, half, 0)
  }

  #insert(cells: Cells, offset: number, length: number, half: number, count: number): void {
    const size = cells.size(this.id)
    assert(offset >= HEAD && offset <= size && length <= LONGEST, 'an entry stands among the others')
    const at = cells.allocate(this.id, size + TEXT + length)
    const { view, bytes } = cells
    bytes.copyWithin(at + offset + TEXT + length, at + offset, at + size)
    view.setFloat64(at + offset, half, true)
    view.setUint32(at + offset + COUNT, count, true)
    view.setUint32(at + offset + LENGTH, length, true)
    for (let index = 0; index < length; index++) bytes[at + offset + TEXT + index] = text[index]!
  }

  /** The latest half-life is `half` or later; what is too old by then goes. Makes the cell where there is none. */
  #raise(cells: Cells, half: number): boolean {
    assert(Number.isSafeInteger(half), 'half-lives are counted')
    const known = cells.find(this.id)
    const at = known < 0 ? cells.allocate(this.id, HEAD) : known
    if (known >= 0 && half <= cells.view.getFloat64(at, true)) return false
    cells.view.setFloat64(at, half, true)
    this.#drop(cells, (other) => other < half - OLDEST)
    return true
  }

  #drop(cells: Cells, isGone: (half: number) => boolean): void {
    const start = cells.find(this.id)
    const { view, bytes } = cells
    const size = cells.size(this.id)
    let to = start + HEAD
    for (let at = start + HEAD; at < start + size; ) {
      const after = next(view, at)
      if (!isGone(view.getFloat64(at, true))) {
        if (to < at) bytes.copyWithin(to, at, after)
        to += after - at
      }
      at = after
    }
    if (to < start + size) cells.allocate(this.id, to - start)
  }
}

/** Puts a text into `text` and answers its bytes; 0 for what is none that counts. */
function encode(value: unknown): number {
  if (typeof value !== 'string' || value.length > LONGEST) return 0
  const { written } = encoder.encodeInto(value, text)
  return written <= LONGEST ? written : 0
}

function next(view: DataView, at: number): number {
  return at + TEXT + view.getUint32(at + LENGTH, true)
}

function isSameText(view: DataView, bytes: Uint8Array, one: number, other: number): boolean {
  const length = view.getUint32(one + LENGTH, true)
  if (length !== view.getUint32(other + LENGTH, true)) return false
  for (let index = 0; index < length; index++) if (bytes[one + TEXT + index] !== bytes[other + TEXT + index]) return false
  return true
}

/** The entry against (the text at hand, `half`): by bytes, which is by code point. */
function compareEntry(view: DataView, bytes: Uint8Array, at: number, length: number, half: number): number {
  const own = view.getUint32(at + LENGTH, true)
  for (let index = 0; index < Math.min(own, length); index++) {
    const difference = bytes[at + TEXT + index]! - text[index]!
    if (difference !== 0) return difference
  }
  return own - length || view.getFloat64(at, true) - half
}
