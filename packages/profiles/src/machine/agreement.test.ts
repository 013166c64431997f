// The Machine against the oracle (testing/agreement.ts): a slice. `npm run long` does the same for longer (agreement.long.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { conditionText, START } from '@touchstone/language/testing'
import { MachineRig } from '../testing.ts'
import { checkMachine, steps, type Step } from '../testing/agreement.ts'

test('memberships of the Machine are what the definition says, after every fact and at every instant', () => {
  fc.assert(
    fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 4 }), steps, (texts, given) => {
      checkMachine(texts, given)
    }),
    { numRuns: 300, endOnFailure: false, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: false },
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
      checkMachine(texts, given)
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
