// Two sets of rules over the same facts, side by side, from the first fact on: who would be who, and where the two differ.
import { assert } from '@touchstone/base'
import { Decisions, Rules, identifierOf, resolve, resolveDeclared, type Resolution } from '@touchstone/identity'
import type { Identifier, IdentityRules } from '@touchstone/vocabulary'
import { IdentifierNumbers, MAX_PREVIEW_IDENTIFIERS, PreviewGraph } from './preview-graph.ts'

/** Between the identifiers of one fact. */
export const BETWEEN = '\0'
/** Texts of identifiers that were met lately; see `#numbersOf`. */
const TEXTS_KEPT = 100_000
/** Held questions that are counted one by one. */
const MAX_QUESTIONS = 100_000

export interface DeclaredLink {
  readonly position: number
  readonly identifiers: readonly string[]
}

export interface Standing {
  readonly apart: readonly (readonly [string, string])[]
  /** By position, ascending. */
  readonly links: readonly DeclaredLink[]
}

/** What came of one set of rules. */
export interface Side {
  readonly graph: PreviewGraph
  /** Facts that lost an identifier, by the rule that took it. */
  readonly dropped: Map<string, number>
  /** Pairs for the review queue. */
  readonly questions: Set<string>
}

export class PreviewRun {
  readonly numbers = new IdentifierNumbers()
  readonly sides: readonly [Replica, Replica]
  readonly #links: readonly DeclaredLink[]
  #nextLink = 0
  #position = 0
  #texts = new Map<string, readonly number[]>()
  facts = 0

  constructor(current: IdentityRules, candidate: IdentityRules, { apart, links }: Standing) {
    const decisions = new Decisions()
    for (const [one, other] of apart) decisions.apart(one, other)
    this.sides = [new Replica(Rules.of(1, current), decisions, this.numbers), new Replica(Rules.of(2, candidate), decisions, this.numbers)]
    this.#links = links
  }

  /** False once there is too much to keep. `identifiers` are joined by BETWEEN; `blocked` those that the edge found to name nobody. */
  fact(position: number, now: number, identifiers: string, blocked: string): boolean {
    assert(position > this.#position, 'facts come in the order of the log')
    this.#position = position
    for (let link = this.#links[this.#nextLink]; link !== undefined && link.position < position; link = this.#links[++this.#nextLink]) {
      for (const side of this.sides) side.declare(link.identifiers, now)
    }
    this.facts++
    if (blocked === '') {
      const numbers = this.#numbersOf(identifiers)
      // Asked once: both resolve what is not settled.
      const settled = this.sides.map((side) => side.settled(numbers))
      this.sides.forEach((side, i) => settled[i] === 0 && side.resolve(keysOf(identifiers), 0, now))
    } else {
      const gone = new Set(blocked.split(BETWEEN))
      const keys = identifiers.split(BETWEEN)
      const kept = keys.filter((key) => !gone.has(key))
      for (const side of this.sides) side.resolve([...kept, ...gone].map(identifierOf), gone.size, now)
    }
    return this.numbers.size <= MAX_PREVIEW_IDENTIFIERS
  }

  /** Facts in a row are often of the same people. */
  #numbersOf(identifiers: string): readonly number[] {
    const known = this.#texts.get(identifiers)
    if (known !== undefined) return known
    const numbers = identifiers.split(BETWEEN).map((key) => this.numbers.of(key))
    if (this.#texts.size >= TEXTS_KEPT) this.#texts = new Map()
    this.#texts.set(identifiers, numbers)
    return numbers
  }
}

class Replica implements Side {
  readonly #rules: Rules
  readonly #decisions: Decisions
  readonly graph: PreviewGraph
  readonly dropped = new Map<string, number>()
  readonly questions = new Set<string>()

  constructor(rules: Rules, decisions: Decisions, numbers: IdentifierNumbers) {
    this.#rules = rules
    this.#decisions = decisions
    this.graph = new PreviewGraph(numbers)
  }

  /** Counts the fact where all its identifiers lead to one person, whom it answers; else 0. */
  settled(identifiers: readonly number[]): number {
    const person = this.graph.personOf(identifiers[0]!)
    if (person === 0) return 0
    for (let i = 1; i < identifiers.length; i++) if (this.graph.personOf(identifiers[i]!) !== person) return 0
    this.graph.fact(person)
    return person
  }

  resolve(identifiers: readonly Identifier[], blocked: number, now: number): void {
    const resolution: Resolution = resolve(this.graph, this.#rules, this.#decisions, { identifiers, blocked, now })
    this.graph.fact(this.graph.apply(resolution, now))
    for (const rule of new Set(resolution.dropped.map((one) => one.rule))) this.dropped.set(rule, (this.dropped.get(rule) ?? 0) + 1)
    for (const { one, other } of resolution.held) if (this.questions.size < MAX_QUESTIONS) this.questions.add(one + BETWEEN + other)
  }

  declare(identifiers: readonly string[], now: number): void {
    const declared = resolveDeclared(this.graph, this.#decisions, identifiers, now)
    if (declared !== undefined) this.graph.apply(declared, now)
  }
}

function keysOf(identifiers: string): Identifier[] {
  return identifiers.split(BETWEEN).map(identifierOf)
}
