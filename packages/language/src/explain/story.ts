// When a condition was true for one person: its history as of each instant, with everything known, and what time alone will
// make of it. The facts are told again in the order in which they happened, to the same nodes that run live; between two
// facts the clock stops wherever the condition says that time could change it.
import { assert, type Millis } from '@touchstone/base'
import type { Condition, Rank } from '../check/tree.ts'
import { type Program, compile } from '../incremental/compile.ts'
import type { NaiveFact } from '../naive/evaluate.ts'
import { Truth } from '../truth.ts'
import { rankText } from '../check/text.ts'
import { PastFact, PastPerson } from './past-person.ts'

/** How far into the future, and how many wake-ups, are looked at for a change by time alone. */
const LOOK_AHEAD = 1_000

export interface Story {
  /** Since when it has been true, or not true: the latest change; undefined where it has been so since the first fact. */
  readonly since: Millis | undefined
  /** The next change between true and not true that time alone brings; undefined where none is in sight. */
  readonly until: Millis | undefined
}

export interface StoryQuestion {
  readonly person: number
  /** Known facts that happened by `asOf`, by (timestamp, hash). */
  readonly facts: readonly NaiveFact[]
  readonly asOf: Millis
  readonly thresholds: (rank: Rank) => number | undefined
}

/** One story per condition. They share their nodes, so many parts of one condition cost little more than the whole. */
export function storiesOf(conditions: readonly Condition[], { person, facts, asOf, thresholds }: StoryQuestion): Story[] {
  const teller = new Teller(person, conditions, thresholds)
  const stories = conditions.map((): { since: Millis | undefined } => ({ since: undefined }))
  let values = conditions.map(() => false)
  let isFirst = true
  const look = (at: Millis): void => {
    const now = teller.programs.map((program) => program.evaluate(teller.state, at) === Truth.TRUE)
    for (let i = 0; i < now.length; i++) if (!isFirst && now[i] !== values[i]) stories[i]!.since = at
    values = now
    isFirst = false
  }
  assert(facts.every(({ timestamp }) => timestamp <= asOf), 'only what had happened is told')
  for (let index = 0; index < facts.length; ) {
    const at = facts[index]!.timestamp
    if (!isFirst) teller.between(at - 1, look)
    while (index < facts.length && facts[index]!.timestamp === at) teller.take(facts[index++]!)
    look(at)
    teller.last = at
  }
  if (!isFirst) teller.between(asOf, look)
  return stories.map(({ since }, i) => ({ since, until: isFirst ? undefined : teller.nextChange(teller.programs[i]!, values[i]!, asOf) }))
}

class Teller {
  readonly state: PastPerson
  readonly programs: readonly Program[]
  /** The instant of the latest look. */
  last: Millis = -Infinity
  readonly #fact = new PastFact()
  readonly #nodes: Program['nodes']
  readonly #traits = new Map<string, number>()

  constructor(person: number, conditions: readonly Condition[], thresholds: (rank: Rank) => number | undefined) {
    this.state = new PastPerson(person)
    const nodes = new Map<string, number>()
    const numbered = (names: Map<string, number>, name: string): number => names.get(name) ?? names.set(name, names.size).get(name)!
    const numbering = { node: (key: string) => numbered(nodes, key), trait: (name: string) => numbered(this.#traits, name) }
    this.programs = conditions.map((root) => compile({ root }, numbering))
    this.#nodes = [...new Map(this.programs.flatMap((program) => program.nodes.map((node) => [node.id, node] as const))).values()]
    const values = new Map(conditions.flatMap(ranksOf).map((rank) => [rankText(rank), thresholds(rank)]))
    for (const { ranks } of this.programs) for (const rank of ranks) rank.setThreshold(values.get(rank.key))
  }

  take(fact: NaiveFact): void {
    assert(fact.timestamp > this.last, 'a fact is told before anyone looks at its instant')
    this.state.firstSeen = Math.min(this.state.firstSeen, fact.timestamp)
    for (const name of Object.keys(fact.traits)) {
      const trait = this.#traits.get(name)
      if (trait !== undefined) this.state.setTrait(trait, fact.traits[name])
    }
    this.#fact.reset(fact)
    for (const node of this.#nodes) {
      if (node.events.includes(fact.event) || node.traits.some((name) => Object.hasOwn(fact.traits, name))) node.update(this.state, this.#fact, fact.timestamp)
    }
  }

  /** Looks at every instant after the latest look up to `end` at which time could change something. */
  between(end: Millis, look: (at: Millis) => void): void {
    for (;;) {
      const next = Math.min(...this.programs.map((program) => program.nextDue(this.state, this.last)))
      if (next > end) return
      assert(next > this.last, 'time goes forward')
      this.last = next
      look(next)
    }
  }

  nextChange(program: Program, value: boolean, after: Millis): Millis | undefined {
    let at = after
    for (let looks = 0; looks < LOOK_AHEAD; looks++) {
      at = program.nextDue(this.state, at)
      if (at === Infinity) return undefined
      if ((program.evaluate(this.state, at) === Truth.TRUE) !== value) return at
    }
    return undefined
  }
}

function ranksOf(condition: Condition): Rank[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.items.flatMap(ranksOf)
  if (condition.kind === 'not') return ranksOf(condition.item)
  return condition.kind === 'rank' ? [condition] : []
}
