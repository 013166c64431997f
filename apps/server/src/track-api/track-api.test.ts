import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { basic, KEY, SOURCE, type TrackServer, trackServer } from './testing.ts'

let server: TrackServer
before(async () => {
  server = await trackServer()
})
after(() => server.close())

const PATHS: readonly (readonly [path: string, type: string])[] = [
  ['identify', 'identify'], ['track', 'track'], ['page', 'page'], ['screen', 'screen'], ['group', 'group'], ['alias', 'alias'],
  ['i', 'identify'], ['t', 'track'], ['p', 'page'], ['s', 'screen'], ['g', 'group'], ['a', 'alias'],
  ['batch', 'track'], ['b', 'track'], ['import', 'track'],
]
const isBatch = (path: string) => ['batch', 'b', 'import'].includes(path)

const AUTHS: Readonly<Record<string, { headers: Record<string, string>; inBody: boolean }>> = {
  'Basic with a colon': { headers: { Authorization: basic(`${KEY}:`) }, inBody: false },
  'Basic without a colon': { headers: { Authorization: basic(KEY) }, inBody: false },
  'Basic with a password': { headers: { authorization: basic(`${KEY}:anything`).replace('Basic', 'basic') }, inBody: false },
  'Bearer, key in the body': { headers: { Authorization: 'Bearer some.oauth.token' }, inBody: true },
  'key in the body only': { headers: {}, inBody: true },
  'Basic, and another key in the body': { headers: { Authorization: basic(`${KEY}:`) }, inBody: false },
}

const ENCODINGS: Readonly<Record<string, { headers: Record<string, string>; pack(text: string): RequestInit['body'] }>> = {
  json: { headers: { 'Content-Type': 'application/json' }, pack: (text) => text },
  'json with a charset': { headers: { 'Content-Type': 'application/json; charset=utf-8' }, pack: (text) => text },
  'text/plain': { headers: { 'Content-Type': 'text/plain' }, pack: (text) => text },
  gzip: { headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, pack: (text) => gzipSync(text) },
  'gzip as text/plain': { headers: { 'Content-Type': 'text/plain', 'Content-Encoding': 'GZIP' }, pack: (text) => gzipSync(text) },
  deflate: { headers: { 'Content-Encoding': 'deflate' }, pack: (text) => deflateSync(text) },
  br: { headers: { 'Content-Encoding': 'br' }, pack: (text) => brotliCompressSync(text) },
  identity: { headers: { 'Content-Encoding': 'identity' }, pack: (text) => text },
  'byte order mark': { headers: {}, pack: (text) => `\ufeff${text}` },
  chunked: {
    headers: { 'Content-Type': 'application/json' },
    pack: (text) => new Blob([text.slice(0, 10), text.slice(10)]).stream(),
  },
  'chunked gzip': { headers: { 'Content-Encoding': 'gzip' }, pack: (text) => new Blob([gzipSync(text)]).stream() },
}

let messages = 0

for (const [path, type] of PATHS) {
  test(`/v1/${path}: every way to authenticate × every encoding`, async () => {
    for (const [authName, auth] of Object.entries(AUTHS)) {
      for (const [encodingName, encoding] of Object.entries(ENCODINGS)) {
        const messageId = `m${++messages}`
        const event = { type, event: 'E', userId: 'ü1', previousId: 'u0', groupId: 'g1', messageId }
        const key = auth.inBody ? { writeKey: KEY } : authName.includes('another') ? { writeKey: 'other' } : {}
        const body = isBatch(path) ? { batch: [event], sentAt: '2024-05-05T12:00:00Z', ...key } : { ...event, ...key }
        const answer = await fetch(`${server.url}/v1/${path}`, {
          method: 'POST', headers: { ...auth.headers, ...encoding.headers }, body: encoding.pack(JSON.stringify(body)), duplex: 'half',
        } as RequestInit)
        const text = await answer.text()
        const name = `${path}, ${authName}, ${encodingName}`
        assert.deepEqual([answer.status, text, answer.headers.get('content-type')], [200, '{"success": true}', 'application/json'], name)
        const fact = server.log.facts().at(-1)!
        assert.deepEqual([fact.messageId, fact.type, fact.source, fact.identifiers[0]], [messageId, type, SOURCE, { type: 'user_id', value: 'ü1' }], name)
        server.log.records.length = 0
      }
    }
  })
}

