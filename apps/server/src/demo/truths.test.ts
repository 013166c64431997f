import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DAY } from '@touchstone/base'
import { HOLDS_FOR, READY_TRAITS, SEED, TRUTHS, pastOf, type Check } from '@touchstone/demo'
import { peopleOf, whoIsIn, type TestedPerson } from '@touchstone/demo/testing'
import { readLedger } from './ledger.ts'
import { allOfThePast } from './tell-past.ts'
import { truthsPage } from './truths-page.ts'

const PAGE = new URL('../../../../docs/demo.md', import.meta.url)
/** 29 November 2026, 13:00 UTC; any instant would do. */
const START = 1_795_957_200_000

const userOf = ({ ids }: TestedPerson): string => [...ids].find((id) => id.startsWith('user_id/'))?.slice('user_id/'.length) ?? assert.fail('a planted person has an account')

describe('the planted truths, in the real ledger', async () => {
  const told = await allOfThePast(SEED, START)
  const ledger = await readLedger(START)
  assert.ok(told.ok && ledger.ok)
  const past = pastOf(SEED, ledger.value.customers, START)
  const people = peopleOf(told.value)
  const traits = READY_TRAITS.map(({ name, check }) => ({ ...check, isOne: undefined, id: name }))
  const checks = [...TRUTHS.flatMap((truth) => truth.checks.map((check) => ({ ...check, id: truth.id }))), ...traits]

  test('conditions find exactly the people who play the role', () => {
    for (const { id, asks, where, isOne } of checks) {
      if (isOne === undefined) continue
      const planted = past.personas.filter(isOne).map((persona) => persona.id).sort()
      assert.deepEqual(whoIsIn(people, where, START).map(userOf).sort(), planted, `${id}: ${asks}`)
    }
    for (const { id, checks: [first] } of TRUTHS) assert.ok(past.personas.filter(first.isOne!).length >= 20, `${id} has enough people to be seen`)
  })

  test('time moves nobody across an edge for a week', () => {
    for (const { id, asks, where } of checks) {
      const first = whoIsIn(people, where, START)
      for (const later of [DAY, HOLDS_FOR / 2, HOLDS_FOR]) assert.equal(whoIsIn(people, where, START + later).length, first.length, `${id}: ${asks}, ${later / DAY} days later`)
    }
  })

  test('each computed trait tells some customers from the others', () => {
    for (const { id, where } of traits) assert.ok(whoIsIn(people, where, START).length >= 20, `${id}: ${whoIsIn(people, where, START).length}`)
  })

  test('docs/demo.md has these numbers', () => {
    const text = truthsPage(
      { realFacts: ledger.value.calls.length, realCustomers: past.personas.length, invented: past.calls.length, lastHour: told.value.length - past.calls.length - ledger.value.calls.length },
      ({ where }: Pick<Check, 'where'>) => whoIsIn(people, where, START).length,
    )
    if (process.env.TOUCHSTONE_WRITE_PAGES === '1') writeFileSync(PAGE, text)
    assert.equal(readFileSync(PAGE, 'utf8'), text)
  })

  test('the first day of the demo may be any', async () => {
    const other = START + 118.5 * DAY
    const moved = await allOfThePast(SEED, other)
    assert.ok(moved.ok)
    const then = peopleOf(moved.value)
    for (const { id, asks, where } of checks) assert.equal(whoIsIn(then, where, other).length, whoIsIn(people, where, START).length, `${id}: ${asks}`)
  })
})

test('real rows are the ledger\'s, say so, and are not marked as invented', async () => {
  const told = await allOfThePast(SEED, START)
  assert.ok(told.ok)
  const real = told.value.filter(({ channel }) => channel === 'ledger')
  assert.equal(real.length, 3_499)
  for (const { event } of real) {
    const { synthetic, provenance } = event.context as { synthetic?: unknown; provenance: { licence: string; doi: string; changes: string } }
    assert.equal(synthetic, undefined)
    assert.deepEqual([provenance.licence, provenance.doi], ['CC BY 4.0', '10.24432/C5BW33'])
    assert.match(provenance.changes, /dates moved by \d+\.\d+ days/)
  }
  assert.equal(real.at(-1)!.at, START)
  for (const { channel, event } of told.value) assert.equal((event.context as { synthetic?: unknown }).synthetic === true, channel !== 'ledger')
})
