// Where two replicas of the same facts differ: who would come together and who would come apart, and how much hangs on them.
//
// Both divide the same identifiers among people. A person of the one is cut where their identifiers are of several people of
// the other. One pass over the identifiers finds both directions: for each person the first counterpart, and whether there is another.
import { assert } from '@touchstone/base'
import type { Side } from './preview-run.ts'
import type { IdentifierNumbers, PreviewGraph } from './preview-graph.ts'

/** People shown of each kind, those with the most facts; and identifiers of one. */
const SAMPLES = 20
const SHOWN_IDENTIFIERS = 8
const BIGGEST = 10

export interface Change {
  /** People of the one who have a part in several of the other, and people of the other who have those parts. */
  readonly people: number
  readonly into: number
  readonly facts: number
  /** By facts. Each part has identifiers (as `type:value`), some of them. */
  readonly samples: readonly { readonly facts: number; readonly identifiers: number; readonly parts: readonly (readonly string[])[] }[]
}

export interface SideSummary {
  readonly people: number
  readonly merges: number
  /** Identifiers that lead to somebody. */
  readonly linked: number
  readonly questions: number
  /** Facts by the rule that took an identifier from them, most first. */
  readonly dropped: readonly { readonly rule: string; readonly facts: number }[]
  readonly biggest: readonly { readonly identifiers: number; readonly facts: number; readonly some: readonly string[] }[]
}

export interface Difference {
  /** People of now whose identifiers would be several people's. */
  readonly apart: Change
  /** People there would be who are several now. */
  readonly together: Change
}

export function summaryOf({ graph, dropped, questions }: Side, numbers: IdentifierNumbers): SideSummary {
  let linked = 0
  const biggest = new Top<number>(BIGGEST)
  for (let person = 1; person <= graph.created; person++) {
    const size = graph.sizeOf(person)
    linked += size
    if (size > 1) biggest.offer(size, person)
  }
  assert(linked <= numbers.size, 'an identifier leads to one person at most')
  return {
    people: graph.people,
    merges: graph.merges,
    linked,
    questions: questions.size,
    dropped: [...dropped].map(([rule, facts]) => ({ rule, facts })).sort((a, b) => b.facts - a.facts),
    biggest: biggest.list().map((person) => ({ identifiers: graph.sizeOf(person), facts: graph.factsOf(person), some: someOf(graph, person, numbers) })),
  }
}

export function differenceOf(current: Side, candidate: Side, numbers: IdentifierNumbers): Difference {
  return { apart: cutsOf(current.graph, candidate.graph, numbers), together: cutsOf(candidate.graph, current.graph, numbers) }
}

/** People of `whole` whose identifiers are of several people of `parts`. */
function cutsOf(whole: PreviewGraph, parts: PreviewGraph, numbers: IdentifierNumbers): Change {
  const firstPart = new Uint32Array(whole.created + 1)
  const isCut = new Uint8Array(whole.created + 1)
  for (let one = 1; one <= numbers.size; one++) {
    const person = whole.personOf(one)
    const part = parts.personOf(one)
    if (person === 0 || part === 0) continue
    if (firstPart[person] === 0) firstPart[person] = part
    else if (firstPart[person] !== part) isCut[person] = 1
  }
  assert(whole.created >= whole.people && parts.created >= parts.people, 'people who were merged were created')
  const samples = new Top<number>(SAMPLES)
  const into = new Set<number>()
  let people = 0
  let facts = 0
  for (let person = 1; person <= whole.created; person++) {
    if (isCut[person] === 0) continue
    people++
    facts += whole.factsOf(person)
    samples.offer(whole.factsOf(person), person)
    for (const one of whole.identifiersOf(person)) if (parts.personOf(one) !== 0) into.add(parts.personOf(one))
  }
  return { people, into: into.size, facts, samples: samples.list().map((person) => sampleOf(whole, parts, person, numbers)) }
}

function sampleOf(whole: PreviewGraph, parts: PreviewGraph, person: number, numbers: IdentifierNumbers) {
  const byPart = Map.groupBy(whole.identifiersOf(person).filter((one) => parts.personOf(one) !== 0), (one) => parts.personOf(one))
  const shown = [...byPart.values()].slice(0, SHOWN_IDENTIFIERS).map((some) => some.slice(0, SHOWN_IDENTIFIERS).map((one) => numbers.names[one]!))
  return { facts: whole.factsOf(person), identifiers: whole.sizeOf(person), parts: shown }
}

function someOf(graph: PreviewGraph, person: number, numbers: IdentifierNumbers): string[] {
  return graph.identifiersOf(person).slice(0, SHOWN_IDENTIFIERS).map((one) => numbers.names[one]!)
}

/** The few with the greatest weight; of equal ones those that came first. */
class Top<T> {
  readonly #most: number
  readonly #kept: { weight: number; one: T }[] = []

  constructor(most: number) {
    this.#most = most
  }

  offer(weight: number, one: T): void {
    if (this.#kept.length === this.#most && weight <= this.#kept.at(-1)!.weight) return
    const at = this.#kept.findIndex((kept) => kept.weight < weight)
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, { weight, one })
    if (this.#kept.length > this.#most) this.#kept.pop()
  }

  list(): T[] {
    return this.#kept.map(({ one }) => one)
  }
}
