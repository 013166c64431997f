import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { testIntake } from '@touchstone/intake/testing'
import type { TrackApiParts } from './create-track-api.ts'
import { TRACK_LIMITS } from './limits.ts'
import { basic, KEY, type TrackServer, trackServer } from './testing.ts'

const MEBIBYTE = 1_048_576
const headers = { Authorization: basic(`${KEY}:`) }
const event = (fill = '') => JSON.stringify({ userId: 'u1', event: 'E', messageId: 'm1', properties: { fill } })

let server: TrackServer
afterEach(() => server.close())

async function post(body: RequestInit['body'], more: Record<string, string> = {}, path = '/v1/track'): Promise<{ status: number; code: string | undefined; headers: Headers }> {
  const answer = await fetch(server.url + path, { method: 'POST', headers: { ...headers, ...more }, body, duplex: 'half' } as RequestInit)
  return { status: answer.status, code: ((await answer.json()) as { code?: string }).code, headers: answer.headers }
}

test('a body over the limit is 400, with a length, chunked and unpacked; the connection stays usable', async () => {
  server = await trackServer()
  const large = event('x'.repeat(10 * MEBIBYTE))
  const refused = { status: 400, code: 'track-api.body-too-large' }
  for (const answer of [await post(large), await post(new Blob([large]).stream()), await post(gzipSync(large), { 'Content-Encoding': 'gzip' })]) {
    assert.deepEqual({ status: answer.status, code: answer.code }, refused)
  }
  assert.equal((await post(event())).status, 200)
  // Without waiting for the body: the answer is there when only the head was sent.
  const early = await server.raw(`POST /v1/track HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${headers.Authorization}\r\nContent-Length: ${100 * MEBIBYTE}\r\n\r\n`)
  assert.match(early, /^HTTP\/1\.1 400 .*body-too-large/s)
})

test('a body of exactly the limit passes', async () => {
  server = await trackServer()
  const frame = event().length
  assert.equal((await post(event('x'.repeat(TRACK_LIMITS.bodyBytes - frame)))).status, 200)
  assert.equal(server.log.quarantined()[0]!.reason, 'event.too-large')
  assert.equal((await post(event('x'.repeat(TRACK_LIMITS.bodyBytes - frame + 1)))).status, 400)
})

test('gzip bombs are 400 and never unpacked beyond the limit, many at once', async () => {
  server = await trackServer()
  const bomb = gzipSync(Buffer.alloc(200 * MEBIBYTE))
  assert.ok(bomb.length < MEBIBYTE)
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss - before)), 5)
  const answers = await Promise.all(Array.from({ length: 40 }, () => post(bomb, { 'Content-Encoding': 'gzip' })))
  clearInterval(watch)
  for (const { status, code } of answers) assert.deepEqual([status, code], [400, 'track-api.body-too-large'])
  // 40 bombs would be 8 GB. Eight at a time stop at 4 MiB each; the rest is what the sender's side holds.
  assert.ok(most < 400 * MEBIBYTE, `${Math.round(most / MEBIBYTE)} MiB`)
})

test('nesting: small bodies go to quarantine, large ones are 400; neither ends the process', async () => {
  server = await trackServer()
  const nested = (levels: number) => `{"userId":"u1","event":"E","properties":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`
  assert.equal((await post(nested(100_000))).status, 200)
  assert.equal(server.log.quarantined()[0]!.reason, 'event.too-deep')
  const large = await post(nested(1_500_000))
  assert.deepEqual([large.status, large.code], [400, 'track-api.body-too-deep'])
  assert.equal((await post(event('[{'.repeat(200_000)))).status, 200)
})

test('too many bytes under way are 503 with Retry-After, and given back afterwards', async () => {
  let calls = 0
  const inner = testIntake()
  const accept: TrackApiParts['intake']['accept'] = (call) => (calls++, inner.intake.accept(call))
  server = await trackServer({ limits: { bytesInFlight: 100_000 }, intake: { accept } })
  let release: () => void = () => undefined
  inner.log.hold = new Promise((resolve) => (release = resolve))
  const waiting = [post(event('x'.repeat(45_000))), post(event('x'.repeat(45_000)))]
  while (calls < 2) await new Promise((resolve) => setTimeout(resolve, 2))
  const refused = await post(event('x'.repeat(20_000)))
  assert.deepEqual([refused.status, refused.code, refused.headers.get('retry-after')], [503, 'track-api.busy-unavailable', '2'])
  release()
  assert.deepEqual((await Promise.all(waiting)).map((answer) => answer.status), [200, 200])
  assert.equal((await post(event('x'.repeat(60_000)))).status, 200)
})

