import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { DAY } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { RecordKind } from '@touchstone/vocabulary'
import { LIMITS } from './limits.ts'
import { intakeMigrations } from './migrations/index.ts'
import { Quarantine } from './quarantine.ts'
import { QuarantineStore } from './store.ts'
import { testIntake, type TestIntake } from './testing.ts'

let registry: Registry
let remove: () => Promise<void>

before(async () => {
  const temporary = await temporaryRegistry({ migrations: intakeMigrations })
  registry = temporary.registry
  remove = temporary.remove
})
after(() => remove())
beforeEach(() => registry.query('TRUNCATE intake.quarantine'))

function quarantineOf(t: TestIntake): Quarantine {
  return new Quarantine({ registry, intake: t.intake, open: t.sealer.open, clock: t.clock })
}

/** Sends a batch and brings its refusals into the table, as the server's projector does. */
async function sendAndProject(t: TestIntake, quarantine: Quarantine, batch: unknown[]): Promise<number[]> {
  const from = t.log.records.length
  const accepted = await t.intake.accept({ kind: 'batch', source: 'shop', body: { batch }, receivedAt: t.clock.now() })
  assert.ok(accepted.ok)
  const refused = t.log.records.slice(from).filter((record) => record.kind === RecordKind.QUARANTINED)
  for (const { position, payload } of refused) await quarantine.project({ position, bytes: payload, start: 0, end: payload.length })
  return refused.map((record) => record.position)
}

const unnamed = (userId: string) => ({ type: 'track', userId, messageId: `m-${userId}` })

test('a projected entry is listed, and projecting it again changes nothing', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [unnamed('u1')])
  const { payload } = t.log.records[0]!
  await quarantine.project({ position: id!, bytes: payload, start: 0, end: payload.length })
  assert.deepEqual(await quarantine.list(10), {
    ok: true,
    value: [{
      id, reason: 'track.no-event', message: 'expected the name of what happened in event, got none', source: 'shop', receivedAt: t.clock.now(),
      messageId: 'm-u1', events: 1, cut: false, state: 'waiting',
    }],
  })
})

test('lists go on from a cursor and by reason, and say how much waits', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const ids = await sendAndProject(t, quarantine, [unnamed('u1'), unnamed('u2'), { type: 'x', userId: 'u3' }, unnamed('u4')])
  const pages: number[][] = []
  for (let cursor: number | undefined, page; (page = await quarantine.list(2, cursor)).ok && page.value.length > 0; cursor = page.value.at(-1)!.id) {
    pages.push(page.value.map((entry) => entry.id))
  }
  assert.deepEqual(pages, [[ids[3], ids[2]], [ids[1], ids[0]]])
  const typed = await quarantine.list(10, undefined, 'type.unknown')
  assert.ok(typed.ok)
  assert.deepEqual(typed.value.map((entry) => entry.id), [ids[2]])
  assert.deepEqual(await quarantine.waiting(), {
    ok: true,
    value: [{ reason: 'track.no-event', entries: 3, events: 3 }, { reason: 'type.unknown', entries: 1, events: 1 }],
  })
})

test('an explained entry shows its text; a missing one is not found', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [{ ...unnamed('u1'), traits: { email: 'ann@example.com' } }])
  const explained = await quarantine.explain(id!)
  assert.ok(explained.ok)
  assert.deepEqual(JSON.parse(explained.value.text), { ...unnamed('u1'), traits: { email: 'ann@example.com' } })
  const missing = await quarantine.explain(999_999)
  assert.ok(!missing.ok && missing.failure.code === 'intake.quarantined-not-found')
  const other = new Quarantine({ registry, intake: t.intake, open: testIntake().sealer.open, clock: t.clock })
  assert.ok(!(await other.explain(id!)).ok, 'another key opens nothing')
})

