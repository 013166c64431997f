// What a source has sent by the hour: what the feed counted against what the facts say.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR } from '@touchstone/base'
import { readingRig } from '../testing/reading-rig.ts'
import { arrivedLooks, historyLooks } from './read-looks.ts'
import { readMinutes, readMissing } from './read-minutes.ts'
import { readSeen } from './read-seen.ts'

// Far enough ahead that the table, which forgets, keeps it.
const T = 4_000_000_000_000 - (4_000_000_000_000 % HOUR)

test('a source’s events, fields and traits in whole hours, apart from other sources and hours; what samples looked like', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  const give = (at: number, source: string, event: string | undefined, properties: Record<string, unknown>, traits: Record<string, unknown> = {}) =>
    rig.machine.fact(T + at, { identifiers: ['user_id:u1'], source, messageId: `${source}${at}`, properties, traits, ...(event === undefined ? {} : { event }) }, true)
  give(1, 'shop', 'Order', { revenue: 1, 'a.b': { c: 'x' }, tel: '+49 30 901820', note: null })
  give(11_000, 'shop', 'Order', { revenue: '2', tel: '+49 89 233 96500' })
  give(12_000, 'app', 'Order', { other: true })
  give(13_000, 'shop', undefined, {}, { plan: 'gold' })
  give(HOUR + 1, 'shop', 'Order', { revenue: 3 })
  const { warehouse, remove } = await rig.openHistory()
  t.after(() => remove())
  const seen = await readSeen((sql, parameters) => warehouse.query(sql, parameters), 'shop', T, T + HOUR)
  assert.ok(seen.ok, JSON.stringify(seen))
  const order = seen.value.events.find(({ event }) => event === 'Order')!
  assert.deepEqual([order.type, order.facts], ['track', 2])
  assert.deepEqual(order.fields.map(({ field, kinds }) => [field, kinds]).sort(), [
    ['a\\.b', [{ kind: 'object', facts: 1 }]], ['a\\.b.c', [{ kind: 'text', facts: 1 }]], ['note', [{ kind: 'null', facts: 1 }]], ['revenue', [{ kind: 'number', facts: 1 }, { kind: 'text', facts: 1 }]], ['tel', [{ kind: 'text', facts: 2 }]],
  ])
  assert.deepEqual([seen.value.traits.facts, seen.value.traits.fields.map(({ field }) => field)], [1, ['plan']])
  const looks = await warehouse.query('SELECT source, field, looks, example FROM touchstone.profiles_looks ORDER BY key')
  assert.deepEqual(looks, { ok: true, value: [{ source: 'shop', field: 'tel', looks: ['phone'], example: '+00 00 000000' }, { source: 'shop', field: 'tel', looks: ['phone'], example: '+00 00 000 00000' }] })
  const query = (sql: string, parameters: Parameters<typeof warehouse.query>[1]) => warehouse.query(sql, parameters)
  const tel = { place: 'property', event: 'Order', field: 'tel', sampled: 2 }
  assert.deepEqual(await arrivedLooks(query), { ok: true, value: [{ ...tel, looks: [{ look: 'phone', values: 2, changed: 0, since: T + 1, example: '+00 00 000000' }] }] })
  assert.deepEqual(await historyLooks(query), { ok: true, value: [{ ...tel, looks: [{ look: 'phone', values: 2, changed: 0, since: T + 1, example: '+00 00 000000' }] }] })
  assert.deepEqual(await readMinutes(query, 'shop', T, T + HOUR), { ok: true, value: [{ minute: T, facts: 3, late: 0 }] })
  assert.deepEqual(await readMissing(query, 'shop', 'Order', 'note', T, T + 2 * HOUR), { ok: true, value: [{ hour: T, whole: 2, part: 2 }, { hour: T + HOUR, whole: 1, part: 1 }] })
  assert.deepEqual(await readMissing(query, 'shop', 'Order', 'revenue', T, T + HOUR), { ok: true, value: [{ hour: T, whole: 2, part: 0 }] })
  const late = await warehouse.query('SELECT source, sum(facts) AS facts, sum(late) AS late FROM touchstone.profiles_minutes GROUP BY source ORDER BY source')
  assert.deepEqual(late, { ok: true, value: [{ source: 'app', facts: 1, late: 0 }, { source: 'shop', facts: 4, late: 0 }] })
})
