// What the screens Home and Data live on, through the generated client against the real server.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ADMIN_TOKEN, ServerProcess, WRITE_KEY, must } from './server-process.ts'

let server: ServerProcess
before(async () => {
  server = await ServerProcess.start()
})
after(() => server?.end())

async function send(key: string, batch: readonly Record<string, unknown>[]): Promise<number> {
  const answer = await fetch(`${server.address}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  })
  await answer.arrayBuffer()
  return answer.status
}

const track = (messageId: string, rest: Record<string, unknown>) => ({ type: 'track', event: 'Cart Updated', messageId, ...rest })

/** Positions of a message, once history has all of it. */
async function positions(messageId: string): Promise<readonly number[]> {
  await server.settled()
  return must(await server.client.stream.findMessage({ messageId })).positions
}

test('a write key is issued, counts its facts, and is refused the moment it is revoked', async () => {
  const { secret, source, key } = must(await server.client.governance.issueWriteKey({ name: 'Web shop', kind: 'web' }))
  assert.equal(await send(secret, [track('k-1', { userId: 'k' }), track('k-2', { userId: 'k' }), track('k-1', { userId: 'k' })]), 200)
  await server.settled()
  const listed = must(await server.client.governance.listSources()).sources
  const mine = listed.find(({ id }) => id === source.id)!
  assert.equal(mine.facts, 2, 'the duplicate does not count')
  assert.ok(mine.keys[0]!.lastUsedAt !== null && mine.lastFactAt !== null)
  assert.ok(listed.some(({ keys }) => keys[0]!.fixed), 'the key from the environment is there too')
  assert.ok(!JSON.stringify(listed).includes(secret.slice(4)) && !JSON.stringify(listed).includes(WRITE_KEY))
  must(await server.client.governance.revokeWriteKey({ id: key.id }))
  assert.equal(await send(secret, [track('k-3', { userId: 'k' })]), 401)
  assert.deepEqual(await positions('k-3'), [])
})

test('a record tells what it says, masked, and what became of it', async () => {
  const segment = must(await server.client.segments.createSegment({ name: 'Carts', where: 'did "Cart Updated" and plan = "pro"' }))
  await server.until('live', async () => must(await server.client.segments.getSegment({ id: segment.id })).state === 'live')
  assert.equal(await send(WRITE_KEY, [track('r-1', { anonymousId: 'ra' }), { type: 'identify', messageId: 'r-2', userId: 'ru', traits: { plan: 'pro', email: 'rosa@example.com' } }]), 200)
  await server.settled()
  assert.equal(await send(WRITE_KEY, [{ type: 'identify', messageId: 'r-3', userId: 'ru', anonymousId: 'ra' }]), 200)
  const [at] = await positions('r-2')
  const identify = must(await server.client.stream.inspectRecord({ position: at! }))
  assert.equal(identify.kind, 'fact')
  assert.deepEqual(identify.fact!.sealed, [{ path: 'traits.email', class: 'personal' }])
  assert.deepEqual(identify.fact!.traits, { plan: 'pro', has_email: true, email_domain: 'example.com' })
  assert.deepEqual(identify.fact!.identifiers.map(({ type, personal }) => [type, personal]), [['user_id', false], ['email', true]])
  assert.ok(!JSON.stringify(identify).includes('rosa'))
  assert.deepEqual(identify.outcome.links.map(({ reason }) => reason), ['created', 'created'])
  const [merging] = await positions('r-3')
  const merge = must(await server.client.stream.inspectRecord({ position: merging! })).outcome
  assert.equal(merge.state, 'counted')
  assert.equal(merge.merges.length, 1)
  assert.equal(merge.personNow, merge.merges[0]!.survivor)
  assert.deepEqual(merge.changes.map(({ segment: id, name, entered, cause }) => [id, name, entered, cause]), [[segment.id, 'Carts', true, 'merge']])
  assert.equal(must(await server.client.stream.inspectRecord({ position: at! })).outcome.personNow, merge.personNow)
})

test('a duplicate names the record that counts; a refused event and a definition say what they are', async () => {
  assert.equal(await send(WRITE_KEY, [track('d-1', { userId: 'd' })]), 200)
  await server.settled()
  assert.equal(await send(WRITE_KEY, [track('d-1', { userId: 'd' }), { type: 'track', messageId: 'd-2', userId: 'd' }]), 200)
  const [first, second] = await positions('d-1')
  assert.equal(must(await server.client.stream.inspectRecord({ position: first! })).outcome.state, 'counted')
  const again = must(await server.client.stream.inspectRecord({ position: second! })).outcome
  assert.deepEqual([again.state, again.duplicateOf], ['duplicate', first])
  const refused = must(await server.client.stream.inspectRecord({ position: second! + 1 }))
  assert.deepEqual([refused.kind, refused.content!['reason'], refused.outcome.state], ['refused', 'track.no-event', 'none'])
  assert.ok(!('sealed' in refused.content!))
  const { position } = must(await server.client.segments.createSegment({ name: 'Defined', where: 'did "X"' }))
  const definition = must(await server.client.stream.inspectRecord({ position: position! }))
  assert.deepEqual([definition.kind, definition.content!['where']], ['definition', 'did "X"'])
  const beyond = await server.client.stream.inspectRecord({ position: 1_000_000 })
  assert.ok(!beyond.ok && beyond.failure.code === 'stream.record-not-found')
})

test('the figures are told once, or about every second while somebody watches', async () => {
  // A tick of the engine may be on its way.
  await server.until('history has everything', async () => must(await server.client.stream.getFigures()).warehouse.behind === 0)
  const once = must(await server.client.stream.getFigures())
  assert.equal(once.engine.behind, 0)
  assert.equal(once.facts.accepted, once.facts.processed)
  assert.ok(once.disk.freeBytes > once.disk.reservedBytes && once.disk.totalBytes >= once.disk.freeBytes)
  assert.ok(once.log.bytes > 0 && once.log.limitBytes > once.log.bytes)
  assert.deepEqual(once.parts.map(({ name, kind, up }) => [name, kind, up]), [['log', 'self', true], ['engine', 'thread', true], ['registry', 'child', true], ['warehouse', 'child', true], ['clock', 'self', true]])
  const leaving = new AbortController()
  const answer = await fetch(`${server.address}/api/stream/live?system=true`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` }, signal: leaving.signal })
  const seen: any[] = []
  let isSent = false
  let text = ''
  const began = Date.now()
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    seen.splice(0, seen.length, ...[...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]!)).filter(({ kind }) => kind === 'system'))
    if (seen.length === 2 && !isSent) {
      isSent = true
      assert.equal(await send(WRITE_KEY, Array.from({ length: 20 }, (_, i) => track(`f-${i}`, { userId: `f${i}`, context: { traits: { plan: 'pro' } } }))), 200)
    }
    if (seen.length >= 5) break
  }
  leaving.abort()
  assert.ok(Date.now() - began > 3_000)
  assert.equal(seen[4].facts.accepted, once.facts.accepted + 20)
  assert.ok(seen.slice(2).some(({ facts }) => facts.perSecond >= 3))
})