test('telemetry is answered and dropped, without a key', async () => {
  const answer = await fetch(`${server.url}/v1/m`, { method: 'POST', body: '{"series":[{"type":"Counter"}]}' })
  assert.deepEqual([answer.status, await answer.text()], [200, '{"success": true}'])
  assert.equal(server.log.records.length, 0)
})

test('a key that is unknown, wrong, empty or missing is 401, whatever the body', async () => {
  const event = { userId: 'u1', event: 'E' }
  const table: [Record<string, string>, unknown][] = [
    [{ Authorization: basic('other:') }, event],
    [{ Authorization: basic('other:') }, { ...event, writeKey: KEY }],
    [{ Authorization: basic(`:${KEY}`) }, event],
    [{ Authorization: `Bearer ${KEY}` }, event],
    [{ Authorization: 'Basic' }, event],
    [{ Authorization: 'Basic !!!' }, event],
    [{}, event],
    [{}, { ...event, writeKey: '' }],
    [{}, { ...event, writeKey: 5 }],
    [{}, { ...event, writeKey: { toString: KEY } }],
    [{}, []],
    [{}, null],
  ]
  for (const [headers, body] of table) {
    const answer = await fetch(`${server.url}/v1/track`, { method: 'POST', headers, body: JSON.stringify(body) })
    assert.equal(answer.status, 401, JSON.stringify([headers, body]))
    assert.deepEqual(Object.keys((await answer.json()) as object), ['success', 'code', 'message'])
  }
  assert.equal(server.log.records.length, 0)
})

test('what can never succeed is 400 with a code and a message', async () => {
  const table: [Record<string, string>, RequestInit['body'], string][] = [
    [{}, '', 'track-api.body-not-json'],
    [{}, '{"batch":', 'track-api.body-not-json'],
    [{}, '\0\0', 'track-api.body-not-json'],
    [{}, '[]', 'intake.body-not-object'],
    [{}, 'null', 'intake.body-not-object'],
    [{}, '"x"', 'intake.body-not-object'],
    [{}, '{}', 'intake.batch-not-list'],
    [{}, '{"batch":{}}', 'intake.batch-not-list'],
    [{ 'Content-Encoding': 'zstd' }, '{}', 'track-api.encoding-unknown'],
    [{ 'Content-Encoding': 'constructor' }, '{}', 'track-api.encoding-unknown'],
    [{ 'Content-Encoding': 'gzip' }, '{"batch":[]}', 'track-api.encoding-broken'],
    [{ 'Content-Encoding': 'gzip' }, gzipSync('{"batch":[]}').subarray(0, 12), 'track-api.encoding-broken'],
    [{ 'Content-Encoding': 'br' }, 'nonsense', 'track-api.encoding-broken'],
  ]
  for (const [headers, body, code] of table) {
    const answer = await fetch(`${server.url}/v1/batch`, { method: 'POST', headers: { Authorization: basic(`${KEY}:`), ...headers }, body })
    const said = (await answer.json()) as { success: boolean; code: string; message: string }
    assert.deepEqual([answer.status, said.success, said.code, answer.headers.get('content-type')], [400, false, code, 'application/json'])
    assert.match(said.message, /^expected /)
  }
})

test('refused events are in quarantine and the answer is still 200', async () => {
  const answer = await fetch(`${server.url}/v1/batch`, {
    method: 'POST', headers: { Authorization: basic(`${KEY}:`) }, body: JSON.stringify({ batch: [{ type: 'track', userId: 'u1' }, { type: 'track', event: 'E', userId: 'u1' }] }),
  })
  assert.equal(answer.status, 200)
  assert.deepEqual([server.log.quarantined().map((entry) => entry.reason), server.log.facts().length], [['track.no-event'], 1])
})

