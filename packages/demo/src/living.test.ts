import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HOUR, MINUTE, SECOND } from '@touchstone/base'
import { LivingWorld, VISITORS, livingBetween } from './living.ts'
import { LONGEST_TRIP } from './trip.ts'

const FROM = Date.UTC(2026, 10, 29, 13, 0, 0, 123)

describe('the living world', () => {
  test('tells about five facts a second', () => {
    for (const hour of [0, 5, 1_000]) {
      const rate = livingBetween('seed', FROM + hour * HOUR, FROM + (hour + 1) * HOUR).length / 3_600
      assert.ok(rate > 4.5 && rate < 5.5, `${rate} a second`)
    }
  })

  test('told in pieces of any length, or from the middle, it is the same', () => {
    const whole = livingBetween('seed', FROM, FROM + 10 * MINUTE)
    const world = new LivingWorld('seed', FROM)
    const pieces = []
    for (let at = FROM, step = 1; at < FROM + 10 * MINUTE; step = (step * 7) % 9_973) {
      at = Math.min(at + step, FROM + 10 * MINUTE)
      pieces.push(...world.next(at))
    }
    assert.equal(world.until, FROM + 10 * MINUTE)
    assert.deepEqual(pieces, whole)
    assert.deepEqual(livingBetween('seed', FROM + 4 * MINUTE, FROM + 10 * MINUTE), whole.filter(({ at }) => at >= FROM + 4 * MINUTE))
    assert.deepEqual(world.next(FROM), [], 'time does not go back')
  })

  test('is marked, with an id for each call, and its visitors are a ring', () => {
    const calls = livingBetween('seed', FROM, FROM + 3 * HOUR)
    assert.equal(new Set(calls.map(({ event }) => event.messageId)).size, calls.length)
    const visitors = new Set(calls.map(({ event }) => event.anonymousId).filter((id) => id !== undefined))
    assert.ok(visitors.size > VISITORS / 2 && visitors.size <= VISITORS, String(visitors.size))
    for (const { event } of calls) assert.equal((event.context as { synthetic?: unknown }).synthetic, true)
  })

  test('no visit is longer than it may be, and every kind of ending occurs', () => {
    const calls = livingBetween('seed', FROM, FROM + HOUR)
    const bySlot = Map.groupBy(calls, ({ event }) => String(event.messageId).split('-')[2])
    for (const visit of bySlot.values()) assert.ok(visit.at(-1)!.at - visit[0].at <= LONGEST_TRIP - SECOND)
    const events = new Set(calls.map(({ event }) => event.event ?? event.type))
    for (const event of ['identify', 'page', 'Product Viewed', 'Cart Updated', 'Checkout Started', 'Payment Failed', 'Order Completed', 'Email Clicked']) assert.ok(events.has(event), event)
  })
})
