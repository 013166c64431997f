// The part of a filter that looks at the person: it chooses among the entries of a timeline when it is asked. A property is
// compared by what the entry keeps of it, its mark: for = and != the hash of the value, for an order the number itself
// (texts and booleans have no order there).
import type { Millis } from '@touchstone/base'
import { hourOf, weekdayOf } from '../calendar/periods.ts'
import type { DynamicFilter } from '../check/dynamic.ts'
import type { FilterClock, FilterPair } from '../check/tree.ts'
import { type PersonState, TraitKind } from './cells.ts'
import { type SignTest, signOf, signTest } from './compare.ts'
import { scalarHash } from './hash.ts'
import type { Column } from './timeline/node.ts'
import type { ZoneReader } from './zone.ts'

const MARK = 16

const TYPES = 4
const TYPE_OF: Readonly<Record<string, number>> = { string: 1, number: 2, boolean: 3 }

/** Scalars told apart: a hash whose remainder by 4 tells the type. */
const SCALARS: Column = { key: 'scalars', of: scalarMark }
/** Numbers as they are. */
const NUMBERS: Column = { key: 'numbers', of: (value) => (typeof value === 'number' ? value + 0 : NaN) }

export interface Choice {
  /** Numbers of the traits it looks at. */
  readonly traits: readonly number[]
  /** Looks at the person; false where nothing is chosen. */
  prepare(person: PersonState): boolean
  /** Whether the entry at byte `at` is chosen, for the person looked at last. */
  chooses(view: DataView, at: number): boolean
}

/** What the entries of a timeline keep for the filter; undefined where their time is enough. */
export function markOf(filter: DynamicFilter | undefined): { path: FilterPair['path']; column: Column } | undefined {
  if (filter?.kind !== 'pair') return undefined
  const { path, operator } = filter
  return { path, column: operator === '=' || operator === '!=' ? SCALARS : NUMBERS }
}

export function choiceOf(filter: DynamicFilter, trait: (name: string) => number, zone: (filter: FilterClock) => ZoneReader): Choice {
  if (filter.kind === 'clock') return new ClockChoice(filter, zone(filter))
  const { operator } = filter
  if (operator === '=' || operator === '!=') return new EqualChoice(trait(filter.trait), operator === '=')
  return new OrderChoice(trait(filter.trait), signTest(operator))
}

function scalarMark(value: unknown): number {
  const hash = scalarHash(value)
  return Number.isNaN(hash) ? hash : hash - (hash % TYPES) + TYPE_OF[typeof value]
}

function traitMark(person: PersonState, trait: number): number {
  switch (person.traitKind(trait)) {
    case TraitKind.STRING:
      return scalarMark(person.traitText(trait))
    case TraitKind.NUMBER:
      return scalarMark(person.traitNumber(trait))
    case TraitKind.BOOLEAN:
      return scalarMark(person.traitNumber(trait) !== 0)
    default:
      return NaN
  }
}

/** Marks of one type are compared; `!=` does not hold between two. */
class EqualChoice implements Choice {
  readonly traits: readonly number[]
  readonly #trait: number
  readonly #isEqual: boolean
  #hash = 0

  constructor(trait: number, isEqual: boolean) {
    this.traits = [trait]
    this.#trait = trait
    this.#isEqual = isEqual
  }

  prepare(person: PersonState): boolean {
    this.#hash = traitMark(person, this.#trait)
    return !Number.isNaN(this.#hash)
  }

  chooses(view: DataView, at: number): boolean {
    const mark = view.getFloat64(at + MARK, true)
    return this.#isEqual ? mark === this.#hash : mark !== this.#hash && mark % TYPES === this.#hash % TYPES
  }
}

class OrderChoice implements Choice {
  readonly traits: readonly number[]
  readonly #trait: number
  readonly #holds: SignTest
  #right = 0

  constructor(trait: number, holds: SignTest) {
    this.traits = [trait]
    this.#trait = trait
    this.#holds = holds
  }

  prepare(person: PersonState): boolean {
    this.#right = person.traitKind(this.#trait) === TraitKind.NUMBER ? person.traitNumber(this.#trait) : NaN
    return !Number.isNaN(this.#right)
  }

  chooses(view: DataView, at: number): boolean {
    return this.#holds(signOf(view.getFloat64(at + MARK, true), this.#right))
  }
}

class ClockChoice implements Choice {
  readonly traits: readonly number[]
  readonly #zone: ZoneReader
  readonly #shown: (zone: string, at: Millis) => number
  /** One bit for each hour or weekday. */
  readonly #wanted: number
  #name = ''

  constructor({ unit, values }: FilterClock, zone: ZoneReader) {
    this.traits = zone.trait < 0 ? [] : [zone.trait]
    this.#zone = zone
    this.#shown = unit === 'hour' ? hourOf : weekdayOf
    this.#wanted = values.reduce((bits, value) => bits | (1 << value), 0)
  }

  prepare(person: PersonState): boolean {
    this.#name = this.#zone.of(person) ?? ''
    return this.#name !== ''
  }

  chooses(view: DataView, at: number): boolean {
    return (this.#wanted & (1 << this.#shown(this.#name, view.getFloat64(at, true)))) !== 0
  }
}
