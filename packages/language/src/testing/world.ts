// Many histories as one log: who was who when each fact was processed, and the flattened alias rows that merges leave
// behind. And the other way: the people that a past knows, each with all facts of its component.
import type { NaiveFact } from '../naive/person.ts'
import type { GeneratedFact } from './histories.ts'

/** Stored facts know who they were about when they were processed. */
export interface StoredFact extends NaiveFact {
  readonly person: number
}

export interface Alias {
  readonly sequence: number
  readonly position: number
  readonly appended: number
  readonly loser: number
  readonly survivor: number
}

export interface World {
  readonly facts: readonly StoredFact[]
  readonly aliases: readonly Alias[]
}

export interface GeneratedHistory {
  readonly facts: readonly GeneratedFact[]
  /** Before which fact the two sides become one. */
  readonly mergeAt: number
  /** Whether the last fact joins the history's people to those of the history before it. */
  readonly joinsPrevious: boolean
}

/** Takes in facts and merges in log order. */
export class WorldMaker implements World {
  readonly facts: StoredFact[] = []
  readonly aliases: Alias[] = []
  readonly #canonical = new Map<number, number>()

  /** Who the person is by now. */
  canonical(person: number): number {
    return this.#canonical.get(person) ?? person
  }

  add(fact: NaiveFact, person: number): void {
    this.facts.push({ ...fact, person: this.canonical(person) })
  }

  /** The smaller id survives. */
  merge(a: number, b: number, position: number, appended: number): void {
    const survivor = Math.min(this.canonical(a), this.canonical(b))
    const loser = Math.max(this.canonical(a), this.canonical(b))
    if (survivor === loser) return
    const lost = [loser, ...[...this.#canonical].filter(([, now]) => now === loser).map(([id]) => id)]
    for (const id of lost) {
      this.#canonical.set(id, survivor)
      this.aliases.push({ sequence: this.aliases.length + 1, position, appended, loser: id, survivor })
    }
  }
}

/** Person ids are 2n + 1 and 2n + 2 for the two sides of history n. */
export function worldOf(histories: readonly GeneratedHistory[]): World {
  const world = new WorldMaker()
  const all = histories.flatMap(({ facts: own, mergeAt, joinsPrevious }, index) =>
    own.map((fact, at) => {
      // Where the last fact joins two histories, it also joins their sides: several merges of one position.
      const joins = joinsPrevious && at === own.length - 1
      return { fact, index, merges: at === mergeAt || joins, joins }
    }),
  )
  all.sort((a, b) => a.fact.appended - b.fact.appended)
  all.forEach(({ fact, index, merges, joins }, order) => {
    const position = order + 1
    const [first, second] = [2 * index + 1, 2 * index + 2]
    if (merges) world.merge(first, second, position, fact.appended)
    if (joins && index > 0) world.merge(first, first - 2, position, fact.appended)
    world.add({ ...fact, position }, fact.side === 0 ? first : second)
  })
  return world
}

/** The people that exist in that past, by canonical id. */
export function peopleOf({ facts, aliases }: World, { asOf, knownAt }: { asOf: number; knownAt: number }): Map<number, StoredFact[]> {
  const canonical = new Map<number, number>()
  for (const { loser, survivor, appended } of aliases) if (appended <= knownAt) canonical.set(loser, survivor)
  const people = new Map<number, StoredFact[]>()
  for (const fact of facts) {
    if (fact.appended > knownAt || fact.timestamp > asOf) continue
    const person = canonical.get(fact.person) ?? fact.person
    people.set(person, [...(people.get(person) ?? []), fact])
  }
  return people
}
