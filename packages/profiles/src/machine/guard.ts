// Most conditions end in something like `and plan = "gold"`: whatever else is so, they hold for nobody whose trait has
// another value, and no time changes that. Such a part guards its segment. Segments are listed by the values their guards
// want, so that a fact of a person on another plan does not even meet them.
import { assert } from '@touchstone/base'
import { TraitKind, type Condition, type Scalar } from '@touchstone/language'
import { cellNumber, CellKey } from './cell-key.ts'
import { TRAIT_HEAD, type PersonRecord } from './person-record.ts'

/** A segment stands in a list for each way to pass its guards; those that would make more ways than this are left to the condition. */
const MAX_WAYS = 16

/** The trait and its values without one of which a condition is not true. */
export interface Guard {
  readonly trait: GuardTrait
  /** Numbers that the trait gives its values; distinct. */
  readonly values: readonly number[]
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
    const guards: Guard[] = []
    let ways = 1
    for (const { trait, wanted } of ordered) {
      const values = [...new Set(wanted.map((one) => trait.valueOf(one)))]
      assert(values.length > 0, 'a guard wants something')
      ways *= values.length
      if (ways > MAX_WAYS) break
      guards.push({ trait, values })
    }
    return guards
  }

  #trait(number: number): GuardTrait {
    let trait = this.#traits.get(number)
    if (trait === undefined) this.#traits.set(number, (trait = new GuardTrait(number)))
    return trait
  }
}

/** Parts without which the condition is not true, and that ask a trait for one of a few values. */
function guarding(condition: Condition): { readonly name: string; readonly wanted: readonly Scalar[] }[] {
  if (condition.kind === 'all') return condition.items.flatMap(guarding)
  // What has been so for a while is so now.
  if (condition.kind === 'held') return guarding(condition.item)
  if (condition.kind !== 'test' || condition.subject.kind !== 'trait') return []
  const { subject, test } = condition
  if (test.kind === 'compare' && test.operator === '=') return [{ name: subject.trait, wanted: [test.value] }]
  if (test.kind === 'in' && test.values.length <= MAX_WAYS) return [{ name: subject.trait, wanted: test.values }]
  return []
}
