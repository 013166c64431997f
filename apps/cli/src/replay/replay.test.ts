import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { SystemClock } from '@touchstone/base/node'
import { run } from '../run.ts'
import type { ReplayReport } from './replay.ts'

const FILES = fileURLToPath(new URL('../../../../docs/examples/', import.meta.url))
const MAPPING = `${FILES}online-retail.mapping.json`

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'
const SMALL = `${HEADER}1,A,"a, b",1,2011-01-01 10:00:00,0.1,17850.0,Germany
2,B,b,3,2011-01-02 10:00:00,1.255,,France
1,C,c,2,2011-01-01 09:59:00,0.1,17850.0,Germany
C3,A,a,-1,2011-01-03 10:00:00,0.1,17850.0,Germany
`

interface Edge {
  readonly address: string
  /** Every event the server acknowledged, in order, by request. */
  readonly acknowledged: any[][]
  readonly requests: { readonly authorization?: string; readonly bytes: number }[]
  most: number
}

type Answer = 'ok' | 'reset' | { readonly status: number; readonly after?: string; readonly body?: string }

/** A real HTTP server in the place of the platform's edge: keeps what it acknowledges, and misbehaves as told. */
async function startEdge(t: { after(done: () => void): void }, answer: (request: number, events: any[]) => Answer = () => 'ok'): Promise<Edge> {
  let running = 0
  const server = createServer((req, res) => {
    edge.most = Math.max(edge.most, ++running)
    res.on('close', () => running--)
    const chunks: Buffer[] = []
    req.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const bytes = Buffer.concat(chunks)
      const events = JSON.parse(bytes.toString()).batch as any[]
      edge.requests.push({ authorization: req.headers.authorization, bytes: bytes.length })
      const said = answer(edge.requests.length, events)
      if (said === 'reset') return void req.socket.destroy()
      if (said !== 'ok') return void res.writeHead(said.status, said.after === undefined ? {} : { 'retry-after': said.after }).end(said.body ?? '{"code":"x","message":"y"}')
      edge.acknowledged.push(events)
      setTimeout(() => res.end('{"success":true}'), 5)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const edge: Edge = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, acknowledged: [], requests: [], most: 0 }
  return edge
}

function folderFor(t: { after(done: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

async function typed(...argv: string[]) {
  return typedUntil(new AbortController().signal, ...argv)
}

async function typedUntil(signal: AbortSignal, ...argv: string[]) {
  let out = ''
  let err = ''
  const terminal = { env: { TOUCHSTONE_WRITE_KEY: 'key' }, clock: new SystemClock(), out: (text: string) => void (out += text), pour: () => assert.fail('a replay answers no file'), err: (text: string) => void (err += text), live: false, signal }
  const code = await run(['--json', 'replay', ...argv], terminal)
  return { code, err, report: (out === '' ? undefined : JSON.parse(out)) as ReplayReport }
}

function csv(folder: string, text: string): string {
  const file = join(folder, 'orders.csv')
  writeFileSync(file, text)
  return file
}

const idsOf = (edge: Edge): string[] => edge.acknowledged.flat().map((event) => event.messageId)

test('lines become orders as the mapping says', async (t) => {
  const edge = await startEdge(t)
  const { code, report } = await typed(csv(folderFor(t), SMALL), '--mapping', MAPPING, '--address', `${edge.address}/`)
  assert.equal(code, 0)
  assert.equal(edge.requests[0].authorization, `Basic ${Buffer.from('key:').toString('base64')}`)
  assert.deepEqual(edge.acknowledged.flat(), [
    {
      type: 'track', messageId: 'replay-online-retail-1', event: 'Order Completed', userId: '17850', originalTimestamp: '2011-01-01T09:59:00.000Z', context: { traits: { country: 'Germany' } },
      properties: { order_id: '1', country: 'Germany', revenue: 0.3, products: [{ product_id: 'A', quantity: 1, price: 0.1 }, { product_id: 'C', quantity: 2, price: 0.1 }] },
    },
    {
      type: 'track', messageId: 'replay-online-retail-2', event: 'Order Completed', anonymousId: 'guest-2', originalTimestamp: '2011-01-02T10:00:00.000Z', context: { traits: { country: 'France' } },
      properties: { order_id: '2', country: 'France', revenue: 3.765, products: [{ product_id: 'B', quantity: 3, price: 1.255 }] },
    },
    {
      type: 'track', messageId: 'replay-online-retail-C3', event: 'Order Refunded', userId: '17850', originalTimestamp: '2011-01-03T10:00:00.000Z', context: { traits: { country: 'Germany' } },
      properties: { order_id: 'C3', country: 'Germany', revenue: -0.1, products: [{ product_id: 'A', quantity: -1, price: 0.1 }] },
    },
  ])
  const { contents, acknowledged } = report
  assert.deepEqual([contents.lines, contents.facts, contents.withUser, contents.users, contents.guests, acknowledged], [4, 3, 2, 1, 1, 3])
  assert.deepEqual(contents.byEvent, [
    { event: 'Order Completed', users: 1, guests: 1, totals: { revenue: '4.065' } },
    { event: 'Order Refunded', users: 1, guests: 0, totals: { revenue: '-0.1' } },
  ])
})

test('a line that does not fit rejects its whole order and nothing else', async (t) => {
  const edge = await startEdge(t)
  const bad = `${SMALL}2,B,b,x,2011-01-02 10:00:00,1,,France\n4,A,a,1,2011-01-32 10:00:00,1,1.0,X\n5,A,a,1,2011-01-02 10:00:00,1,1.0,X\n5,A,a,1,2011-01-02 10:00:00,1,2.0,X\n,A,a,1,2011-01-02 10:00:00,1,,X\n${'6'.repeat(90)},A,a,1,2011-01-02 10:00:00,1,,X\n`
  const { code, report } = await typed(csv(folderFor(t), bad), '--mapping', MAPPING, '--address', edge.address)
  assert.equal(code, 1)
  assert.deepEqual(idsOf(edge), ['replay-online-retail-1', 'replay-online-retail-C3'])
  const reasons = report.rejected.map(({ key, reason }) => `${key.slice(0, 2)} ${reason}`)
  assert.equal(reasons.length, 5)
  for (const expected of [/^ line 10 has no InvoiceNo/, /^2 line 6: Quantity must be a plain decimal number.*"x"/, /^4 line 7: "2011-01-32 10:00:00" is not a time/, /^5 line 9: belongs to user "2", an earlier line to "1"/, /^66 its messageId would have 111 characters/]) assert.ok(reasons.some((reason) => expected.test(reason)), `${expected} in ${reasons.join(' | ')}`)
})

test('a file without a column the mapping needs is refused before anything is sent', async (t) => {
  const edge = await startEdge(t)
  const { code, err } = await typed(csv(folderFor(t), 'Invoice,Date\n1,2\n'), '--mapping', MAPPING, '--address', edge.address)
  assert.equal(code, 1)
  assert.match(err, /the file has no column \\"InvoiceNo\\"; it has \\"Invoice\\", \\"Date\\"/)
  assert.equal(edge.requests.length, 0)
})

test('requests are bounded in events, bytes and number; an order too large for the server is not sent', async (t) => {
  const edge = await startEdge(t)
  const lines = Array.from({ length: 12 }, (_, order) => `${order},${'P'.repeat(40_000)},,1,2011-01-01 10:00:00,1,1.0,X\n`)
  lines.push(`huge,${'P'.repeat(70_000)},,1,2011-01-01 10:00:00,1,1.0,X\n`, ...Array.from({ length: 40 }, (_, order) => `s${order},P,,1,2011-01-01 10:00:00,1,1.0,X\n`))
  const { report } = await typed(csv(folderFor(t), HEADER + lines.join('')), '--mapping', MAPPING, '--address', edge.address, '--batch', '10', '--in-flight', '2')
  assert.equal(report.acknowledged, 52)
  assert.deepEqual(report.rejected.map(({ key }) => key), ['huge'])
  assert.match(report.rejected[0].reason, /it has 70\d\d\d bytes as one event; at most 65536/)
  assert.ok(Math.max(...edge.acknowledged.map((events) => events.length)) <= 10)
  assert.ok(Math.max(...edge.requests.map((request) => request.bytes)) <= 500_000)
  assert.equal(edge.most, 2)
  assert.equal(new Set(idsOf(edge)).size, 52)
})

test('503, 429, resets and broken answers are tried again until every order is there once', async (t) => {
  const faults: Answer[] = [{ status: 503, after: '0' }, 'reset', 'ok', { status: 429, after: '0' }, { status: 500 }, 'ok', 'reset', { status: 502, body: '<html>' }]
  const edge = await startEdge(t, (request) => faults[request - 1] ?? 'ok')
  const lines = Array.from({ length: 20 }, (_, order) => `${order},P,,1,2011-01-01 10:00:00,1,1.0,X\n`)
  const { code, report } = await typed(csv(folderFor(t), HEADER + lines.join('')), '--mapping', MAPPING, '--address', edge.address, '--batch', '5')
  assert.equal(code, 0)
  assert.equal(report.acknowledged, 20)
  assert.deepEqual(idsOf(edge).sort(), Array.from({ length: 20 }, (_, order) => `replay-online-retail-${order}`).sort())
})

test('a request the server calls wrong is reported, and the others go on; a wrong key or address ends it', async (t) => {
  const folder = folderFor(t)
  const lines = Array.from({ length: 4 }, (_, order) => `${order},P,,1,2011-01-01 10:00:00,1,1.0,X\n`)
  const file = csv(folder, HEADER + lines.join(''))
  const wrong = await startEdge(t, (_, events) => (events[0].properties.order_id === '2' ? { status: 400, body: '{"code":"bad","message":"no\\u001b"}' } : 'ok'))
  const refused = await typed(file, '--mapping', MAPPING, '--address', wrong.address, '--batch', '1')
  assert.deepEqual([refused.code, refused.report.acknowledged, refused.report.rejected.map(({ key }) => key)], [1, 3, ['2']])
  for (const [answer, code] of [[{ status: 401 }, 'replay.write-key-refused'], [{ status: 404 }, 'replay.not-this-api'], [{ status: 200, body: '<html>hello' }, 'replay.not-this-api']] as const) {
    const edge = await startEdge(t, () => answer)
    const ended = await typed(file, '--mapping', MAPPING, '--address', edge.address, '--batch', '1', '--in-flight', '1')
    assert.equal(ended.code, 1)
    assert.match(ended.err, new RegExp(`"code":"${code}"`))
    assert.equal(edge.requests.length, 1)
  }
})

test('a replay that ended early goes on where it was, at the same times, without a duplicate', async (t) => {
  const folder = folderFor(t)
  const file = csv(folder, HEADER + Array.from({ length: 30 }, (_, order) => `${order},P,,1,2011-01-${String(order + 1).padStart(2, '0')} 10:00:00,1,1.0,X\n`).join(''))
  const checkpoint = join(folder, 'checkpoint')
  const edge = await startEdge(t, (request) => (request === 4 ? { status: 401 } : 'ok'))
  const rest = ['--mapping', MAPPING, '--address', edge.address, '--batch', '5', '--in-flight', '1', '--shift-to-now', '--resume', checkpoint]
  const first = await typed(file, ...rest)
  assert.match(first.err, /run the same command again to go on after the 15 that are acknowledged/)
  // The machine died while it wrote the last line.
  appendFileSync(checkpoint, '["29"')
  const second = await typed(file, ...rest)
  assert.deepEqual([second.code, second.report.acknowledged, second.report.before], [0, 15, 15])
  assert.equal(new Set(idsOf(edge)).size, 30)
  assert.equal(idsOf(edge).length, 30)
  const times = edge.acknowledged.flat().map((event) => Date.parse(event.originalTimestamp))
  for (let i = 1; i < times.length; i++) assert.equal(times[i] - times[i - 1], 86_400_000)
  assert.ok(Math.abs(Date.now() - times[29]) < 60_000)
  const third = await typed(file, ...rest)
  assert.deepEqual([third.report.acknowledged, third.report.before, idsOf(edge).length], [0, 30, 30])
  const other = await typed(file, ...rest.filter((one) => one !== '--shift-to-now'))
  assert.match(other.err, /belongs to another replay: shiftToNow was true and is false/)
  writeFileSync(checkpoint, 'something else\n')
  assert.match((await typed(file, ...rest)).err, /cannot use .* as a checkpoint/)
  assert.equal(readFileSync(checkpoint, 'utf8'), 'something else\n')
})

test('Ctrl-C ends it after the requests under way, and a later run goes on', async (t) => {
  const folder = folderFor(t)
  const stop = new AbortController()
  const edge = await startEdge(t, (request) => {
    if (request === 2) stop.abort()
    return 'ok'
  })
  const rest = [csv(folder, HEADER + Array.from({ length: 9 }, (_, order) => `${order},P,,1,2011-01-01 10:00:00,1,1.0,X\n`).join('')), '--mapping', MAPPING, '--address', edge.address, '--batch', '1', '--in-flight', '1', '--resume', join(folder, 'checkpoint')]
  const stopped = await typedUntil(stop.signal, ...rest)
  assert.deepEqual([stopped.code, idsOf(edge).length], [1, 2])
  assert.match(stopped.err, /replay\.interrupted.*go on after the 2 that are acknowledged/)
  const waiting = new AbortController()
  const busy = await startEdge(t, () => (waiting.abort(), { status: 503, after: '300' }))
  assert.equal((await typedUntil(waiting.signal, rest[0], '--mapping', MAPPING, '--address', busy.address)).code, 1)
  assert.equal((await typedUntil(AbortSignal.abort(), ...rest)).code, 1)
  assert.deepEqual([(await typed(...rest)).report.acknowledged, new Set(idsOf(edge)).size, idsOf(edge).length], [7, 9, 9])
})

test('a rate is kept', async (t) => {
  const edge = await startEdge(t)
  const file = csv(folderFor(t), HEADER + Array.from({ length: 40 }, (_, order) => `${order},P,,1,2011-01-01 10:00:00,1,1.0,X\n`).join(''))
  const { report } = await typed(file, '--mapping', MAPPING, '--address', edge.address, '--batch', '5', '--rate', '100')
  // 40 facts in requests of 5: seven gaps of 50 ms.
  assert.ok(report.sendMillis >= 340, String(report.sendMillis))
})

test('the month that is shipped: whole invoices only, as counted', async () => {
  const { code, report } = await typed(`${FILES}online-retail-sample.csv.gz`, '--mapping', MAPPING, '--dry-run')
  const { contents } = report
  assert.equal(code, 0)
  assert.deepEqual([contents.lines, contents.facts, contents.withUser, contents.users, contents.guests], [88_066, 3_499, 3_117, 1_676, 382])
  assert.deepEqual([contents.firstAt, contents.lastAt], ['2011-11-10T08:06:00.000Z', '2011-12-09T12:50:00.000Z'])
})
