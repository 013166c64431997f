import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MERGE_LAG } from './batch-body.ts'
import { BATCH, Batches } from './batches.ts'
import { PEOPLE } from './people.ts'

interface SentEvent {
  readonly type: string
  readonly event?: string
  readonly userId?: string
  readonly anonymousId?: string
  readonly messageId: string
  readonly timestamp: string
  readonly traits?: { readonly email: string; readonly name: string; readonly plan: string; readonly country: string; readonly loyalty_points: number }
}

const NOW = Date.UTC(2026, 4, 5, 10, 11, 12, 345)
const ROUNDS = 300

/** What `rounds` requests carry, one list per request. */
function sent(rounds: number): SentEvent[][] {
  const batches = new Batches(11)
  return Array.from({ length: rounds }, (_, i) => {
    const body = batches.take(NOW + i * 4)
    const { batch } = JSON.parse(body.bytes.toString()) as { batch: SentEvent[] }
    batches.giveBack(body)
    return batch
  })
}

const requests = sent(ROUNDS)
const all = requests.flat()
const share = (count: number): number => count / all.length
const isVisitor = (id: string | undefined): boolean => id?.startsWith('a3f1c2d4') === true

test('every request is 100 events of about 700 bytes', () => {
  for (const batch of requests) assert.equal(batch.length, BATCH)
  const { averageBytes } = new Batches(12)
  assert.ok(averageBytes > 690 && averageBytes < 710, `average is ${averageBytes}`)
})

test('one in ten is an identify call, with the same personal traits each time for one person', () => {
  const calls = all.filter(({ type }) => type === 'identify')
  assert.equal(share(calls.length), 0.1)
  for (const { userId, traits } of calls) {
    const digits = userId!.slice(1)
    assert.equal(traits!.email, `shopper${digits}@example.com`)
    assert.match(traits!.name, new RegExp(`^\\w+ Sample ${digits}$`))
    assert.ok(traits!.loyalty_points >= 100 && traits!.loyalty_points <= 999)
  }
  const countries = new Map<string, string>()
  for (const { userId, traits } of calls) {
    assert.equal(traits!.country, countries.get(userId!) ?? traits!.country)
    countries.set(userId!, traits!.country)
  }
  assert.equal(new Set(countries.values()).size, 10)
})

test('one in a hundred repeats an event that was sent before, to the byte', () => {
  const first = new Map<string, string>()
  let repeated = 0
  for (const event of all) {
    const known = first.get(event.messageId)
    if (known !== undefined) {
      repeated++
      assert.equal(JSON.stringify(event), known)
    }
    first.set(event.messageId, JSON.stringify(event))
  }
  // Each of the 64 bodies has nothing to repeat the first time.
  assert.equal(repeated, ROUNDS - 64)
})

test('one in a hundred is late by hours, the others happened just now', () => {
  const age = (event: SentEvent, i: number): number => NOW + i * 4 - Date.parse(event.timestamp)
  const ages = requests.flatMap((batch, i) => batch.map((event) => age(event, i)))
  const late = ages.filter((one) => one >= 3_600_000)
  // A duplicate is as old as the request it comes from.
  const recent = ages.filter((one) => one >= 0 && one <= 64 * 4 + 200)
  assert.equal(late.length + recent.length, all.length)
  assert.equal(share(late.length), 0.01)
  assert.ok(new Set(late).size > 0.9 * late.length)
})

test('one in a hundred says who a visitor was, always a visitor of an earlier request', () => {
  const seen = new Map<string, number>()
  let merges = 0
  for (const [i, batch] of requests.entries()) {
    for (const { type, userId, anonymousId } of batch) {
      if (!isVisitor(anonymousId)) continue
      if (type !== 'identify') {
        assert.equal(userId, undefined)
        seen.set(anonymousId!, i)
      } else if (i >= MERGE_LAG) {
        merges++
        assert.equal(seen.get(anonymousId!), i - MERGE_LAG)
        assert.ok(userId !== undefined)
      }
    }
  }
  assert.equal(merges, ROUNDS - MERGE_LAG)
  assert.equal(share(all.filter((one) => isVisitor(one.anonymousId) && one.type === 'track').length), 0.03)
})

test('a fifth of the people send four fifths of the events', () => {
  const numbers = all.flatMap(({ userId }) => (userId === undefined ? [] : [Number(userId.slice(1))]))
  const busy = numbers.filter((one) => one < PEOPLE / 5).length / numbers.length
  assert.ok(busy > 0.78 && busy < 0.82, `the share is ${busy}`)
  assert.ok(numbers.every((one) => one < PEOPLE))
  assert.ok(Math.max(...numbers) > 0.98 * PEOPLE)
})

test('everyone is introduced once', () => {
  const bodies = [...new Batches(13).everyone(() => NOW)]
  assert.equal(bodies.length * BATCH, PEOPLE)
  for (const i of [0, 1, bodies.length - 1]) {
    const { batch } = JSON.parse(bodies[i]!.toString()) as { batch: SentEvent[] }
    assert.deepEqual(batch.map(({ type, userId }) => [type, Number(userId!.slice(1))]), batch.map((_, j) => ['identify', i * BATCH + j]))
  }
})

test('the same seed gives the same load', () => {
  assert.deepEqual(sent(3), requests.slice(0, 3))
})
