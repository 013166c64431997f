import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecordKind } from '@touchstone/vocabulary'
import { LIMITS } from './limits.ts'
import type { CallKind } from './model.ts'
import { testHash, testIntake, type TestIntake } from './testing.ts'

const RECEIVED = Date.parse('2024-05-05T12:00:00Z')
const track = (id: string) => ({ type: 'track', event: 'E', userId: 'u1', messageId: id })

function send(test: TestIntake, body: unknown, kind: CallKind = 'batch') {
  return test.intake.accept({ kind, source: 'shop', body, receivedAt: RECEIVED })
}

test('facts and refusals of one call are one append, in order, and counted', async () => {
  const t = testIntake()
  const accepted = await send(t, { batch: [track('m1'), { type: 'nonsense', messageId: 'm2' }, track('m3')] })
  assert.deepEqual(accepted, { ok: true, value: { facts: 2, quarantined: 1, position: 1 } })
  assert.deepEqual(t.log.records.map((record) => record.kind), [RecordKind.FACT, RecordKind.QUARANTINED, RecordKind.FACT])
  assert.deepEqual(t.log.facts().map((fact) => fact.messageId), ['m1', 'm3'])
  const second = await send(t, { batch: [track('m4')] })
  assert.ok(second.ok && second.value.position === 4)
  assert.deepEqual({ ...t.intake.counters }, { calls: 2, facts: 3, quarantined: 1, refusedCalls: 0 })
})

test('accept settles when the log has the records, not before', async () => {
  const t = testIntake()
  let release: () => void = () => undefined
  t.log.hold = new Promise((resolve) => (release = resolve))
  let settled = false
  const sent = send(t, track('m1'), 'track').then((result) => {
    settled = true
    return result
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(settled, false)
  release()
  assert.ok((await sent).ok)
})

test('a full log is the call’s failure', async () => {
  const t = testIntake()
  t.log.refuseWith = 'stream.full'
  const refused = await send(t, { batch: [track('m1')] })
  assert.ok(!refused.ok && refused.failure.code === 'stream.full')
  assert.deepEqual({ ...t.intake.counters }, { calls: 0, facts: 0, quarantined: 0, refusedCalls: 1 })
})

test('a call that cannot be read is refused as a whole', async () => {
  const t = testIntake()
  const table: [unknown, CallKind, string][] = [
    [null, 'track', 'intake.body-not-object'], [5, 'batch', 'intake.body-not-object'], [[track('m1')], 'batch', 'intake.body-not-object'],
    [{}, 'batch', 'intake.batch-not-list'], [{ batch: {} }, 'batch', 'intake.batch-not-list'], [{ batch: 'x' }, 'import', 'intake.batch-not-list'],
    [{ batch: Array(LIMITS.batchEventsHard + 1).fill(1) }, 'batch', 'intake.batch-too-long'],
  ]
  for (const [body, kind, code] of table) {
    const refused = await send(t, body, kind)
    assert.ok(!refused.ok && refused.failure.code === code, JSON.stringify(refused))
  }
  assert.deepEqual(t.log.records, [])
})

test('a call without events is fine and writes nothing', async () => {
  const t = testIntake()
  assert.deepEqual(await send(t, { batch: [] }), { ok: true, value: { facts: 0, quarantined: 0, position: 0 } })
  assert.deepEqual(t.log.records, [])
})

test('a refused event is kept as it would stand alone, with what erasure needs to find it', async () => {
  const t = testIntake()
  const context = { locale: 'en' }
  await send(t, {
    batch: [{ type: 'track', userId: 'u1', messageId: 'm1', traits: { email: 'ann@example.com' }, properties: { card: '4111111111111111', password: 'x' }, context: { a: 1 } }],
    context, sentAt: '2024-05-05T12:00:00Z', integrations: { All: true },
  })
  await send(t, { userId: 'u2' }, 'track')
  const [first, second] = t.log.quarantined()
  assert.ok(first && second)
  assert.deepEqual(
    { ...first, sealed: '' },
    {
      reason: 'track.no-event', message: 'expected the name of what happened in event, got none', source: 'shop', receivedAt: RECEIVED, messageId: 'm1',
      identifiers: ['user_id:u1', `email:${testHash('email', 'ann@example.com')}`], events: 1, sealed: '', cut: false,
    },
  )
  assert.deepEqual(JSON.parse(await t.rawOf(first)), {
    type: 'track', userId: 'u1', messageId: 'm1', traits: { email: 'ann@example.com' }, properties: { card: '[card ****1111]', password: '[secret]' },
    context: { locale: 'en', a: 1 }, sentAt: '2024-05-05T12:00:00Z', integrations: { All: true },
  })
  assert.deepEqual(JSON.parse(await t.rawOf(second)), { type: 'track', userId: 'u2' })
  assert.ok(!JSON.stringify(first).includes('ann@'))
})

test('events beyond the batch limit are kept together, and all can be read', async () => {
  const t = testIntake()
  const batch = Array.from({ length: LIMITS.batchEvents + 1200 }, (_, i) => track(`m${i}`))
  const accepted = await send(t, { batch })
  assert.deepEqual(accepted, { ok: true, value: { facts: LIMITS.batchEvents, quarantined: 3, position: 1 } })
  const entries = t.log.quarantined()
  assert.deepEqual(entries.map((entry) => [entry.reason, entry.events]), [['batch.too-long', 500], ['batch.too-long', 500], ['batch.too-long', 200]])
  const kept = (await Promise.all(entries.map((entry) => t.rawOf(entry)))).flatMap((text) => JSON.parse(text).batch)
  assert.deepEqual(kept, batch.slice(LIMITS.batchEvents))
})

test('hundreds of refusals share entries by reason, and none is lost', async () => {
  const t = testIntake()
  const batch = Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? { type: 'track', userId: 'u', n: i } : i))
  await send(t, { batch })
  const entries = t.log.quarantined()
  assert.ok(entries.length <= LIMITS.ownEntries + 10, `${entries.length} entries`)
  let kept = 0
  for (const entry of entries) {
    const body = JSON.parse(await t.rawOf(entry))
    const events: unknown[] = entry.events === 1 ? [body] : body.batch
    assert.equal(events.length, entry.events)
    for (const event of events) assert.equal(typeof event === 'number' ? 'event.not-object' : 'track.no-event', entry.reason)
    kept += entry.events
  }
  assert.equal(kept, 2000)
})

