// The Machine against the oracle: random conditions, random histories of a few people who turn out to be one another,
// compared after every fact and around every instant at which time alone may change something.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { evaluateNaively, parseCondition, Truth, type Checked, type NaiveFact } from '@touchstone/language'
import { conditionText, history, START, type GeneratedFact } from '@touchstone/language/testing'
import { messageHash, hashToInteger } from '@touchstone/vocabulary'
import { MachineRig } from '../testing.ts'

const identifiers = fc.uniqueArray(fc.constantFrom('anonymous_id:a', 'anonymous_id:b', 'anonymous_id:c', 'user_id:u', 'user_id:v', 'email:h:e'), { minLength: 1, maxLength: 3 })

interface Step {
  readonly fact: GeneratedFact
  readonly identifiers: string[]
}

const steps: fc.Arbitrary<Step[]> = history(fc, 14).chain((facts) =>
  fc.tuple(...facts.map((fact) => identifiers.map((ids) => ({ fact, identifiers: ids })))).map((list) => list as Step[]),
)

/** The facts by the person the Machine said they belong to, following its aliases. */
class Ledger {
  readonly #facts = new Map<number, NaiveFact[]>()
  readonly #alias = new Map<number, number>()

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
    return [...this.#facts].filter(([, facts]) => evaluateNaively(condition, facts, now) === Truth.TRUE).map(([person]) => person).sort((a, b) => a - b)
  }
}

function check(texts: readonly string[], given: readonly Step[]): void {
  const rig = new MachineRig()
  const segments = texts.map((text, i) => {
    const parsed = parseCondition(text)
    assert.ok(parsed.ok, text)
    return { text, condition: parsed.value, position: rig.define(START, `s${i}`, text) }
  })
  const ledger = new Ledger()
  const compare = (now: number, when: string): void => {
    for (const { text, condition, position } of segments) {
      const members = [...rig.members(position).keys()].sort((a, b) => a - b)
      assert.deepEqual(members, ledger.members(condition, now), `${text}\n${when}`)
    }
  }
  given.forEach(({ fact, identifiers: ids }, i) => {
    passTime(rig, fact.appended, compare)
    const messageId = `m${i}`
    rig.fact(fact.appended, { identifiers: ids, event: fact.event === '' ? undefined : fact.event, happened: fact.timestamp, messageId, traits: fact.traits, properties: fact.properties })
    const { persons, aliases } = rig.takeOutcomes()
    for (const { loser, survivor } of aliases) ledger.merge(loser, survivor)
    const hash = messageHash('test', messageId)
    ledger.add(persons.get(rig.driver.position)!, { ...fact, hash: hashToInteger(hash.high, hash.low) })
    compare(fact.appended, `after fact ${i}`)
  })
  passTime(rig, Infinity, compare)
}

/** Ticks just before and at each instant the Machine asked for, up to `until` (excluded). */
function passTime(rig: MachineRig, until: number, compare: (now: number, when: string) => void): void {
  for (let turns = 0; rig.driver.nextDue < until && turns < 60; turns++) {
    const due = rig.driver.nextDue
    rig.tick(due - 1)
    compare(due - 1, `just before ${due}`)
    rig.tick(due)
    compare(due, `at ${due}`)
  }
  rig.takeOutcomes()
}

test('memberships of the Machine are what the definition says, after every fact and at every instant', () => {
  const runs = Number(process.env['TOUCHSTONE_RUNS'] ?? 300)
  fc.assert(
    fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 4 }), steps, (texts, given) => {
      const usable = texts.filter((text) => parseCondition(text).ok)
      check(usable, given)
    }),
    { numRuns: runs, endOnFailure: false },
  )
})

test('two arrival orders with the same links end in the same memberships, counts and traits', () => {
  fc.assert(
    fc.property(conditionText(fc), steps, fc.infiniteStream(fc.nat()), (text, given, random) => {
      fc.pre(parseCondition(text).ok && given.length > 1)
      const end = given.at(-1)!.fact.appended
      // Everyone is linked first, so that guard rules meet the same graph in both orders.
      const run = (order: readonly Step[]): string => {
        const rig = new MachineRig()
        const position = rig.define(START, 's', text)
        rig.fact(end, { identifiers: ['user_id:u', 'anonymous_id:a', 'anonymous_id:b'], messageId: 'link' })
        for (const { fact } of order) {
          const i = given.findIndex((one) => one.fact === fact)
          rig.fact(end, { identifiers: ['user_id:u'], event: fact.event === '' ? undefined : fact.event, happened: fact.timestamp, messageId: `m${i}`, traits: fact.traits, properties: fact.properties })
        }
        rig.takeOutcomes()
        return JSON.stringify([...rig.members(position)].map(([person]) => person))
      }
      const shuffled = [...given]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = random.next().value % (i + 1)
        ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
      }
      assert.equal(run(shuffled), run(given))
    }),
    { numRuns: 100 },
  )
})
