// When a condition was true for one person: its history as of each instant, with everything known, and what time alone will
// make of it. The facts are told again in the order in which they happened, to the same nodes that run live; between two
// facts the clock stops wherever a part said that time could change it.
//
// Somebody may have tens of thousands of facts, so it is told in small pieces: whoever listens may do other things between.
import { assert, type Millis } from '@touchstone/base'
import type { Condition, Rank } from '../check/tree.ts'
import type { NaiveFact } from '../naive/evaluate.ts'
import type { Truth } from '../truth.ts'
import { PastFact, PastPerson } from './past-person.ts'
import { type Told, ToldLeaf, toldParts } from './told.ts'

/** How many wake-ups of the future are looked at for a change by time alone. */
const LOOK_AHEAD = 10_000

export interface Story {
  /** Since when it has been true, or not true: the latest change; undefined where it has been so since the first fact. */
  readonly since: Millis | undefined
  /** The next change between true and not true that time alone brings; undefined where none is in sight. */
  readonly until: Millis | undefined
}

export interface ToldStory extends Story {
  /** At the end; FALSE for what was held or moved where nobody did anything. */
  readonly truth: Truth
}

export interface StoryQuestion {
  readonly person: number
  /** Known facts that happened by `asOf`, by (timestamp, hash). */
  readonly facts: readonly NaiveFact[]
  readonly asOf: Millis
  readonly thresholds: (rank: Rank) => number | undefined
}

/** One story for the condition and for each part in it. Goes on a little each time it is asked to. */
export function* storiesOf(root: Condition, { person, facts, asOf, thresholds }: StoryQuestion): Generator<void, ReadonlyMap<Condition, ToldStory>> {
  assert(facts.every(({ timestamp }) => timestamp <= asOf), 'only what had happened is told')
  const teller = new Teller(person, root, thresholds)
  for (let index = 0; index < facts.length; ) {
    const at = facts[index]!.timestamp
    if (index > 0) yield* teller.between(at - 1)
    while (index < facts.length && facts[index]!.timestamp === at) teller.take(facts[index++]!)
    teller.look(at)
    yield
  }
  const isTold = facts.length > 0
  if (isTold) yield* teller.between(asOf)
  const first = isTold ? facts[0]!.timestamp : asOf
  const told = new Map(teller.parts.map((part) => [part.condition, { truth: part.value, since: part.turnedAt > first ? part.turnedAt : undefined }]))
  const until = isTold ? yield* teller.nextChanges() : new Map<Told, Millis>()
  return new Map(teller.parts.map((part) => [part.condition, { ...told.get(part.condition)!, until: until.get(part) }]))
}

class Teller {
  readonly parts: readonly Told[]
  readonly #leaves: readonly ToldLeaf[]
  readonly #state: PastPerson
  /** The instant of the latest look. */
  #last: Millis = -Infinity
  readonly #fact = new PastFact()
  readonly #nodesByEvent = new Map<string, Listening[]>()
  readonly #nodesByTrait = new Map<string, Listening[]>()
  readonly #traits = new Map<string, number>()
  readonly #leavesByTrait = new Map<string, ToldLeaf[]>()

  constructor(person: number, root: Condition, thresholds: (rank: Rank) => number | undefined) {
    this.#state = new PastPerson(person)
    const nodes = new Map<string, number>()
    const numbered = (names: Map<string, number>, name: string): number => names.get(name) ?? names.set(name, names.size).get(name)!
    this.parts = toldParts(root, this.#state, { node: (key) => numbered(nodes, key), trait: (name) => numbered(this.#traits, name) })
    this.#leaves = this.parts.filter((part) => part instanceof ToldLeaf)
    const listening = new Map<number, Listening>()
    for (const leaf of this.#leaves) {
      leaf.setThresholds(thresholds)
      for (const name of leaf.program.traits) pushed(this.#leavesByTrait, name, leaf)
      for (const node of leaf.program.nodes) {
        const one = listening.get(node.id)
        if (one === undefined) listening.set(node.id, { node, leaves: [leaf] })
        else one.leaves.push(leaf)
      }
    }
    for (const one of listening.values()) {
      for (const event of one.node.events) pushed(this.#nodesByEvent, event, one)
      for (const trait of one.node.traits) pushed(this.#nodesByTrait, trait, one)
    }
  }

  take(fact: NaiveFact): void {
    assert(fact.timestamp > this.#last, 'a fact is told before anyone looks at its instant')
    this.#state.firstSeen = Math.min(this.#state.firstSeen, fact.timestamp)
    this.#fact.reset(fact)
    const told = new Set(this.#nodesByEvent.get(fact.event))
    for (const name of Object.keys(fact.traits)) {
      const trait = this.#traits.get(name)
      if (trait !== undefined) this.#state.setTrait(trait, fact.traits[name])
      for (const leaf of this.#leavesByTrait.get(name) ?? []) leaf.isStirred = true
      for (const one of this.#nodesByTrait.get(name) ?? []) told.add(one)
    }
    for (const { node, leaves } of told) {
      if (node.update(this.#state, this.#fact, fact.timestamp)) for (const leaf of leaves) leaf.isStirred = true
    }
  }

  look(at: Millis): void {
    for (const part of this.parts) part.look(at)
    this.#last = at
  }

  /** Looks at every instant after the latest look up to `end` at which time could change something. */
  *between(end: Millis): Generator<void, void> {
    for (let next = this.#nextDue(); next <= end && next < Infinity; next = this.#nextDue()) {
      this.look(next)
      yield
    }
  }

  /** The first change of each part by time alone, where one is in sight. */
  *nextChanges(): Generator<void, Map<Told, Millis>> {
    const before = new Map(this.parts.map((part) => [part, part.isTrue]))
    const found = new Map<Told, Millis>()
    for (let looks = 0; looks < LOOK_AHEAD && this.parts.some((part) => !found.has(part) && part.isOpen); looks++) {
      const next = this.#nextDue()
      if (next === Infinity) break
      this.look(next)
      for (const part of this.parts) if (!found.has(part) && part.isTrue !== before.get(part)) found.set(part, next)
      yield
    }
    return found
  }

  #nextDue(): Millis {
    let next = Infinity
    for (const part of this.parts) if (part.due < next) next = part.due
    assert(next > this.#last, 'time goes forward')
    return next
  }
}

/** A node, and the leaves that read it. */
interface Listening {
  readonly node: ToldLeaf['program']['nodes'][number]
  readonly leaves: ToldLeaf[]
}

function pushed<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
