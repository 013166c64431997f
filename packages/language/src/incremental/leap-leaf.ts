// When to look again at a number of events in a window. Between two looks many facts may cross the edges of the window
// without changing the answer, so each kind of number says which of them can:
//
// - A count, and a sum of values none of which is below 0, only grows by what enters and only shrinks by what leaves. Where
//   it is large enough, as much has to leave as it is above the bound; where it is not, as much has to enter as is missing.
// - So does a number of different values: it is large enough until the last of as many of them as are needed, counted from
//   the latest, leaves for the last time; and it is not before as many new ones have come as are missing.
// - A maximum reaches a bound for as long as its last value that does is in the window; where it does not, one has to enter.
//   The same, turned round, for a minimum.
//
// Other numbers are looked at whenever anything crosses an edge. An instant found here may be too early, because what
// moves the other way is not looked at; it is never too late.
import type { Millis } from '@touchstone/base'
import type { Comparison, Measure } from '../check/tree.ts'
import { millionths } from '../check/values.ts'
import type { PersonState } from './cells.ts'
import { highLimb, lowLimb } from './exact.ts'
import type { Leaf } from './leaf.ts'
import { measureLeaf } from './measure-leaf.ts'
import { Reading } from './reading.ts'
import type { TimelineNode } from './timeline/node.ts'
import { addBase, addRange, countBefore, nextKey, select, selected } from './timeline/ranges.ts'
import { type Bound, firstBeyond, firstReaching, isBeyond, lastBeyond } from './timeline/search.ts'
import { type Visitor, scanRange, scanRangeBack } from './timeline/scan.ts'
import { type RangeSource, ScanSource } from './timeline/source.ts'
import { ValueSet } from './timeline/value-set.ts'
import type { Stay } from './window.ts'

const LIMB = 4_294_967_296
const COMPLEMENT: Readonly<Record<Comparison, Comparison>> = { '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' }

type NextDue = Leaf['nextDue']
type Ranged = RangeSource | ScanSource

/** `wanted`: whether it is asked when the comparison is TRUE, or when it is FALSE. */
export function timelineLeaf(condition: Measure, source: Ranged, wanted: boolean): Leaf {
  const { aggregate, value } = condition
  const isScanned = source instanceof ScanSource
  // What is compared is a whole number.
  if (isScanned && (aggregate.function === 'count' || aggregate.function === 'distinct')) source.enough = value + 1
  const leaf = measureLeaf(condition, source)
  const { stay } = source.range
  if (!leaf.timed || stay === undefined || (isScanned && !source.isPlain)) return leaf
  const leap = leapOf(condition, source, stay, wanted)
  return leap === undefined ? leaf : { ...leaf, nextDue: leap }
}

function leapOf({ aggregate, operator, value }: Measure, source: Ranged, stay: Stay, wanted: boolean): NextDue | undefined {
  // An unknown number makes a comparison FALSE as little as TRUE: that it is FALSE is that its opposite is TRUE.
  const asked = wanted ? operator : COMPLEMENT[operator]
  // An equality changes where one of the two comparisons does that it is made of.
  const isEquality = asked === '=' || asked === '!='
  switch (aggregate.function) {
    case 'count':
      if (isEquality) return earlier(countLeap(source, stay, value), countLeap(source, stay, value + 1))
      return countLeap(source, stay, asked === '>' || asked === '<=' ? value + 1 : value)
    case 'distinct':
      if (isEquality) return earlier(distinctLeap(source, stay, value), distinctLeap(source, stay, value + 1))
      return distinctLeap(source, stay, asked === '>' || asked === '<=' ? value + 1 : value)
    case 'sum': {
      const bound = millionths(value)
      if (isEquality) return earlier(sumLeap(source, stay, bound, false), sumLeap(source, stay, bound, true))
      return sumLeap(source, stay, bound, asked === '>' || asked === '<=')
    }
    case 'maximum':
    case 'minimum': {
      const side = aggregate.function === 'maximum' ? 1 : -1
      const reach: Bound = { side, value: millionths(value), isStrict: false }
      const pass: Bound = { ...reach, isStrict: true }
      if (isEquality) return earlier(extremeLeap(source, stay, pass, true), extremeLeap(source, stay, reach, asked === '='))
      const isReaching = (side === 1) === (asked === '>' || asked === '>=')
      // What makes it TRUE, or what keeps it from being.
      const isStrict = isReaching ? asked === '>' || asked === '<' : asked === '<=' || asked === '>='
      return extremeLeap(source, stay, isStrict ? pass : reach, isReaching)
    }
    default:
      return undefined
  }
}

function earlier(one: NextDue, other: NextDue): NextDue {
  return (person, after) => Math.min(one(person, after), other(person, after))
}

