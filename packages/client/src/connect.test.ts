import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { connect } from './connect.ts'
import { createClient } from './index.ts'

interface Things {
  readonly 'things.get-thing': { readonly input: { readonly id: string }; readonly output: { readonly path: string } }
}
const ROUTES = { 'things.get-thing': ['GET', 'things/{id}'] } as const
type Streams = { readonly 'things.watch': { readonly input: { readonly q?: string }; readonly output: { readonly n: number; readonly kind: 'thing' } } }

async function serve(t: { after(done: () => void): void }, answer: (req: IncomingMessage, res: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const open = (address: string, more: object = {}) => connect<Things, Streams>(ROUTES, { 'things.watch': 'things/watch' }, { address, token: 'secret', ...more })
const codeOf = (result: { ok: boolean; failure?: { code: string } }) => (result as { failure?: { code: string } }).failure?.code

test('sends the token and escapes the path', async (t) => {
  const seen: (string | undefined)[] = []
  const address = await serve(t, (req, res) => {
    seen.push(req.url, req.headers.authorization)
    res.end('{"path":"x"}')
  })
  assert.deepEqual(await open(address).things.getThing({ id: 'a/b?c=%#' }), { ok: true, value: { path: 'x' } })
  assert.deepEqual(seen, ['/api/things/a%2Fb%3Fc%3D%25%23', 'Bearer secret'])
})

test('values that a URL would swallow are refused before they are sent', async (t) => {
  let asked = 0
  const address = await serve(t, (_, res) => (asked++, res.end('{}')))
  for (const id of ['', '.', '..']) assert.equal(codeOf(await open(address).things.getThing({ id })), 'client.invalid-path-field')
  assert.equal(codeOf(await open(address).call('things.nope' as 'things.get-thing', { id: 'x' })), 'client.unknown-operation')
  assert.equal(asked, 0)
})

test('every way of not getting an answer is a failure with its own code', async (t) => {
  const answers: Record<string, (res: ServerResponse) => void> = {
    page: (res) => res.writeHead(502).end('<html>Bad gateway'),
    fine: (res) => res.writeHead(200).end('<html>some other server'),
    ours: (res) => res.writeHead(404).end('{"code":"things.thing-not-found","message":"no","details":{"a":1}}'),
    reset: (res) => res.destroy(),
    moved: (res) => res.writeHead(302, { location: '/elsewhere' }).end(),
    slow: () => undefined,
  }
  const address = await serve(t, (req, res) => answers[(req.url ?? '').split('/').at(-1) ?? ''](res))
  const expected = { page: 'client.bad-answer', fine: 'client.bad-answer', ours: 'things.thing-not-found', reset: 'client.unreachable', moved: 'client.unreachable', slow: 'client.timeout' }
  for (const [id, code] of Object.entries(expected)) assert.equal(codeOf(await open(address, { timeoutMillis: 200 }).things.getThing({ id })), code, id)
  const refused = await open('http://127.0.0.1:9').things.getThing({ id: 'x' })
  assert.match(refused.ok ? '' : refused.failure.message, /cannot reach http:\/\/127\.0\.0\.1:9: .*(refused|ECONN|bad port)/i)
})

test('a caller can give up', async (t) => {
  const address = await serve(t, () => undefined)
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 30)
  assert.equal(codeOf(await open(address).things.getThing({ id: 'x' }, { signal: stop.signal })), 'client.unreachable')
})

test('a stream survives a lost connection and says where entries may be missing', async (t) => {
  let connections = 0
  const address = await serve(t, (req, res) => {
    connections++
    if (connections === 2) return void res.writeHead(503).end('{"code":"api.full","message":"later"}')
    assert.equal(req.url, '/api/things/watch?q=a')
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    // Cut in the middle of an entry, and of a letter: only whole entries may come out.
    const text = Buffer.from(`: here\n\ndata: {"kind":"thing","n":${connections}}\n\ndata: {"kind":"thing","n":"ä`)
    res.write(text.subarray(0, 20))
    setTimeout(() => res.write(text.subarray(20, text.length - 1)), 10)
    if (connections === 1) setTimeout(() => res.destroy(), 30)
  })
  const stop = new AbortController()
  const seen: unknown[] = []
  const line: boolean[] = []
  for await (const entry of open(address).watch('things.watch', { q: 'a' }, { signal: stop.signal, onLine: (up) => line.push(up) })) {
    seen.push(entry)
    if (seen.length === 3) stop.abort()
  }
  assert.deepEqual(seen, [{ kind: 'thing', n: 1 }, { kind: 'notice', reason: 'reconnected', count: 0 }, { kind: 'thing', n: 3 }])
  assert.deepEqual(line, [true, false, true])
})

test('a stream that is refused for good says why', async (t) => {
  const address = await serve(t, (_, res) => res.writeHead(401).end('{"code":"api.unauthenticated","message":"who are you"}'))
  await assert.rejects(async () => {
    for await (const _ of createClient({ address }).tail()) assert.fail()
  }, { name: 'StreamRefused', code: 'api.unauthenticated', message: 'who are you' })
})

test('leaving the loop ends the connection', async (t) => {
  let gone: () => void = () => undefined
  const left = new Promise<void>((resolve) => (gone = resolve))
  const address = await serve(t, (req, res) => {
    req.socket.on('close', gone)
    res.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"kind":"notice","reason":"x","count":1}\n\n')
  })
  for await (const entry of createClient({ address }).tail()) {
    assert.equal(entry.kind, 'notice')
    break
  }
  await left
})