test('a log that cannot take it is 503 with Retry-After; a defect is 500 and reported', async () => {
  server = await trackServer()
  for (const code of ['stream.full', 'stream.broken']) {
    server.log.refuseWith = code
    const answer = await post(event())
    assert.deepEqual([answer.status, answer.code, answer.headers.get('retry-after')], [503, code, '2'])
  }
  await server.close()
  server = await trackServer({ intake: { accept: () => Promise.reject(new Error('broken')) } })
  assert.deepEqual((await post(event())).status, 500)
  assert.equal((server.reported[0] as Error).message, 'broken')
  assert.deepEqual(server.observed, [[500, 'track-api.internal']])
})

test('an answer leaves only when the log has the event', async () => {
  server = await trackServer()
  let release: () => void = () => undefined
  server.log.hold = new Promise((resolve) => (release = resolve))
  let answered = false
  const sent = post(event()).then((answer) => {
    answered = true
    return answer
  })
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.equal(answered, false)
  release()
  assert.equal((await sent).status, 200)
})

test('senders that go away in the middle leave nothing behind', async () => {
  server = await trackServer({ limits: { bytesInFlight: 60_000 } })
  const head = `POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.Authorization}\r\nContent-Length: 50000\r\n\r\n`
  for (let i = 0; i < 20; i++) {
    const socket = connect(server.port, '127.0.0.1')
    await new Promise<void>((resolve) => socket.write(head + 'x'.repeat(20_000), () => resolve()))
    const seen = server.observed.length
    if (i % 2 === 0) socket.destroy()
    else socket.resetAndDestroy()
    while (server.observed.length === seen) await new Promise((resolve) => setTimeout(resolve, 2))
  }
  assert.deepEqual(new Set(server.observed.map(([status]) => status)), new Set([499]))
  assert.equal((await post(event('x'.repeat(40_000)))).status, 200, 'their bytes were given back')
  assert.equal(server.log.records.length, 1)
})

test('a sender that goes away while its key is looked up is noticed', async () => {
  let lookups = 0
  server = await trackServer({
    authenticate: async () => {
      lookups++
      await new Promise((resolve) => setTimeout(resolve, 50))
      return 'shop'
    },
  })
  const socket = connect(server.port, '127.0.0.1')
  socket.write(`POST /v1/track HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.Authorization}\r\nContent-Length: 50000\r\n\r\nxx`)
  while (lookups === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  socket.destroy()
  while (server.observed.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  assert.deepEqual(server.observed, [[499, 'track-api.aborted']])
})

test('requests on one connection, one after the other and sent ahead, are answered in order', async () => {
  server = await trackServer()
  const one = (close: boolean, body: string) =>
    `POST /v1/track HTTP/1.1\r\nHost: x\r\n${close ? 'Connection: close\r\n' : ''}Authorization: ${headers.Authorization}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  const answers = await server.raw(one(false, event()), one(false, '{'), one(false, event()), one(true, event()))
  assert.deepEqual([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]), ['200', '400', '200', '200'])
  assert.equal(server.log.facts().length, 3)
})

test('chunked bodies split anywhere, also within a character, arrive whole', async () => {
  server = await trackServer()
  const bytes = Buffer.from(JSON.stringify({ userId: 'ü😀', event: 'Größe', messageId: 'm1' }))
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const req = request(`${server.url}/v1/track`, { method: 'POST', headers }, (res) => {
      res.resume()
      resolve(res.statusCode)
    })
    req.on('error', reject)
    for (const byte of bytes) req.write(Buffer.of(byte))
    req.end()
  })
  assert.equal(status, 200)
  const [fact] = server.log.facts()
  assert.deepEqual([fact!.event, fact!.identifiers[0]!.value], ['Größe', 'ü😀'])
})
