// Who is this fact about? A pure function of the link graph, the rules, what was decided, and the fact's identifiers.
//
//   no identifier known → a new person · one person known → that person gets the new identifiers
//   several people known → they are one person, unless something forbids it
//
// Values that identify nobody go first. Then all others are taken together; where something stands in the way they are taken
// one by one, strongest first, and each that would break a rule with those before it is set aside. So a fact loses no more
// than it must, and each identifier that it loses has a reason of its own. A single identifier always resolves.
//
// Where a rule only asks for somebody to look (its path begins with `hold`), the identifier is set aside as well, and the two
// whom it would have made one are named by their strongest identifiers: as a question that keeps its sense whatever happens to
// the numbers of people.
import type { Identifier } from '@touchstone/vocabulary'
import { assert, type Millis } from '@touchstone/base'
import type { Decisions } from './decisions.ts'
import { areApart, obstacleTo, type Obstacle } from './obstacles.ts'
import { identifierOf, keyOf, partiesOf, type LinkGraph, type Party } from './parties.ts'
import { FIRST_VERSION, type Rules } from './rules.ts'

export interface Question {
  readonly identifiers: readonly Identifier[]
  /** So many of them, at the end, were found at the edge to identify nobody: it saw their plain values. */
  readonly blocked: number
  /** Append time of the fact. */
  readonly now: Millis
}

export type LinkReason = 'created' | 'added' | 'merged' | 'declared'

/** An identifier (as `type:value`) that was set aside. */
export interface Dropped {
  readonly identifier: string
  /** `blocked`, or see `Obstacle`. */
  readonly rule: 'blocked' | Obstacle
}

/** Two who were not made one, for somebody to look at. Identifiers are `type:value`. */
export interface Held {
  readonly rule: Obstacle
  /** The strongest identifiers of the two, the smaller text first; and people as they are now, 0 for one who is new. */
  readonly one: string
  readonly other: string
  readonly people: readonly [number, number]
  /** The identifier of the fact that would have made them one. */
  readonly via: string
  /** How many the person whom it would have made would have. */
  readonly identifiers: number
}

export interface Resolution {
  /** The person: an existing id, or `created`'s id. 0 only when `isNew`, then the caller numbers it. */
  readonly person: number
  readonly isNew: boolean
  /** People who turn out to be `person`, ascending; each is larger than `person`. */
  readonly merged: readonly number[]
  /** Identifiers (as `type:value`) to link to `person`. */
  readonly added: readonly string[]
  readonly reason: LinkReason
  readonly dropped: readonly Dropped[]
  readonly held: readonly Held[]
}

export function resolve(graph: LinkGraph, rules: Rules, decisions: Decisions, { identifiers, blocked, now }: Question): Resolution {
  const usable: Identifier[] = []
  const dropped: Dropped[] = []
  for (const [i, one] of identifiers.entries()) {
    if (i >= identifiers.length - blocked || rules.isBlocked(one.type, one.value)) dropped.push({ identifier: keyOf(one), rule: 'blocked' })
    else if (!usable.some(({ type, value }) => type === one.type && value === one.value)) usable.push(one)
  }
  usable.sort(rules.byPriority)
  const all = partiesOf(graph, usable, now)
  if (obstacleTo(all, rules, decisions, now) === undefined) return { ...union(all, 'merged'), dropped, held: [] }
  if (rules.version === FIRST_VERSION) return withoutWeakest(graph, rules, decisions, usable, dropped, now)
  const held: Held[] = []
  const kept: Identifier[] = []
  let parties: Party[] = []
  for (const one of usable) {
    const next = partiesOf(graph, [...kept, one], now)
    const rule = obstacleTo(next, rules, decisions, now)
    if (rule === undefined) {
      kept.push(one)
      parties = next
      continue
    }
    dropped.push({ identifier: keyOf(one), rule })
    if (rule.startsWith('hold.')) held.push(heldBy(rule, graph, rules, one, parties, now))
  }
  assert(kept.length > 0, 'a single identifier stands in nobody\'s way')
  return { ...union(parties, 'merged'), dropped, held }
}

/**
 * What releases did before rules could be changed, for the replay of their logs: the weakest identifier goes, whatever it is that
 * stands in the way, and the rest is asked again.
 */
function withoutWeakest(graph: LinkGraph, rules: Rules, decisions: Decisions, usable: Identifier[], dropped: Dropped[], now: Millis): Resolution {
  for (;;) {
    const parties = partiesOf(graph, usable, now)
    const rule = obstacleTo(parties, rules, decisions, now)
    if (rule === undefined) return { ...union(parties, 'merged'), dropped, held: [] }
    assert(usable.length > 1, 'a single identifier stands in nobody\'s way')
    dropped.push({ identifier: keyOf(usable.pop()!), rule })
  }
}

/**
 * What a declaration that these identifiers are one person does: no rule is asked, only what keeps people apart. Undefined where
 * that stands in the way, or where nobody is known by any of them.
 */
export function resolveDeclared(graph: LinkGraph, decisions: Decisions, identifiers: readonly string[], now: Millis): Resolution | undefined {
  const parties = partiesOf(graph, [...new Set(identifiers)].map(identifierOf), now)
  if (parties.length === 0 || parties[0]!.person === 0 || areApart(parties, decisions)) return undefined
  return { ...union(parties, 'declared'), dropped: [], held: [] }
}

function union(parties: readonly Party[], merging: LinkReason): Omit<Resolution, 'dropped' | 'held'> {
  const people = parties.filter(({ person }) => person !== 0).map(({ person }) => person)
  const fresh = parties.find(({ person }) => person === 0)
  const added = fresh === undefined ? [] : fresh.links.map(({ identifier }) => identifier)
  if (people.length === 0) return { person: 0, isNew: true, merged: [], added, reason: 'created' }
  const [person, ...merged] = people
  assert(merged.every((one) => one > person!), 'the survivor of a merge is the smallest id')
  return { person: person!, isNew: false, merged, added, reason: merging === 'declared' ? merging : merged.length > 0 ? merging : 'added' }
}

function heldBy(rule: Obstacle, graph: LinkGraph, rules: Rules, via: Identifier, kept: readonly Party[], now: Millis): Held {
  const theirs = partiesOf(graph, [via], now)
  const sides = [kept, theirs].map((parties) => {
    const links = parties.flatMap((party) => party.links.map(({ identifier }) => identifierOf(identifier)))
    return { strongest: keyOf(links.sort(rules.byPriority)[0]!), person: parties[0]!.person, links: links.length }
  })
  const [one, other] = sides.sort((a, b) => (a.strongest < b.strongest ? -1 : 1)) as [(typeof sides)[0], (typeof sides)[0]]
  assert(one.strongest !== other.strongest, 'two who are not one have different identifiers')
  return { rule, one: one.strongest, other: other.strongest, people: [one.person, other.person], via: keyOf(via), identifiers: one.links + other.links }
}
