// The Machine against the oracle: random conditions, random histories of a few people who turn out to be one another,
// compared after every fact and around every instant at which time alone may change something. Now and then the Machine
// starts anew from its state, a threshold of a rank changes, and a fact is sent once more.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DAY, HOUR } from '@touchstone/base'
import { evaluateNaively, parseStoredCondition, rankText, Truth, type Checked, type NaiveFact } from '@touchstone/language'
import { history, START, type GeneratedFact } from '@touchstone/language/testing'
import { messageHash, hashToInteger } from '@touchstone/vocabulary'
import { MachineRig, ranksOf, type RigFact } from '../testing.ts'

const identifiers = fc.uniqueArray(fc.constantFrom('anonymous_id:a', 'anonymous_id:b', 'anonymous_id:c', 'user_id:u', 'user_id:v', 'email:h:e'), { minLength: 1, maxLength: 3 })

/** A fact, and what happens around it. */
export interface Step {
  readonly fact: GeneratedFact
  readonly identifiers: string[]
  /** Whether the Machine starts anew before it. */
  readonly restarts: boolean
  /** The threshold that a rank gets before it. */
  readonly threshold: number | null | undefined
  /** Which of the facts so far is sent once more after it, counted around; undefined: none. */
  readonly again: number | undefined
}

export const steps: fc.Arbitrary<Step[]> = history(fc, 14).chain((facts) => {
  const restarts = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
  const threshold = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(null, 0, 0.29, 1, 1, 2, -1) })
  const again = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(99) })
  return fc.tuple(...facts.map((fact) => fc.record({ fact: fc.constant(fact), identifiers, restarts, threshold, again }))).map((list) => list as Step[])
})

/** The facts by the person the Machine said they belong to, following its aliases. */
class Ledger {
  readonly #facts = new Map<number, NaiveFact[]>()
  readonly #alias = new Map<number, number>()
  readonly thresholds = new Map<string, number>()

  add(person: number, fact: NaiveFact): void {
    const canonical = this.canonical(person)
    this.#facts.set(canonical, [...(this.#facts.get(canonical) ?? []), fact])
  }
  merge(loser: number, survivor: number): void {
    this.#alias.set(loser, survivor)
    const moved = this.#facts.get(loser) ?? []
    this.#facts.delete(loser)
    this.#facts.set(survivor, [...(this.#facts.get(survivor) ?? []), ...moved])
  }
  canonical(person: number): number {
    return this.#alias.get(person) ?? person
  }
  members(condition: Checked, now: number): number[] {
    const isMember = (person: number, facts: NaiveFact[]): boolean =>
      evaluateNaively(condition, { person, facts, asOf: now, thresholds: (rank) => this.thresholds.get(rankText(rank)) }) === Truth.TRUE
    return [...this.#facts].filter(([person, facts]) => isMember(person, facts)).map(([person]) => person).sort((a, b) => a - b)
  }
}

/** Throws where a membership is not what the oracle says. */
export function checkMachine(texts: readonly string[], given: readonly Step[]): void {
  let rig = new MachineRig()
  const segments = texts.map((text, i) => {
    const parsed = parseStoredCondition(text)
    assert.ok(parsed.ok, text)
    return { text, condition: parsed.value, ranks: ranksOf(text), position: rig.define(START, `s${i}`, text) }
  })
  const ledger = new Ledger()
  const compare = (now: number, when: string): void => {
    for (const { text, condition, position } of segments) {
      const members = [...rig.members(position).keys()].sort((a, b) => a - b)
      assert.deepEqual(members, ledger.members(condition, now), `${text}\n${when}`)
    }
  }
  given.forEach(({ fact, restarts, threshold, again }, i) => {
    passTime(rig, fact.appended, compare)
    if (restarts) rig = rig.restarted()
    if (threshold !== undefined) {
      rig.tick(fact.appended)
      for (const { ranks, position } of segments) {
        for (const key of ranks) rig.control(fact.appended, { control: 'segment.threshold', segment: position, key, value: threshold, people: 2, error: 0, at: fact.appended })
        for (const key of ranks) threshold === null ? ledger.thresholds.delete(key) : ledger.thresholds.set(key, threshold)
      }
      compare(fact.appended, `after a threshold before fact ${i}`)
    }
    rig.fact(fact.appended, rigFactOf(given[i]!, i))
    const { persons, aliases } = rig.takeOutcomes()
    for (const { loser, survivor } of aliases) ledger.merge(loser, survivor)
    const hash = messageHash('test', `m${i}`)
    ledger.add(persons.get(rig.driver.position)!, { ...fact, hash: hashToInteger(hash.high, hash.low) })
    compare(fact.appended, `after fact ${i}`)
    if (again === undefined) return
    const which = again % (i + 1)
    if (fact.appended - given[which]!.fact.appended >= DAY) return
    rig.fact(fact.appended, rigFactOf(given[which]!, which))
    for (const { loser, survivor } of rig.takeOutcomes().aliases) ledger.merge(loser, survivor)
    compare(fact.appended, `after fact ${which} came again, after fact ${i}`)
  })
  passTime(rig, Infinity, compare)
}

function rigFactOf({ fact: { event, timestamp, traits, properties }, identifiers: ids }: Step, index: number): RigFact {
  return { identifiers: ids, ...(event === '' ? {} : { event }), happened: timestamp, messageId: `m${index}`, traits, properties }
}

/**
 * Ticks just before and at each instant the Machine asked for, up to `until` (excluded), and in between: whatever
 * changes without being asked for shows there.
 */
function passTime(rig: MachineRig, until: number, compare: (now: number, when: string) => void): void {
  const look = (now: number, when: string): void => {
    rig.tick(now)
    compare(now, when)
  }
  for (let turns = 0; turns < 60; turns++) {
    const due = rig.driver.nextDue
    const end = Math.min(due, until)
    // Most stretches are looked at once, the last one further and further on.
    const steps = end < Infinity ? [Math.floor((end - rig.driver.time) * (0.2 + (turns % 5) * 0.15))] : [HOUR, DAY, 40 * DAY, 400 * DAY]
    for (const now of steps.map((step) => rig.driver.time + step)) if (now > rig.driver.time && now < end) look(now, `with nothing due before ${end}`)
    if (due >= until) break
    if (due - 1 > rig.driver.time) look(due - 1, `just before ${due}`)
    look(due, `at ${due}`)
  }
  rig.takeOutcomes()
}
