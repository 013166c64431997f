// Who is this fact about? A pure function of the link graph, the rules and the fact's identifiers.
//
//   no identifier known → a new person · one person known → that person gets the new identifiers
//   several people known → they are one person, unless a rule forbids it
//
// When the outcome would break a rule, the weakest identifier is dropped from the fact and the question is asked again
// with the rest. A single identifier can always be resolved, so this ends. What was dropped is recorded on the fact.
import type { Identifier } from '@touchstone/vocabulary'
import { assert } from '@touchstone/base'
import { byPriority, isBlocked, type Rules } from './rules.ts'

export interface LinkGraph {
  /** The canonical person an identifier (as `type:value`) is linked to, or 0. */
  find(identifier: string): number
  /** How much hangs on a person already. */
  weight(person: number): PersonWeight
}

export interface PersonWeight {
  readonly userIds: number
  readonly identifiers: number
  readonly merges: number
}

export type LinkReason = 'created' | 'added' | 'merged'

export interface Resolution {
  /** The person: an existing id, or `created`'s id. 0 only when `isNew`, then the caller numbers it. */
  readonly person: number
  readonly isNew: boolean
  /** People who turn out to be `person`, ascending; each is larger than `person`. */
  readonly merged: readonly number[]
  /** Identifiers (as `type:value`) to link to `person`. */
  readonly added: readonly string[]
  readonly reason: LinkReason
  /** Identifiers (as `type:value`) that a rule removed from the fact. */
  readonly dropped: readonly string[]
}

export function resolve(graph: LinkGraph, rules: Rules, identifiers: readonly Identifier[]): Resolution {
  const kept: Identifier[] = []
  const dropped: string[] = []
  for (const one of identifiers) {
    if (isBlocked(rules, one.value)) dropped.push(key(one))
    else kept.push(one)
  }
  kept.sort(byPriority)
  for (;;) {
    const attempt = resolveKept(graph, kept)
    if (kept.length <= 1 || allowed(graph, rules, kept, attempt)) return { ...attempt, dropped }
    dropped.push(key(kept.pop()!))
  }
}

function resolveKept(graph: LinkGraph, kept: readonly Identifier[]): Omit<Resolution, 'dropped'> {
  const people: number[] = []
  const added: string[] = []
  for (const one of kept) {
    const identifier = key(one)
    const person = graph.find(identifier)
    if (person === 0) {
      if (!added.includes(identifier)) added.push(identifier)
    } else if (!people.includes(person)) people.push(person)
  }
  if (people.length === 0) return { person: 0, isNew: true, merged: [], added, reason: 'created' }
  people.sort((a, b) => a - b)
  const [person, ...merged] = people
  assert(merged.every((one) => one > person!), 'the survivor of a merge is the smallest id')
  return { person: person!, isNew: false, merged, added, reason: merged.length > 0 ? 'merged' : 'added' }
}

function allowed(graph: LinkGraph, rules: Rules, kept: readonly Identifier[], attempt: Omit<Resolution, 'dropped'>): boolean {
  if (attempt.added.length === 0 && attempt.merged.length === 0) return true
  let userIds = 0
  let identifiers = attempt.added.length
  let merges = attempt.merged.length
  for (const one of kept) if (one.type === 'user_id' && attempt.added.includes(key(one))) userIds++
  for (const person of attempt.isNew ? [] : [attempt.person, ...attempt.merged]) {
    const weight = graph.weight(person)
    userIds += weight.userIds
    identifiers += weight.identifiers
    merges += weight.merges
  }
  return userIds <= rules.maxUserIds && identifiers <= rules.maxIdentifiers && merges <= rules.maxMerges
}

function key(one: Identifier): string {
  return `${one.type}:${one.value}`
}
