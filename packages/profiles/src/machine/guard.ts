// Most conditions end in something like `and plan = "gold"`: whatever else is so, they hold for nobody whose trait has
// another value, and no time changes that. Such a part guards its segment. Segments are listed by the value their first
// guard wants, so that a fact of a person on another plan does not even meet them; the other guards are asked one by one,
// which is still far cheaper than the condition.
import { assert } from '@touchstone/base'
import { TraitKind, type Condition, type Scalar } from '@touchstone/language'
import { cellNumber, CellKey } from './cell-key.ts'
import { TRAIT_HEAD, type PersonRecord } from './person-record.ts'

/** With more values than this it would stand in too many lists. */
const MAX_VALUES = 16

/** The trait and its values without one of which a condition is not true. */
export interface Guard {
  readonly trait: GuardTrait
  /** Numbers that the trait gives its values; distinct. */
  readonly values: readonly number[]
  /** 1 at each of `values`. */
  readonly wanted: Uint8Array
}

/** Whether the person passes those guards that the lists do not know of. With the same mark, the person and their traits are the same. */
export function passesRest(guards: readonly Guard[], person: PersonRecord, mark: number): boolean {
  for (let i = 1; i < guards.length; i++) {
    const { trait, wanted } = guards[i]!
    if (wanted[trait.of(person, mark)] !== 1) return false
  }
  return true
}

/** A trait that guards segments: numbers the values they want, from 1. */
export class GuardTrait {
  readonly #key: number
  /** By a hash of their bytes. */
  readonly #texts = new Map<number, { readonly bytes: Buffer; readonly value: number }[]>()
  readonly #scalars = new Map<number | boolean, number>()
  #count = 0
  #mark = 0
  #current = 0

  constructor(trait: number) {
    this.#key = CellKey.trait(trait)
  }

  get trait(): number {
    return cellNumber(this.#key)
  }

  /** How many values segments have wanted. */
  get count(): number {
    return this.#count
  }

  /** The number of a value that a segment wants. */
  valueOf(wanted: Scalar): number {
    if (typeof wanted !== 'string') {
      const known = this.#scalars.get(wanted) ?? ++this.#count
      this.#scalars.set(wanted, known)
      return known
    }
    const bytes = Buffer.from(wanted)
    const hash = hashOf(bytes, 0, bytes.length)
    const alike = this.#texts.get(hash) ?? []
    const known = alike.find((one) => one.bytes.equals(bytes))
    if (known !== undefined) return known.value
    this.#texts.set(hash, [...alike, { bytes, value: ++this.#count }])
    return this.#count
  }

  /** The number of the person's value, 0 where nobody wants it. With the same mark, the person and their traits are the same. */
  of(person: PersonRecord, mark: number): number {
    if (mark === this.#mark) return this.#current
    this.#mark = mark
    return (this.#current = this.#read(person))
  }

  #read(person: PersonRecord): number {
    const index = person.indexOf(this.#key)
    if (index < 0) return 0
    const at = person.offsetAt(index)
    const kind = person.bytes[at + 16]
    if (kind === TraitKind.STRING) return this.#readText(person.bytes, at + TRAIT_HEAD, at + person.lengthAt(index))
    if (kind === TraitKind.NUMBER) return this.#scalars.get(person.view.getFloat64(at + TRAIT_HEAD, true)) ?? 0
    if (kind === TraitKind.BOOLEAN) return this.#scalars.get(person.view.getFloat64(at + TRAIT_HEAD, true) === 1) ?? 0
    return 0
  }

  #readText(bytes: Buffer, from: number, to: number): number {
    const alike = this.#texts.get(hashOf(bytes, from, to))
    if (alike === undefined) return 0
    for (const { bytes: wanted, value } of alike) if (wanted.compare(bytes, from, to) === 0) return value
    return 0
  }
}

function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  return hash
}

/** The traits that guard segments, by number. */
export class Guards {
  readonly #traits = new Map<number, GuardTrait>()

  /** Whether a trait guards segments. */
  has(trait: number): boolean {
    return this.#traits.has(trait)
  }

  /** What guards the condition, the most selective first; `numberOf` numbers its traits. */
  of(condition: Condition, numberOf: (name: string) => number): Guard[] {
    const found = guarding(condition).map(({ name, wanted }) => ({ trait: this.#trait(numberOf(name)), wanted }))
    const ordered = found.toSorted((a, b) => a.wanted.length - b.wanted.length || b.trait.count - a.trait.count)
    return ordered.map(({ trait, wanted }) => guardOf(trait, [...new Set(wanted.map((one) => trait.valueOf(one)))]))
  }

  #trait(number: number): GuardTrait {
    let trait = this.#traits.get(number)
    if (trait === undefined) this.#traits.set(number, (trait = new GuardTrait(number)))
    return trait
  }
}

function guardOf(trait: GuardTrait, values: readonly number[]): Guard {
  assert(values.length > 0, 'a guard wants something')
  const wanted = new Uint8Array(Math.max(...values) + 1)
  for (const value of values) wanted[value] = 1
  return { trait, values, wanted }
}

/** Parts without which the condition is not true, and that ask a trait for one of a few values. */
function guarding(condition: Condition): { readonly name: string; readonly wanted: readonly Scalar[] }[] {
  if (condition.kind === 'all') return condition.items.flatMap(guarding)
  // What has been so for a while is so now.
  if (condition.kind === 'held') return guarding(condition.item)
  if (condition.kind !== 'test' || condition.subject.kind !== 'trait') return []
  const { subject, test } = condition
  if (test.kind === 'compare' && test.operator === '=') return [{ name: subject.trait, wanted: [test.value] }]
  if (test.kind === 'in' && test.values.length <= MAX_VALUES) return [{ name: subject.trait, wanted: test.values }]
  return []
}