test('the catalogue knows events and fields, also sealed ones; a class takes effect at its place in the log', async () => {
  const order = (messageId: string, userId: string) => ({ type: 'track', event: 'Order Completed', messageId, userId, properties: { revenue: 10, note: 'by the door', email: `${userId}@example.com`, address: { country: 'AT', street: 'Ring 1' } } })
  assert.equal(await send(WRITE_KEY, [order('c-1', 'c1'), order('c-2', 'c2'), order('c-2', 'c2')]), 200)
  await server.settled()
  const events = must(await server.client.profiles.listEvents())
  assert.equal(events.isComplete, true)
  const mine = events.events.find(({ event }) => event === 'Order Completed')!
  assert.deepEqual([mine.type, mine.facts, mine.description], ['track', 2, null])
  const fields = async () => new Map(must(await server.client.profiles.listFields({ place: 'property', event: 'Order Completed' })).fields.map((one) => [one.field, one]))
  const before = await fields()
  assert.deepEqual([...before].map(([name, { facts, sealedFacts, class: given, origin, example }]) => [name, facts, sealedFacts, given, origin, example]).sort(), [
    ['address', 2, 2, 'personal', 'rule', null], ['address.country', 2, 0, 'internal', 'none', 'AT'], ['email', 0, 2, 'personal', 'rule', null],
    ['note', 2, 0, 'internal', 'none', 'by the door'], ['revenue', 2, 0, 'internal', 'none', '10'],
  ].sort())
  const { definition, past } = must(await server.client.governance.defineField({ place: 'property', field: 'note', class: 'personal', description: 'What the courier must know' }))
  assert.match(past!, /are sealed again/)
  assert.equal(await send(WRITE_KEY, [order('c-3', 'c3')]), 200)
  const [at] = await positions('c-3')
  assert.ok(definition.position! < at!)
  assert.deepEqual(must(await server.client.stream.inspectRecord({ position: definition.position! })).content, { control: 'field.class', place: 'property', name: 'note', class: 'personal', version: 1 })
  const record = must(await server.client.stream.inspectRecord({ position: at! })).fact!
  assert.ok(!('note' in record.properties))
  assert.ok(record.sealed.some(({ path }) => path === 'properties.note'))
  const [old] = await positions('c-1')
  assert.equal(must(await server.client.stream.inspectRecord({ position: old! })).fact!.properties['note'], '***', 'masked where it is still readable')
  const note = (await fields()).get('note')!
  assert.deepEqual([note.facts, note.sealedFacts, note.class, note.origin, note.example, note.description], [2, 1, 'personal', 'override', null, 'What the courier must know'])
  const series = must(await server.client.profiles.getFactSeries({}))
  assert.equal(series.total, must(await server.client.profiles.listEvents()).facts, 'facts per minute add up to the facts of all events')
  await server.kill()
  await server.restart()
  assert.equal(await send(WRITE_KEY, [order('c-4', 'c4')]), 200)
  const [later] = await positions('c-4')
  assert.ok(!('note' in must(await server.client.stream.inspectRecord({ position: later! })).fact!.properties), 'the class outlives the process')
  assert.equal((await fields()).get('note')!.sealedFacts, 2)
})
