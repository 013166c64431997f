import type { TraitCompare, TraitExists, TraitIn } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { type PersonState, TraitKind } from './cells.ts'
import { signTest, truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'

type Evaluate = (person: PersonState) => Truth

export function traitLeaf(condition: TraitCompare | TraitIn | TraitExists, trait: number): Leaf {
  return { condition, node: undefined, trait, evaluate: evaluator(condition, trait), nextDue: () => Infinity }
}

function evaluator(condition: TraitCompare | TraitIn | TraitExists, trait: number): Evaluate {
  switch (condition.kind) {
    case 'trait-exists':
      return (person) => truthOf(person.traitKind(trait) !== TraitKind.MISSING)
    case 'trait-in':
      return inList(condition, trait)
    case 'trait-compare':
      return comparison(condition, trait)
  }
}

function comparison({ operator, value }: TraitCompare, trait: number): Evaluate {
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
    const left = person.traitNumber(trait)
    return truthOf(holds(left < right ? -1 : left > right ? 1 : 0))
  }
}

function inList({ values }: TraitIn, trait: number): Evaluate {
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

/** The order of `traitCompare`: by bytes, which for UTF-8 is by code point. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    if (a[index] !== b[index]) return a[index] - b[index]
  }
  return a.length - b.length
}