test('an event too large to keep whole is cut, and its entry says so', async () => {
  const t = testIntake()
  await send(t, { batch: [{ ...track('m1'), properties: { text: 'x'.repeat(1_000_000) } }, track('m2')] })
  const [entry] = t.log.quarantined()
  assert.ok(entry)
  assert.deepEqual([entry.reason, entry.cut, entry.messageId], ['event.too-large', true, 'm1'])
  assert.equal((await t.rawOf(entry)).length, LIMITS.rawText)
  assert.equal(t.log.facts().length, 1)
})

test('nothing is received in the future', async () => {
  const t = testIntake()
  await t.intake.accept({ kind: 'track', source: 'shop', body: track('m1'), receivedAt: RECEIVED + 5000 })
  const [fact] = t.log.facts()
  assert.deepEqual([fact!.receivedAt, fact!.timestamp], [RECEIVED, RECEIVED])
})

test('replay: all become facts, or none', async () => {
  const t = testIntake()
  const call = (batch: unknown[]) => ({ kind: 'batch' as const, source: 'shop', body: { batch }, receivedAt: RECEIVED })
  const refused = await t.intake.replay(call([track('m1'), { type: 'track', userId: 'u1' }, 5]))
  assert.ok(!refused.ok)
  assert.equal(refused.failure.code, 'intake.still-refused')
  assert.match(refused.failure.message, /^track\.no-event: .*\(and 1 more of 3 events\)$/)
  assert.deepEqual(t.log.records, [])
  assert.deepEqual(await t.intake.replay(call([track('m1')])), { ok: true, value: { facts: 1, quarantined: 0, position: 1 } })
})

test('a defect of ours keeps one event out, not its neighbours, and is reported', async () => {
  const t = testIntake({
    hashIdentifier: (type, value) => {
      if (value === 'bad@example.com') throw new TypeError('broken')
      return testHash(type, value)
    },
  })
  const accepted = await send(t, { batch: [track('m1'), { ...track('m2'), userId: 'bad@example.com' }, track('m3')] }).catch((error: unknown) => error)
  assert.ok(accepted instanceof TypeError, 'when even its identifiers cannot be read, the whole call fails and is sent again')
  const sealing = testIntake({
    sealer: {
      seal: (plaintext) => {
        if (Buffer.from(plaintext).includes('traits.email')) throw new TypeError('broken')
        return plaintext
      },
    },
  })
  const event = { ...track('m2'), type: 'identify', traits: { email: 'a@b.de' } }
  assert.deepEqual(await send(sealing, { batch: [track('m1'), event, track('m3')] }), { ok: true, value: { facts: 2, quarantined: 1, position: 1 } })
  assert.equal(sealing.log.quarantined()[0]!.reason, 'intake.defect')
  assert.equal(sealing.reported.length, 1)
})
