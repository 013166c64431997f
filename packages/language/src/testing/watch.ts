// One person, watched through programs as facts come and time passes: every value is the oracle's, values become or stop
// being TRUE at announced instants only, and what a program or a node says of itself is true.
import assert from 'node:assert/strict'
import type { Millis } from '@touchstone/base'
import type { Condition, Rank } from '../check/tree.ts'
import type { FactInput } from '../incremental/cells.ts'
import type { Program } from '../incremental/compile.ts'
import type { NodeSpec } from '../incremental/node.ts'
import { evaluateNaively } from '../naive/evaluate.ts'
import type { NaiveFact } from '../naive/person.ts'
import { Truth } from '../truth.ts'
import { TestPerson } from './person.ts'

export interface Watched {
  readonly text: string
  readonly root: Condition
  readonly program: Program
}

export interface Surroundings {
  readonly watched: readonly Watched[]
  /** Numbers of traits by name. */
  readonly traits: ReadonlyMap<string, number>
  readonly thresholds: (rank: Rank) => number | undefined
  /** From 0 to below 1, another one each time. */
  readonly random: () => number
  /** How many announced instants are visited in a row: a clock announces one each hour, for ever. */
  readonly mostDues: number
  readonly seen: { trueValues: number; values: number; dues: number }
}

export class Watch {
  readonly person: TestPerson
  facts: NaiveFact[] = []
  /** While history is missing, no value is right. */
  isComplete = true
  #now = -Infinity
  #values: readonly Truth[] = []
  readonly #around: Surroundings
  readonly #nodes: readonly NodeSpec[]

  constructor(around: Surroundings, person: TestPerson) {
    this.#around = around
    this.person = person
    this.#nodes = [...new Map(around.watched.flatMap(({ program }) => program.nodes.map((node) => [node.id, node]))).values()]
  }

  /** As of when it was settled last, one for each program. */
  get values(): readonly Truth[] {
    return this.#values
  }

  get nodes(): readonly NodeSpec[] {
    return this.#nodes
  }