test('unknown calls are 404, other methods 405, other paths are not ours', async () => {
  for (const path of ['/v1', '/v1/', '/v1/unknown', '/v1/batch/x', '/v1/Track', '/v1/projects', '/v1/projects/k/other']) {
    const answer = await fetch(server.url + path, { method: 'POST', body: '{}' })
    assert.equal(answer.status, 404, path)
    assert.equal(((await answer.json()) as { success: boolean }).success, false)
  }
  for (const [path, allow] of [['/v1/track', 'POST, OPTIONS'], ['/v1/m', 'POST, OPTIONS'], [`/v1/projects/${KEY}/settings`, 'GET, OPTIONS']] as const) {
    for (const method of allow.startsWith('POST') ? ['GET', 'PUT', 'DELETE', 'HEAD'] : ['POST', 'DELETE']) {
      const answer = await fetch(server.url + path, { method })
      assert.deepEqual([answer.status, answer.headers.get('allow')], [405, allow])
    }
  }
  for (const path of ['/', '/v10/track', '/api/intake', '/v1x', '/projects/', '/projects/a/b/settings']) assert.equal((await fetch(server.url + path)).status, 418, path)
  const slash = await fetch(`${server.url}/v1/track/?x=1`, { method: 'POST', body: JSON.stringify({ writeKey: KEY, userId: 'u1', event: 'E' }) })
  assert.equal(slash.status, 200)
})

test('browsers: the preflight answer and the headers of every other one', async () => {
  const origin = 'https://shop.example'
  const preflight = await fetch(`${server.url}/v1/t`, {
    method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization,content-type,x-retry-count' },
  })
  assert.equal(preflight.status, 204)
  const shared = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', 'access-control-expose-headers': 'Retry-After', vary: 'Origin' }
  const own = { 'access-control-allow-methods': 'POST, GET, OPTIONS', 'access-control-allow-headers': 'Authorization, Content-Type, X-Retry-Count', 'access-control-max-age': '86400' }
  for (const [name, value] of Object.entries({ ...shared, ...own })) assert.equal(preflight.headers.get(name), value, name)
  const calls: [string, RequestInit, number][] = [
    ['/v1/t', { method: 'POST', body: JSON.stringify({ writeKey: KEY, userId: 'u1', event: 'E' }) }, 200],
    ['/v1/t', { method: 'POST', body: '{' }, 400],
    ['/v1/t', { method: 'POST', body: '{}' }, 401],
    ['/v1/x', { method: 'POST' }, 404],
    ['/v1/t', { method: 'GET' }, 405],
    [`/v1/projects/${KEY}/settings`, {}, 200],
  ]
  for (const [path, init, status] of calls) {
    const answer = await fetch(server.url + path, { ...init, headers: { Origin: origin } })
    assert.equal(answer.status, status, path)
    for (const [name, value] of Object.entries(shared)) assert.equal(answer.headers.get(name), value, name)
  }
})

test('settings: everything goes to this server, on both paths, for known keys', async () => {
  for (const path of [`/v1/projects/${KEY}/settings`, `/projects/${KEY}/settings`, `/v1/projects/${encodeURIComponent(KEY)}/settings?x=1`]) {
    const answer = await fetch(server.url + path)
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'application/json'])
    const said = (await answer.json()) as { integrations: Record<string, unknown>; metrics: unknown }
    assert.deepEqual(Object.keys(said.integrations), ['Segment.io'])
    const { apiKey, apiHost, protocol } = said.integrations['Segment.io'] as Record<string, unknown>
    assert.deepEqual([apiKey, apiHost, protocol], [KEY, `127.0.0.1:${server.port}/v1`, 'http'])
    assert.deepEqual(said.metrics, { sampleRate: 0 })
  }
  for (const path of ['/projects/other/settings', '/v1/projects/%zz/settings']) assert.equal((await fetch(server.url + path)).status, 404)
  assert.match(await server.raw(`GET /projects/${KEY}/settings HTTP/1.1\r\nHost: evil"><script>\r\nConnection: close\r\n\r\n`), /"apiHost":"localhost\/v1"|400 Bad Request/)
})

test('the sender’s address reaches intake', async () => {
  await fetch(`${server.url}/v1/track`, { method: 'POST', body: JSON.stringify({ writeKey: KEY, userId: 'u1', event: 'E', context: { direct: true } }) })
  assert.deepEqual(await server.personal(server.log.facts().at(-1)!), { 'context.ip': '127.0.0.0' })
})