/** Whether the count is at least `rank`. */
function countLeap({ node, range }: Ranged, { enters, leaves }: Stay, rank: number): NextDue {
  const { id, layout } = node
  return (person, after) => {
    const at = person.find(id)
    if (at < 0 || rank === 0) return Infinity
    range.set(person, after)
    const known = countBefore(layout, person, at, range.hi)
    let count = known - countBefore(layout, person, at, range.lo)
    if (layout.folds) count += baseCount(node, person, at)
    if (count < rank) return select(layout, person, at, known + rank - count - 1) ? selected.key + enters : Infinity
    return leaves < Infinity && select(layout, person, at, known - rank) ? selected.key + leaves : Infinity
  }
}

const counted = new Reading()

function baseCount({ layout }: TimelineNode, person: PersonState, at: number): number {
  counted.clear()
  addBase(layout, person, at, counted)
  return counted.count
}

/** Whether there are at least `rank` different values. */
function distinctLeap({ node, range }: Ranged, { enters, leaves }: Stay, rank: number): NextDue {
  const { id, layout } = node
  const values = new ValueSet()
  let missing = 0
  let found = 0
  const visitor: Visitor = {
    visit(view, at) {
      if (!values.add(view.getFloat64(at + 8, true))) return true
      found = view.getFloat64(at, true)
      return --missing > 0
    },
  }
  return (person, after) => {
    const at = person.find(id)
    if (at < 0 || rank === 0) return Infinity
    range.set(person, after)
    values.clear()
    missing = rank
    scanRangeBack(layout, person, at, range.lo, range.hi, visitor)
    if (missing === 0) return found + leaves
    scanRange(layout, person, at, range.hi, Infinity, visitor)
    return missing === 0 ? found + enters : Infinity
  }
}

/** Whether the sum is at least `bound` millionths, or (`isAbove`) more. */
function sumLeap(source: Ranged, { enters, leaves }: Stay, bound: number, isAbove: boolean): NextDue {
  const { node, range } = source
  const { id, layout } = node
  const reading = new Reading()
  const later = new Reading()
  const boundLow = lowLimb(bound) + (isAbove ? 1 : 0)
  const carry = boundLow === LIMB ? 1 : 0
  const boundHigh = highLimb(bound) + carry
  return (person, after) => {
    const at = person.find(id)
    if (at < 0) return Infinity
    source.read(person, after, reading)
    const { lo, hi } = range
    later.clear()
    addRange(layout, person, at, hi, Infinity, later)
    // What leaves must not add, and what enters must not take away.
    if ((reading.minimum < 0 && leaves < Infinity) || later.minimum < 0) return source.nextChange(person, after)
    const high = reading.high - boundHigh
    const low = reading.low - (carry === 1 ? 0 : boundLow)
    const borrow = low < 0 ? 1 : 0
    if (high - borrow >= 0) return leaves === Infinity ? Infinity : leavesAt(person, at, lo, high - borrow, low + borrow * LIMB)
    // As much as is missing: the negative of that.
    const missingLow = low === 0 ? 0 : borrow === 1 ? -low : LIMB - low
    const missingHigh = low === 0 ? -high : borrow === 1 ? -high : -high - 1
    return firstReaching(layout, person, at, hi, missingHigh, missingLow) + enters
  }

  /** When more than this has left. */
  function leavesAt(person: PersonState, at: number, lo: number, high: number, low: number): Millis {
    const isCarried = low + 1 === LIMB
    return firstReaching(layout, person, at, lo, isCarried ? high + 1 : high, isCarried ? 0 : low + 1) + leaves
  }
}

/** Whether one of the values is beyond the bound (`isReaching`), or there are values and none is. */
function extremeLeap(source: Ranged, { enters, leaves }: Stay, bound: Bound, isReaching: boolean): NextDue {
  const { node, range } = source
  const { id, layout } = node
  const reading = new Reading()
  return (person, after) => {
    const at = person.find(id)
    if (at < 0) return Infinity
    source.read(person, after, reading)
    const { hi } = range
    const reaches = reading.count > 0 && isBeyond(bound.side === 1 ? reading.maximum : reading.minimum, bound)
    const stopsReaching = (): Millis => (leaves === Infinity ? Infinity : lastBeyond(layout, person, at, hi, bound) + leaves)
    if (isReaching) return reaches ? stopsReaching() : firstBeyond(layout, person, at, hi, bound) + enters
    if (reaches) return stopsReaching()
    if (reading.count === 0) return nextKey(layout, person, at, hi) + enters
    const reached = firstBeyond(layout, person, at, hi, bound) + enters
    if (leaves === Infinity) return reached
    const isThere = select(layout, person, at, countBefore(layout, person, at, hi) - 1)
    return isThere ? Math.min(reached, selected.key + leaves) : reached
  }
}
