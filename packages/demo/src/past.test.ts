import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { chanceOf } from './chance.ts'
import { CHANNELS, type LedgerCustomer, type Part } from './model.ts'
import { pastOf } from './past.ts'
import { PARTS } from './parts/index.ts'

const NOW = Date.UTC(2026, 2, 29, 12)

/** A ledger of 300 customers with one to four orders in 29 days. */
function ledger(now: number): LedgerCustomer[] {
  return Array.from({ length: 300 }, (_, number) => {
    const chance = chanceOf('a ledger for tests', String(number))
    const ages = Array.from({ length: chance.whole(1, 4) }, () => chance.between(0.1, 29)).sort((a, b) => b - a)
    const orders = ages.map((age, index) => ({ id: `o-${number}-${index}`, at: Math.round(now - age * DAY), revenue: 20, isRefund: false }))
    return { id: `c-${number}`, country: chance.pick(['Germany', 'France', 'United Kingdom', 'United Kingdom']), orders }
  })
}

describe('the invented past', () => {
  const past = pastOf('seed', ledger(NOW), NOW)

  test('is the same for the same seed, and another for another', () => {
    assert.equal(JSON.stringify(pastOf('seed', ledger(NOW), NOW)), JSON.stringify(past))
    assert.notEqual(JSON.stringify(pastOf('another', ledger(NOW), NOW).calls), JSON.stringify(past.calls))
  })

  test('moves as a whole with the instant it ends at, over a change of clocks too', () => {
    const later = 200 * DAY + 7 * HOUR
    const moved = pastOf('seed', ledger(NOW + later), NOW + later)
    assert.deepEqual(moved.personas.map(({ role }) => role), past.personas.map(({ role }) => role))
    const shape = (calls: typeof past.calls, by: number) => calls.map(({ at, event }) => `${at - by} ${event.messageId as string}`).sort()
    assert.deepEqual(shape(moved.calls, later), shape(past.calls, 0))
  })

  test('is marked, addressed to example.org, ordered, and over by now', () => {
    assert.ok(past.calls.length > 3_000, String(past.calls.length))
    let before = 0
    for (const { at, event } of past.calls) {
      assert.equal((event.context as { synthetic?: unknown }).synthetic, true)
      assert.ok(at >= before && at <= NOW)
      assert.equal(event.originalTimestamp, new Date(at).toISOString())
      before = at
    }
    const emails = past.calls.map(({ event }) => (event.traits as { email?: string } | undefined)?.email).filter((email) => email !== undefined)
    assert.equal(new Set(emails).size, 300)
    for (const email of emails) assert.match(email, /^[a-z]+\.[a-z]+\.c-\d+@example\.org$/)
  })

  test('gives every call an id of its own, and uses every channel', () => {
    assert.equal(new Set(past.calls.map(({ event }) => event.messageId)).size, past.calls.length)
    assert.deepEqual([...new Set(past.calls.map(({ channel }) => channel))].sort(), [...CHANNELS].sort())
  })

  test('makes no order and no refund for a real customer', () => {
    assert.deepEqual(past.calls.filter(({ event }) => /^Order (?:Completed|Refunded)$/.test(String(event.event))), [])
  })

  test('another part, or another customer, moves nobody', () => {
    const more: Part = { name: 'more', *facts({ id }, calendar, chance) { yield { at: calendar.daysAgo(chance.between(1, 2)), channel: 'web', type: 'track', event: 'More', userId: id } } }
    const text = (calls: typeof past.calls) => calls.map((call) => JSON.stringify(call)).sort()
    const wider = pastOf('seed', ledger(NOW), NOW, [more, ...PARTS])
    assert.equal(wider.calls.length, past.calls.length + 300)
    assert.deepEqual(text(wider.calls.filter(({ event }) => event.event !== 'More')), text(past.calls))
  })

  test('two parts of one name are refused', () => {
    assert.throws(() => pastOf('seed', ledger(NOW), NOW, [...PARTS, PARTS[0]]), /the same name/)
  })
})
