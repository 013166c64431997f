// The SQL of conditions in the real ClickHouse against the oracle: a slice of random conditions, and by itself what random
// ones seldom meet. `npm run long` does the random ones for longer (agreement.long.ts).
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Condition, evaluateNaively, type Past, parseCondition, toClickHouse } from '@touchstone/language'
import { KINDS, peopleOf, START, type StoredFact, type World } from '@touchstone/language/testing'
import fc from 'fast-check'
import { agreementRun } from './testing/agreement.ts'
import { DISAGREEMENTS } from './testing/disagreements.ts'
import { HistoryStand } from './testing/history-stand.ts'
import { writtenInstant } from './testing/written-instants.ts'

let stand: HistoryStand

before(async () => {
  stand = await HistoryStand.open()
})

after(() => stand.close())

function worldOf(facts: readonly Partial<StoredFact>[]): World {
  const whole = facts.map((fact, index): StoredFact => ({ position: index + 1, person: index + 1, appended: START, timestamp: START, hash: BigInt(index), event: '', traits: {}, properties: {}, ...fact }))
  return { facts: whole, aliases: [] }
}

function rootOf(condition: string | Condition): Condition {
  if (typeof condition !== 'string') return condition
  const checked = parseCondition(condition)
  assert.ok(checked.ok, condition)
  return checked.value.root
}

/** The members by the oracle, after the SQL selected the same ones. */
async function agreed(world: World, conditions: readonly (string | Condition)[], past: Past): Promise<number[][]> {
  const people = peopleOf(world, past)
  const roots = conditions.map(rootOf)
  const found = await stand.members(roots.map((root, index) => toClickHouse({ root }, past, { prefix: `q${index}_`, zones: [] })))
  return roots.map((root, index) => {
    const expected = [...people].filter(([person, facts]) => evaluateNaively({ root }, { person, facts, ...past }) === 1).map(([id]) => id)
    expected.sort((a, b) => a - b)
    assert.deepEqual(found[index], expected, JSON.stringify(conditions[index]))
    return expected
  })
}

describe('SQL selects the people for whom the oracle says true', () => {
  it('of random conditions over random histories, in every past', async () => {
    // Ten runs meet nearly every kind of part; in the other time zones a few are enough to see that zones do not matter.
    const runs = process.env['TZ'] === 'UTC' ? 10 : 3
    // The limit is for a machine that is busy with other things.
    const report = await agreementRun(stand, { runs, seconds: 30 })
    const missing = KINDS.filter((kind) => !report.met.has(kind))
    assert.ok(report.runs >= 1)
    assert.ok(report.runs < 10 || missing.length < KINDS.length / 10, `${report.runs} runs without ${missing.join(', ')}`)
    assert.ok(report.members > 20 * report.runs, `${report.members} members in ${report.runs} runs`)
  })

  for (const { name, condition, past = { asOf: START + 60_000, knownAt: Infinity }, facts, members } of DISAGREEMENTS) {
    it(`once did not: ${name}`, async () => {
      const world = worldOf(facts)
      await stand.load(world)
      assert.deepEqual(await agreed(world, [condition], past), [members])
    })
  }

  it('rounding and adding, at every border', async () => {
    const border = fc.tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.constantFrom(0, 0.5, -0.5, 0.4999999, 0.2)).map(([k, off]) => (k + off) / 1e6)
    const value = fc.oneof(border, fc.double({ min: -1.1e12, max: 1.1e12, noNaN: true }), fc.constantFrom(1e12, -1e12, 1e12 + 0.001, -1e12 - 1, 0.29, 1.005, 5e-324))
    const run = async (values: number[]): Promise<void> => {
      // Some have the value many times: such sums pass 2^63 millionths.
      const facts = values.flatMap((revenue, index) => Array.from({ length: index % 5 === 0 ? 12 : 1 }, () => ({ person: index + 1, event: 'A', properties: { revenue } })))
      const world = worldOf(facts)
      await stand.load(world)
      const limits = values.filter((limit, index) => index % 12 === 1 && Math.abs(limit) <= 1e12)
      const numbers = ['sum', 'average', 'minimum', 'maximum']
      const conditions = limits.flatMap((limit) => numbers.flatMap((called) => ['>=', '='].map((operator) => `${called}("A".revenue) ${operator} ${limit}`)))
      await agreed(world, [...conditions, 'sum("A".revenue) = 12 * average("A".revenue)', 'sum("A".revenue) / count("A") > 0.000001'], { asOf: START, knownAt: START })
    }
    const values = fc.array(value, { minLength: 100, maxLength: 100 })
    await fc.assert(fc.asyncProperty(values, run), { numRuns: 2, endOnFailure: true })
  })

  it('of texts that write an instant or a day, or nearly do', async () => {
    const texts = fc.sample(writtenInstant(fc), { numRuns: 3_000, seed: 7 })
    const world = worldOf([...texts].map((joined, index) => ({ person: index + 1, traits: { joined }, event: 'A', properties: { joined } })))
    await stand.load(world)
    const written = ['2026-03-29T01:00:00.123Z', '1900-01-01T13:59:00Z', '2299-12-31', '1970-01-01', '2000-02-29']
    const conditions = [
      'joined in last 73000 days or joined in next 73000 days',
      ...written.flatMap((text) => [`joined after "${text}"`, `joined before "${text}"`, `did "A" where (not joined before "${text}")`]),
      ...[1, 31, 364].map((days) => `joined anniversary in next ${days} days`),
      'not joined anniversary today',
    ]
    const [instants] = await agreed(world, conditions, { asOf: Date.UTC(2027, 1, 27, 12), knownAt: Infinity })
    assert.ok((instants as number[]).length > 500, `${instants?.length} instants`)
  })
})
