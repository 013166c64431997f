// Tests of one trait. Comparisons with scalars read the trait's bytes where they lie; texts and lists that have to be
// taken apart are, and the answer is remembered for the text seen last.
import type { Millis } from '@touchstone/base'
import type { CompareTest, InTest, Test, TraitPair, ValueTest, WhenTest } from '../check/tree.ts'
import { compareTexts, testInstant, testValue } from '../check/values.ts'
import { momentOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { type PersonState, TraitKind } from './cells.ts'
import { signOf, signTest, truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'

type Evaluate = (person: PersonState) => Truth

export function traitLeaf(condition: ValueTest, trait: number): Leaf {
  const { test } = condition
  if (test.kind === 'when' && test.base === 'now') return momentLeaf(condition, test, trait)
  return { condition, nodes: [], traits: [trait], timed: false, clocked: false, evaluate: evaluator(test, trait), nextDue: () => Infinity }
}

function evaluator(test: Test, trait: number): Evaluate {
  switch (test.kind) {
    case 'exists':
      return (person) => truthOf(person.traitKind(trait) !== TraitKind.MISSING)
    case 'in':
      return inList(test, trait)
    case 'compare':
      return comparison(test, trait)
    case 'text':
    case 'when':
      return ofText(test, trait)
    case 'list':
      return ofList(test, trait)
  }
}

function comparison({ operator, value }: CompareTest, trait: number): Evaluate {
  const holds = signTest(operator)
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(value)
    return (person) => {
      if (person.traitKind(trait) !== TraitKind.STRING) return Truth.UNKNOWN
      return truthOf(holds(person.traitCompare(trait, bytes)))
    }
  }
  const kind = typeof value === 'number' ? TraitKind.NUMBER : TraitKind.BOOLEAN
  const right = Number(value)
  return (person) => {
    if (person.traitKind(trait) !== kind) return Truth.UNKNOWN
    return truthOf(holds(signOf(person.traitNumber(trait), right)))
  }
}

function inList({ values }: InTest, trait: number): Evaluate {
  const encoder = new TextEncoder()
  const strings = values.filter((value) => typeof value === 'string').map((value) => encoder.encode(value)).sort(compareBytes)
  const numbers = new Set(values.filter((value) => typeof value === 'number'))
  const booleans = new Set<number>(values.filter((value) => typeof value === 'boolean').map(Number))
  return (person) => {
    switch (person.traitKind(trait)) {
      case TraitKind.STRING:
        return strings.length === 0 ? Truth.UNKNOWN : truthOf(isAmong(person, trait, strings))
      case TraitKind.NUMBER:
        return numbers.size === 0 ? Truth.UNKNOWN : truthOf(numbers.has(person.traitNumber(trait)))
      case TraitKind.BOOLEAN:
        return booleans.size === 0 ? Truth.UNKNOWN : truthOf(booleans.has(person.traitNumber(trait)))
      default:
        return Truth.UNKNOWN
    }
  }
}

/** Binary search in texts sorted by their bytes. */
function isAmong(person: PersonState, trait: number, strings: readonly Uint8Array[]): boolean {
  let low = 0
  let high = strings.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const sign = person.traitCompare(trait, strings[middle])
    if (sign === 0) return true
    if (sign < 0) high = middle - 1
    else low = middle + 1
  }
  return false
}

/** A test that speaks of texts and perhaps of lists. */
function ofText(test: Test, trait: number): Evaluate {
  const remembered = remember((text) => testValue(test, text, 0))
  const list = ofList(test, trait)
  return (person) => (person.traitKind(trait) === TraitKind.STRING ? remembered(person.traitText(trait)) : list(person))
}

function ofList(test: Test, trait: number): Evaluate {
  const remembered = remember((json) => testValue(test, JSON.parse(json), 0))
  return (person) => (person.traitKind(trait) === TraitKind.OTHER ? remembered(person.traitText(trait)) : Truth.UNKNOWN)
}

/** The function, which is not asked again for the text it was asked for last. */
function remember<T>(compute: (text: string) => T): (text: string) => T {
  let last: string | undefined
  let value: T
  return (text) => {
    if (text === last) return value
    value = compute(text)
    last = text
    return value
  }
}

/** A trait that writes an instant, against a stretch of time that moves with now. */
function momentLeaf(condition: ValueTest, test: WhenTest, trait: number): Leaf {
  const moment = remember(momentOf)
  const read = (person: PersonState): Millis | undefined => (person.traitKind(trait) === TraitKind.STRING ? moment(person.traitText(trait)) : undefined)
  return {
    condition,
    nodes: [],
    traits: [trait],
    timed: true,
    clocked: true,
    evaluate: (person, now) => testInstant(test, read(person), now),
    nextDue: (person, after) => nextCrossing(test, read(person), after),
  }
}

/** The first instant after `after` at which the test of an instant changes by time: as the stretch reaches it, or leaves it behind. */
export function nextCrossing({ base, after: lower, upTo }: WhenTest, instant: Millis | undefined, after: Millis): Millis {
  if (instant === undefined || base === 'epoch') return Infinity
  const enters = instant - upTo
  if (enters > after) return enters
  const leaves = instant - lower
  return leaves > after ? leaves : Infinity
}

export function traitPairLeaf(condition: TraitPair, left: number, right: number): Leaf {
  const { operator } = condition
  const holds = signTest(operator)
  const isEquality = operator === '=' || operator === '!='

  function evaluate(person: PersonState): Truth {
    const kind = person.traitKind(left)
    if (kind === TraitKind.MISSING || kind === TraitKind.OTHER || kind !== person.traitKind(right)) return Truth.UNKNOWN
    if (kind === TraitKind.STRING) return truthOf(holds(compareTexts(person.traitText(left), person.traitText(right))))
    if (kind === TraitKind.BOOLEAN && !isEquality) return Truth.UNKNOWN
    return truthOf(holds(signOf(person.traitNumber(left), person.traitNumber(right))))
  }

  return { condition, nodes: [], traits: [left, right], timed: false, clocked: false, evaluate, nextDue: () => Infinity }
}

/** The order of `traitCompare`: by bytes, which for UTF-8 is by code point. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    if (a[index] !== b[index]) return a[index] - b[index]
  }
  return a.length - b.length
}
