// Whom a fact would make one: every person that its identifiers lead to, and what nobody knew yet.
import { assert, type Millis } from '@touchstone/base'
import type { Identifier } from '@touchstone/vocabulary'

export interface LinkGraph {
  /** The canonical person an identifier (as `type:value`) is linked to, or 0. */
  find(identifier: string): number
  /** What hangs on a person already. */
  known(person: number): KnownPerson
}

export interface KnownPerson {
  readonly links: readonly KnownLink[]
  /** People who were merged into this one. */
  readonly merges: number
}

export interface KnownLink {
  /** As `type:value`. */
  readonly identifier: string
  /** Append time of the fact that linked it. */
  readonly linked: Millis
}

/** One of those who would become one. */
export interface Party {
  /** 0: the identifiers that lead to nobody yet. */
  readonly person: number
  readonly links: readonly KnownLink[]
  readonly merges: number
  /** The identifiers of the fact that lead to this party, strongest first. */
  readonly named: readonly Identifier[]
}

/** People in ascending order of id, then what is new. `identifiers` come strongest first, each once. */
export function partiesOf(graph: LinkGraph, identifiers: readonly Identifier[], now: Millis): Party[] {
  const named = new Map<number, Identifier[]>()
  for (const one of identifiers) {
    const person = graph.find(keyOf(one))
    const there = named.get(person)
    if (there === undefined) named.set(person, [one])
    else there.push(one)
  }
  const people = [...named.keys()].filter((person) => person !== 0).sort((a, b) => a - b)
  const parties: Party[] = people.map((person) => ({ person, ...graph.known(person), named: named.get(person)! }))
  const fresh = named.get(0)
  if (fresh !== undefined) parties.push({ person: 0, links: fresh.map((one) => ({ identifier: keyOf(one), linked: now })), merges: 0, named: fresh })
  assert(parties.length > 0 || identifiers.length === 0, 'every identifier is of a party')
  return parties
}

export function keyOf(one: Identifier): string {
  return `${one.type}:${one.value}`
}

export function typeOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'))
}

export function identifierOf(key: string): Identifier {
  const colon = key.indexOf(':')
  return { type: key.slice(0, colon), value: key.slice(colon + 1) }
}
