import assert from 'node:assert/strict'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { LIMITS } from './limits.ts'
import { createSubscribers } from './subscribers.ts'
import { fitsTail } from './tail.ts'
import type { TailEntry } from './tail.ts'
import { startExample } from './testing.ts'
import type { Example } from './testing.ts'

const fact = (position: number, event = 'x'): TailEntry => ({ kind: 'fact', position, at: 1, happened: 1, person: 5, type: 'track', event, source: 's' })
const change: TailEntry = { kind: 'membership', position: 9, at: 1, person: 5, segment: 'sg_12', entered: true, cause: 'fact' }

function open(example: Example, query = ''): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get(`${example.address}/api/stream/tail${query}`, { headers: { authorization: 'Bearer all' } }, resolve).on('error', reject))
}
const entriesIn = (text: string): any[] => [...text.matchAll(/^data: (.*)$/gm)].map((match) => JSON.parse(match[1]))

async function readUntil(res: IncomingMessage, enough: (text: string) => boolean): Promise<string> {
  let text = ''
  for await (const chunk of res.iterator({ destroyOnReturn: false })) {
    text += chunk
    if (enough(text)) return text
  }
  return text
}

test('streams entries as they come, with the filter passed on, and ends when the reader leaves', async (t) => {
  const example = await startExample(t)
  const res = await open(example, '?segment=sg_12&event=Order')
  assert.equal(res.statusCode, 200)
  assert.match(res.headers['content-type'] ?? '', /^text\/event-stream/)
  assert.deepEqual(example.filters, [{ segment: 'sg_12', event: 'Order' }])
  assert.equal(example.tell(change), 1)
  assert.deepEqual(entriesIn(await readUntil(res, (text) => text.includes('data:'))), [change])
  res.destroy()
  for (let i = 0; i < 100 && example.tell(change) > 0; i++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.equal(example.tell(change), 0)
  assert.deepEqual(example.audits.map((one) => one.outcome), ['done'])
})

test('needs its permission, knows its fields, answers HEAD', async (t) => {
  const example = await startExample(t)
  const ask = (token: string, query = '', method = 'GET') => fetch(`${example.address}/api/stream/tail${query}`, { method, headers: { authorization: `Bearer ${token}` } })
  assert.equal((await ask('reader')).status, 403)
  assert.equal((await ask('all', '?segmnt=1')).status, 400)
  assert.equal((await ask('all', '', 'HEAD')).status, 200)
  assert.equal(example.tell(change), 0)
})

test('a slow reader costs a bounded buffer and is told how many entries it missed, and where', async (t) => {
  const example = await startExample(t)
  const res = await open(example)
  res.pause()
  const total = 60_000
  const padding = 'x'.repeat(500)
  for (let i = 1; i <= total; i++) {
    example.tell(fact(i, padding))
    if (i % 5_000 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  let position = total
  const more = setInterval(() => example.tell(fact(++position)), 20)
  const entries = entriesIn(await readUntil(res, (text) => text.endsWith('\n\n') && /"position":(\d+)[^}]*}\n\n$/.test(text.slice(-300)) && position > total + 5))
  clearInterval(more)
  const notices = entries.filter((entry) => entry.kind === 'notice')
  assert.ok(notices.length > 0)
  let expected = 1
  for (const entry of entries) {
    if (entry.kind === 'notice') expected += entry.count
    else assert.equal(entry.position, expected++)
  }
  assert.ok(expected > total, String(expected))
  res.destroy()
})

test('closing the server says goodbye to readers and does not wait for them', async (t) => {
  const example = await startExample(t)
  const res = await open(example)
  const began = performance.now()
  const closed = example.server.close(5_000)
  assert.deepEqual(entriesIn(await readUntil(res, () => false)), [{ kind: 'notice', reason: 'closing', count: 0 }])
  await closed
  assert.ok(performance.now() - began < 2_000)
})

test('heartbeats keep the connection alive; a reader that never takes anything is cut off; readers are limited', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const sink = (accepts: boolean) => {
    const written: string[] = []
    const on: Record<string, () => void> = {}
    const res = { written, destroyed: false, writeHead: () => res, write: (text: string) => (written.push(text), accepts), on: (name: string, done: () => void) => ((on[name] = done), res), destroy: () => ((res.destroyed = true), on.close()), end: (text: string) => (written.push(text), res) }
    return res
  }
  const subscribers = createSubscribers()
  const alive = sink(true)
  const stuck = sink(false)
  for (const res of [alive, stuck]) assert.ok(subscribers.open(res as never, () => () => undefined))
  t.mock.timers.tick(LIMITS.heartbeatMillis)
  assert.match(alive.written.at(-1) ?? '', /^: .*\n\n$/)
  t.mock.timers.tick(LIMITS.stuckReaderMillis + LIMITS.heartbeatMillis)
  assert.deepEqual([alive.destroyed, stuck.destroyed, subscribers.size], [false, true, 1])
  let allowed = true
  const reader = sink(true)
  subscribers.open(reader as never, () => () => undefined, () => allowed)
  t.mock.timers.tick(LIMITS.heartbeatMillis)
  assert.equal(subscribers.size, 2)
  allowed = false
  t.mock.timers.tick(LIMITS.heartbeatMillis)
  assert.deepEqual([subscribers.size, reader.written.at(-1)], [1, 'data: {"kind":"notice","reason":"closing","count":0}\n\n'], 'who signed out hears no more')
  for (let i = subscribers.size; i < LIMITS.subscribers; i++) assert.ok(subscribers.open(sink(true) as never, () => () => undefined))
  assert.equal(subscribers.open(sink(true) as never, () => () => undefined), false)
  subscribers.close()
  assert.equal(subscribers.size, 0)
})

test('which entries fit a filter', () => {
  assert.ok(fitsTail(fact(1, 'A'), {}))
  assert.ok(fitsTail(fact(1, 'A'), { event: 'A', person: 5 }))
  assert.ok(!fitsTail(fact(1, 'A'), { event: 'B' }))
  assert.ok(fitsTail(fact(1, 'A'), { type: 'track', source: 's' }))
  assert.ok(!fitsTail(fact(1, 'A'), { type: 'identify', source: 's' }))
  assert.ok(!fitsTail(fact(1, 'A'), { type: 'track', source: 'other' }))
  assert.ok(!fitsTail(change, { type: 'track' }))
  assert.ok(!fitsTail(fact(1, 'A'), { segment: 'sg_12' }))
  assert.ok(fitsTail(change, { segment: 'sg_12' }))
  assert.ok(!fitsTail(change, { segment: 'sg_13' }))
  assert.ok(!fitsTail(change, { person: 6 }))
  assert.ok(fitsTail({ kind: 'notice', reason: 'dropped', count: 1 }, { segment: 'sg_3' }))
})
