// Trying rules on the past: the replica decides as the Machine did, and the difference of two replicas is what it says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY, HOUR } from '@touchstone/base'
import { DEFAULT_RULES, FIRST_RULES } from '@touchstone/identity'
import type { IdentityRules } from '@touchstone/vocabulary'
import { MachineRig } from '../testing.ts'
import { readingRig } from '../testing/reading-rig.ts'
import { differenceOf, summaryOf } from './preview-difference.ts'
import { PREVIEW_JOB, type PreviewAnswer, type PreviewArgument } from './preview-job.ts'
import { BETWEEN, PreviewRun } from './preview-run.ts'

const T = 1_700_000_000_000
const STRICT: IdentityRules = { ...FIRST_RULES, limits: { user_id: { most: 1, per: 'ever' }, '*': { most: 2, per: 'day' } }, hold: { ...DEFAULT_RULES.hold, shared: 1 } }

const facts = fc.array(
  fc.record({ identifiers: fc.uniqueArray(fc.constantFrom('user_id:u', 'user_id:v', 'email:h:a', 'email:h:b', 'phone:h:p', 'anonymous_id:x', 'anonymous_id:y', 'anonymous_id:z', 'anonymous_id:null'), { minLength: 1, maxLength: 3 }), after: fc.constantFrom(0, HOUR, DAY) }),
  { minLength: 1, maxLength: 25 },
)

test('a replica decides as the Machine: the same people, drops and questions, with decisions at their places', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(FIRST_RULES, DEFAULT_RULES, STRICT), fc.nat(25), (given, rules, linkAt) => {
      const rig = new MachineRig()
      rig.control(T, { control: 'identity.rules', version: 1, rules })
      rig.control(T, { control: 'identity.apart', pairs: [['email:h:a', 'phone:h:p']], decision: 1 })
      const linked = ['user_id:u', 'anonymous_id:y']
      const links = linkAt < given.length ? [{ position: 3 + linkAt, identifiers: linked }] : []
      const run = new PreviewRun(rules, FIRST_RULES, { apart: [['email:h:a', 'phone:h:p']], links })
      let now = T
      given.forEach(({ identifiers, after }, i) => {
        now += after
        if (links[0]?.position === rig.driver.position + 1) rig.control(now, { control: 'identity.link', identifiers: linked, decision: 2 })
        const position = rig.fact(now, { identifiers, messageId: `m${i}` })
        assert.ok(run.fact(position, now, identifiers.join(BETWEEN), ''))
      })
      const { dropped, held } = rig.takeOutcomes()
      const [side] = run.sides
      const leads = (key: string) => rig.driver.state.get('links', key)?.readDoubleLE(0) ?? 0
      for (const one of run.numbers.names.slice(1)) for (const other of run.numbers.names.slice(1)) {
        assert.equal(leads(one) !== 0 && leads(one) === leads(other), side.graph.find(one) !== 0 && side.graph.find(one) === side.graph.find(other), `${one} ${other}`)
      }
      assert.equal([...side.dropped.values()].reduce((sum, n) => sum + n, 0), dropped.reduce((sum, one) => sum + new Set(one.rules).size, 0))
      assert.deepEqual([...side.questions].sort(), [...new Set(held.map(({ one, other }) => one + BETWEEN + other))].sort())
    }),
    { numRuns: 80 },
  )
})

test('the difference names who comes together and who comes apart, and the facts that hang on them', () => {
  const run = new PreviewRun(FIRST_RULES, DEFAULT_RULES, { apart: [], links: [] })
  const given = [['email:h:anna', 'anonymous_id:tablet'], ['email:h:bert', 'anonymous_id:tablet'], ['email:h:bert'], ['user_id:u', 'anonymous_id:a'], ['user_id:u', 'anonymous_id:a']]
  given.forEach((identifiers, i) => run.fact(i + 1, T + i, identifiers.join(BETWEEN), ''))
  const { apart, together } = differenceOf(...run.sides, run.numbers)
  assert.deepEqual(apart, { people: 1, into: 2, facts: 3, samples: [{ facts: 3, identifiers: 3, parts: [['email:h:anna', 'anonymous_id:tablet'], ['email:h:bert']] }] })
  assert.deepEqual(together, { people: 0, into: 0, facts: 0, samples: [] })
  const [current, candidate] = run.sides.map((side) => summaryOf(side, run.numbers))
  assert.deepEqual([current!.people, candidate!.people, current!.questions, candidate!.questions], [2, 3, 0, 1])
  assert.deepEqual(candidate!.dropped, [{ rule: 'hold.shared', facts: 1 }])
  assert.deepEqual(current!.biggest[0], { identifiers: 3, facts: 3, some: ['email:h:anna', 'anonymous_id:tablet', 'email:h:bert'] })
  assert.deepEqual(differenceOf(run.sides[1], run.sides[0], run.numbers).together, apart, 'seen from the other side')
})

test('the job reads history in the order of the log, in stretches, and leaves out what the edge had set aside', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  for (let i = 0; i < 40; i++) rig.machine.fact(T + i, { identifiers: [`user_id:u${i % 7}`, `anonymous_id:a${i % 11}`] }, i % 5 === 0)
  rig.machine.control(T + 50, { control: 'identity.rules', version: 1, rules: { ...FIRST_RULES, blocked: [{ type: 'email', values: ['h:noreply'], patterns: [] }] } })
  for (let i = 0; i < 3; i++) rig.machine.fact(T + 60 + i, { identifiers: [`crm:${i}`, 'email:h:noreply'] })
  const { warehouse, remove } = await rig.openHistory()
  t.after(() => remove())
  const run = async (current: IdentityRules, candidate: IdentityRules, stretch: number) => {
    const argument: PreviewArgument = { current, candidate, apart: [], links: [], through: rig.machine.driver.position, stretch }
    const messages: unknown[] = []
    const ran = await warehouse.run(PREVIEW_JOB, argument, (message) => void messages.push(message))
    assert.ok(ran.ok)
    const answer = ran.value as PreviewAnswer
    assert.ok(answer.ok)
    return { ...answer.value, messages }
  }
  const open = { ...FIRST_RULES, limits: {} }
  const [small, whole] = [await run(FIRST_RULES, open, 10), await run(FIRST_RULES, open, 1_000)]
  assert.deepEqual({ ...small, messages: 0 }, { ...whole, messages: 0 })
  assert.deepEqual([small.facts, small.messages.length, whole.messages], [43, 5, [{ facts: 43, total: 43 }]])
  assert.deepEqual([small.current.people, small.candidate.people, small.together.people, small.together.into], [10, 4, 1, 7])
  assert.deepEqual(small.candidate.biggest[0]!.identifiers, 18)
})
