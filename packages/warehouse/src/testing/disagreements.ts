// Conditions on which the SQL and the oracle once disagreed, each with the fewest facts that show it. They stay.
import type { Condition, Past } from '@touchstone/language'
import { START, type StoredFact } from '@touchstone/language/testing'

export interface Disagreement {
  readonly name: string
  /** A text, or what no text says. */
  readonly condition: string | Condition
  /** At `START` + 1 minute, everything known, where this is left out. */
  readonly past?: Past
  readonly facts: readonly Partial<StoredFact>[]
  /** Their ids. */
  readonly members: readonly number[]
}

const later = (seconds: number): number => START + seconds * 1000

export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    // toFloat64OrDefault reads 5e-324 as 0.
    name: 'the least double is more than nothing',
    condition: 'trait("a") > trait("b")',
    facts: [{ person: 1, traits: { a: 5e-324, b: 0 } }],
    members: [1],
  },
  {
    name: 'the least double is not 0 as a last value either',
    condition: 'last("A".v) != 0',
    facts: [{ person: 1, event: 'A', properties: { v: 5e-324 } }, { person: 2, event: 'A', properties: { v: 0 } }],
    members: [1],
  },
  {
    // Each trait out of its own parsing of the text, and all out of one, from three on.
    name: 'three traits are read like two',
    condition: 'trait("a") = 1 and trait("b") = "x/y" and trait("c") does not exist',
    facts: [{ person: 1, traits: { a: 1, b: 'x/y', 'a"': 2 } }, { person: 2, traits: { a: 1, b: 'x/y', c: 0 } }, { person: 2, timestamp: later(1), traits: { c: null } }, { person: 3, traits: { b: 'x/y', c: 0 } }],
    members: [1, 2],
  },
  {
    // An empty array shifted by an element is not empty: the two arrays of a lambda had different lengths.
    name: 'a trait that nobody has, for some time',
    condition: '(trait("a") does not exist) for 10 seconds',
    facts: [{ person: 1, event: 'A' }, { person: 2, event: 'A', timestamp: later(55) }, { person: 3, traits: { a: 1 } }, { person: 3, timestamp: later(20), traits: { a: null } }],
    members: [1, 3],
  },
]