  /** Every value at `now` is the oracle's. */
  settle(now: Millis): void {
    assert.ok(now >= this.#now, 'time of a person never goes back')
    this.#now = now
    if (!this.isComplete) return
    this.person.rest()
    this.#values = this.#around.watched.map(({ text, root, program }) => {
      const value = program.evaluate(this.person, now)
      const { seen, thresholds } = this.#around
      const expected = evaluateNaively({ root }, { person: this.person.id, facts: this.facts, asOf: now, thresholds })
      assert.equal(value, expected, `${text}\nat ${new Date(now).toISOString()} (${now}): ${shown(value)}, the oracle says ${shown(expected)}`)
      seen.values++
      if (value === Truth.TRUE) seen.trueValues++
      this.#isWhatItSays(program, value, text)
      return value
    })
  }

  /** The value of those it knows nothing of, and whether time can change that. */
  #isWhatItSays(program: Program, value: Truth, text: string): void {
    const isKnown = program.nodes.some(({ id }) => this.person.find(id) >= 0) || program.traitNumbers.some((trait) => this.person.traitKind(trait) !== 0)
    if (isKnown) return
    if (program.emptyValue !== undefined) assert.equal(value, program.emptyValue, `${text}\nis not the empty value for a person without its events and traits`)
    if (!program.clocked) assert.equal(program.nextDue(this.person, this.#now), Infinity, `${text}\nis not clocked, yet time changes it for a person without its cells`)
  }

  /** Lets time pass up to `until`, at which it is settled where it is finite. */
  pass(until: Millis): void {
    if (!this.isComplete) {
      if (until !== Infinity) this.settle(until)
      return
    }
    for (let turn = 0; turn < this.#around.mostDues; turn++) {
      const dues = this.#around.watched.map(({ program }) => program.nextDue(this.person, this.#now))
      const due = Math.min(...dues)
      assert.ok(due > this.#now, 'a due instant lies ahead')
      const end = Math.min(due, until)
      if (end === Infinity) return
      // Nothing happens before it: at some instants between, and just before.
      for (const between of this.#between(this.#now, end)) this.#stays(between, () => true)
      if (end === due) {
        this.#around.seen.dues++
        this.#stays(due, (index) => (dues[index] as Millis) > due)
      }
      if (end === until) {
        if (this.#now < until) this.#stays(until, () => true)
        return
      }
    }
    if (until !== Infinity) this.settle(until)
  }

  /** Some instants strictly between, ascending: where a fact passes an edge of a window, at random, and the last one. */
  #between(from: Millis, to: Millis): Millis[] {
    const { random } = this.#around
    const found = new Set<Millis>()
    if (to - from > 2) {
      found.add(Math.floor(from + 1 + random() * (to - from - 2)))
      const fact = this.facts[Math.floor(random() * this.facts.length)]
      if (fact !== undefined) found.add(fact.timestamp + Math.floor(random() * 15) * 1000)
    }
    found.add(to - 1)
    return [...found].filter((at) => from < at && at < to).sort((a, b) => a - b)
  }

  #stays(now: Millis, isStill: (index: number) => boolean): void {
    const before = this.#values
    this.settle(now)
    this.#around.watched.forEach(({ text }, index) => {
      if (isStill(index)) assert.equal(this.#values[index] === Truth.TRUE, before[index] === Truth.TRUE, `${text}\nchanged unannounced by ${new Date(now).toISOString()} (${now})`)
    })
  }

  /** Facts that were appended at the same instant, one or more. */
  take(...facts: readonly NaiveFact[]): void {
    const now = (facts[0] as NaiveFact).appended
    this.pass(now)
    const before = this.#values
    const first = this.person.firstSeen
    let isChanged = false
    for (const fact of facts) {
      this.person.see(fact.timestamp)
      for (const node of this.#nodes) if (feed(node, this.person, fact, now)) isChanged = true
      if (this.takeTraits(fact)) isChanged = true
      this.person.rest()
    }
    this.facts = [...this.facts, ...facts]
    this.settle(now)
    if (!isChanged && first === this.person.firstSeen && this.isComplete) assert.deepEqual(this.#values, before, 'what changed no node, no trait and no first fact changed no value')
  }

  /** Whether the fact gave a trait that is kept. */
  takeTraits(fact: NaiveFact): boolean {
    let isKept = false
    for (const [name, value] of Object.entries(fact.traits)) {
      const number = this.#around.traits.get(name)
      if (number === undefined) continue
      this.person.setTrait(number, value, fact.timestamp, fact.hash)
      isKept = true
    }
    return isKept
  }

  /** Takes in cells that were made of other facts of the same person, elsewhere. */
  takeCells(other: TestPerson, now: Millis): void {
    this.pass(now)
    this.person.disturb()
    for (const node of this.#nodes) node.merge(this.person, other)
    for (const node of this.#nodes) node.release(other)
    assert.equal(other.chunks?.count ?? 0, 0, 'a released person has no chunks left')
  }

  /** Takes in another person, who turned out to be the same. */
  merge(other: Watch, now: Millis): void {
    other.pass(now)
    this.takeCells(other.person, now)
    this.person.absorb(other.person)
    this.facts = [...this.facts, ...other.facts]
    this.settle(now)
  }

  end(): void {
    for (const node of this.#nodes) node.release(this.person)
    assert.equal(this.person.chunks?.count ?? 0, 0, 'a released person has no chunks left')
  }
}

function shown(truth: Truth): string {
  return ['false', 'true', 'unknown'][truth] as string
}

export function listensTo(node: NodeSpec, fact: NaiveFact): boolean {
  return node.events.includes(fact.event) || node.traits.some((trait) => Object.hasOwn(fact.traits, trait))
}

/** Gives the fact to the node, where it listens to it. True where that changed the cell. */
export function feed(node: NodeSpec, person: TestPerson, fact: NaiveFact, now: Millis): boolean {
  return listensTo(node, fact) && node.update(person, inputOf(fact, node), now)
}

function inputOf(fact: NaiveFact, node: NodeSpec): FactInput {
  return {
    event: fact.event,
    timestamp: fact.timestamp,
    hashHigh: Number(fact.hash >> 32n),
    hashLow: Number(fact.hash & 0xffff_ffffn),
    properties: () => {
      assert.ok(node.needsProperties, `${node.key} said that it reads no properties`)
      return fact.properties
    },
    traits: () => fact.traits,
  }
}
