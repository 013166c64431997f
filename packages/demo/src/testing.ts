// What tests ask: who is in a condition, worked out from calls alone by the slow and obvious definition of the language,
// with people told apart by plain union of their identifiers. It shares nothing with the roles, nor with the platform.
import { assert, type Millis } from '@touchstone/base'
import { Truth, evaluateNaively, parseCondition, type NaiveFact } from '@touchstone/language'
import { READY_TRAITS } from './ready-traits.ts'

/** A call as any channel sends it; real ones too. */
export interface TestedCall {
  readonly at: Millis
  readonly event: Readonly<Record<string, unknown>>
}

/** One person: their identifiers and what is known of them. */
export interface TestedPerson {
  readonly ids: ReadonlySet<string>
  readonly facts: readonly NaiveFact[]
}

export function peopleOf(calls: readonly TestedCall[]): TestedPerson[] {
  const leaders = new Map<string, string>()
  const leaderOf = (id: string): string => {
    const next = leaders.get(id) ?? id
    return next === id ? id : leaderOf(next)
  }
  const idsOf = ({ event }: TestedCall): string[] => [...(event.userId === undefined ? [] : [`user_id/${event.userId as string}`]), ...(event.anonymousId === undefined ? [] : [`anonymous_id/${event.anonymousId as string}`])]
  for (const call of calls) {
    const [first, ...others] = idsOf(call)
    leaders.set(first, leaderOf(first))
    for (const other of others) leaders.set(leaderOf(other), leaderOf(first))
  }
  const people = new Map<string, { ids: Set<string>; facts: NaiveFact[] }>()
  for (const [index, call] of calls.entries()) {
    const ids = idsOf(call)
    const leader = leaderOf(ids[0])
    const person = people.get(leader) ?? { ids: new Set(), facts: [] }
    for (const id of ids) person.ids.add(id)
    person.facts.push(factOf(call, index + 1))
    people.set(leader, person)
  }
  return [...people.values()]
}

function factOf({ at, event }: TestedCall, position: number): NaiveFact {
  const context = event.context as { readonly traits?: Record<string, unknown> }
  return {
    event: (event.type === 'track' ? event.event : '') as string,
    timestamp: at,
    appended: at,
    position,
    hash: BigInt(position),
    traits: (event.traits ?? context.traits ?? {}) as Record<string, unknown>,
    properties: (event.properties ?? {}) as Record<string, unknown>,
  }
}

/** Who is in the condition at that instant; it may name the ready-made computed traits. */
export function whoIsIn(people: readonly TestedPerson[], where: string, asOf: Millis): TestedPerson[] {
  const condition = parseCondition(where, { computed: (name) => READY_TRAITS.find((one) => one.name === name)?.expression })
  assert(condition.ok, `a condition that reads: ${where}: ${condition.ok ? '' : condition.failure.message}`)
  return people.filter(({ facts }, index) => evaluateNaively(condition.value, { person: index + 1, facts, asOf }) === Truth.TRUE)
}
