// The Machine against the oracle: random conditions, random histories of a few people who turn out to be one another,
// compared after every fact and around every instant at which time alone may change something. Now and then the Machine
// starts anew from its state, and a threshold of a rank changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR } from '@touchstone/base'
import { evaluateNaively, parseStoredCondition, rankText, Truth, type Checked, type NaiveFact } from '@touchstone/language'
import { conditionText, history, START, type GeneratedFact } from '@touchstone/language/testing'
import { messageHash, hashToInteger } from '@touchstone/vocabulary'
import { MachineRig, ranksOf } from '../testing.ts'

const identifiers = fc.uniqueArray(fc.constantFrom('anonymous_id:a', 'anonymous_id:b', 'anonymous_id:c', 'user_id:u', 'user_id:v', 'email:h:e'), { minLength: 1, maxLength: 3 })

interface Step {
  readonly fact: GeneratedFact
  readonly identifiers: string[]
  /** Whether the Machine starts anew before it. */
  readonly restarts: boolean
  /** The threshold that a rank gets before it. */
  readonly threshold: number | null | undefined
}

const steps: fc.Arbitrary<Step[]> = history(fc, 14).chain((facts) => {
  const restarts = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
  const threshold = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(null, 0, 0.29, 1, 1, 2, -1) })
  return fc.tuple(...facts.map((fact) => fc.record({ fact: fc.constant(fact), identifiers, restarts, threshold }))).map((list) => list as Step[])
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

function check(texts: readonly string[], given: readonly Step[]): void {
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
  given.forEach(({ fact, identifiers: ids, restarts, threshold }, i) => {
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

test('memberships of the Machine are what the definition says, after every fact and at every instant', () => {
  const runs = Number(process.env['TOUCHSTONE_RUNS'] ?? 300)
  fc.assert(
    fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 4 }), steps, (texts, given) => {
      check(texts, given)
    }),
    { numRuns: runs, endOnFailure: false, interruptAfterTimeLimit: 10_000 * (runs / 300), markInterruptAsFailure: false },
  )
})

test('conditions that hold for one value of a trait only, while the trait changes and people become one', () => {
  const values = ['DE', 'AT', '\u00fc', 1, 0, true, false]
  const guards = fc.constantFrom('plan = "DE"', 'plan = "AT"', 'plan in ("DE", 1, true, "\u00fc")', 'plan = 1', 'plan = 0', 'plan = false', 'country = "DE"', 'country in ("AT", 0)')
  const guarded = fc.tuple(conditionText(fc, ['trait', 'count', 'clock', 'sum', 'held']), fc.array(guards, { minLength: 1, maxLength: 2 })).map(([text, parts]) => [...parts, `(${text})`].join(' and '))
  const moving = fc.tuple(steps, fc.infiniteStream(fc.nat(39))).map(([list, stream]) =>
    list.map((step) => {
      const [plan, country] = [stream.next().value, stream.next().value]
      const traits = { ...step.fact.traits, ...(plan < 20 ? { plan: values[plan] ?? null } : {}), ...(country < 12 ? { country: values[country] ?? null } : {}) }
      return { ...step, fact: { ...step.fact, traits } }
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(guards, guarded), { minLength: 2, maxLength: 6 }), moving, (texts, given) => {
      check(texts, given)
    }),
    { numRuns: 150, endOnFailure: false, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
  )
})

test('two arrival orders with the same links end in the same memberships, counts and traits', () => {
  fc.assert(
    fc.property(conditionText(fc), steps, fc.infiniteStream(fc.nat()), (text, given, random) => {
      fc.pre(given.length > 1)
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
    { numRuns: 100, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
  )
})