test('replay with a corrected body: the event counts as received when it first was', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [unnamed('u1')])
  const first = t.clock.now()
  t.clock.time += DAY
  const still = await quarantine.replay(id!)
  assert.ok(!still.ok && still.failure.code === 'intake.still-refused')
  assert.equal(t.log.facts().length, 0)
  const done = await quarantine.replay(id!, { ...unnamed('u1'), event: 'Order Completed' })
  assert.ok(done.ok && done.value.facts === 1)
  const [fact] = t.log.facts()
  assert.deepEqual([fact!.event, fact!.messageId, fact!.source, fact!.receivedAt, fact!.timestamp], ['Order Completed', 'm-u1', 'shop', first, first])
  const listed = await quarantine.list(10)
  assert.ok(listed.ok)
  assert.deepEqual([listed.value[0]!.state, listed.value[0]!.replayedAt], ['replayed', t.clock.now()])
  const again = await quarantine.replay(id!, { ...unnamed('u1'), event: 'Order Completed' })
  assert.ok(!again.ok && again.failure.code === 'intake.replay-conflict')
  assert.deepEqual(await quarantine.waiting(), { ok: true, value: [] })
})

test('two replays at once bring the event in once', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [unnamed('u1')])
  const both = await Promise.all([1, 2].map(() => quarantine.replay(id!, { ...unnamed('u1'), event: 'E' })))
  assert.deepEqual(both.map((result) => result.ok).sort(), [false, true])
  assert.equal(t.log.facts().length, 1)
})

test('an event without a messageId gets the entry’s, so that a repeated replay is a duplicate', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [{ type: 'track', userId: 'u1' }])
  assert.ok((await quarantine.replay(id!, { type: 'track', userId: 'u1', event: 'E' })).ok)
  assert.equal(t.log.facts()[0]!.messageId, `quarantine-${id}`)
})

test('events beyond a batch’s limit are brought in by replaying their entries', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const ids = await sendAndProject(t, quarantine, Array.from({ length: LIMITS.batchEvents + 600 }, (_, i) => ({ type: 'track', event: 'E', userId: `u${i}` })))
  assert.equal(ids.length, 2)
  for (const id of ids) assert.ok((await quarantine.replay(id)).ok)
  const facts = t.log.facts()
  assert.equal(facts.length, LIMITS.batchEvents + 600)
  assert.equal(new Set(facts.map((fact) => fact.messageId)).size, facts.length)
})

test('a cut entry needs a corrected body; a full log leaves the entry waiting', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  const [id] = await sendAndProject(t, quarantine, [{ type: 'track', event: 'E', userId: 'u1', properties: { text: 'x'.repeat(400_000) } }])
  const cut = await quarantine.replay(id!)
  assert.ok(!cut.ok && cut.failure.code === 'intake.text-cut')
  t.log.refuseWith = 'stream.full'
  const full = await quarantine.replay(id!, { type: 'track', event: 'E', userId: 'u1' })
  assert.ok(!full.ok && full.failure.code === 'stream.full')
  t.log.refuseWith = undefined
  assert.ok((await quarantine.replay(id!, { type: 'track', event: 'E', userId: 'u1' })).ok)
})

test('entries go after 30 days, and the oldest beyond the limit', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  await sendAndProject(t, quarantine, [unnamed('old')])
  t.clock.time += LIMITS.quarantineDays * DAY
  const ids = await sendAndProject(t, quarantine, [unnamed('u1'), unnamed('u2'), unnamed('u3')])
  assert.deepEqual(await quarantine.expire(), { ok: true, value: { expired: 0, crowdedOut: 0 } })
  t.clock.time += 1
  assert.deepEqual(await quarantine.expire(), { ok: true, value: { expired: 1, crowdedOut: 0 } })
  assert.deepEqual(await new QuarantineStore(registry).remove(0, 2), { expired: 0, crowdedOut: 1 })
  const left = await quarantine.list(10)
  assert.ok(left.ok)
  assert.deepEqual(left.value.map((entry) => entry.id), [ids[2], ids[1]])
})

test('text that PostgreSQL cannot hold is stored without it', async () => {
  const t = testIntake()
  const quarantine = quarantineOf(t)
  await sendAndProject(t, quarantine, [{ type: 'track\0', userId: 'u\0', messageId: 'm\0' }])
  const listed = await quarantine.list(10)
  assert.ok(listed.ok)
  assert.equal(listed.value[0]!.messageId, 'm\ufffd')
})
