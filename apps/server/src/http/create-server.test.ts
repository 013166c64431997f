import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { Agent, get } from 'node:http'
import { test } from 'node:test'
import { createServer } from './create-server.ts'
import { createMetrics } from './metrics.ts'
import { statusOfFailure } from './failure-status.ts'
import { auditText } from './audit-text.ts'
import { sendJson } from './respond.ts'

test('asks handlers in order, keeps connections alive, and a handler that throws costs one answer', async () => {
  const asked: string[] = []
  const lines: unknown[] = []
  const server = createServer({
    handlers: [
      (req, res) => (asked.push(`edge ${req.url}`), req.url === '/v1/track' && (sendJson(res, 200, { success: true }), true)),
      (req) => {
        if (req.url === '/throw') throw new Error('secret')
        return false
      },
    ],
    log: (line) => lines.push(line),
  })
  const port = await server.listen(0, '127.0.0.1')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ports = new Set<number>()
  const ask = (path: string) =>
    new Promise<[number | undefined, string]>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, agent }, (res) => {
        ports.add(res.socket.localPort ?? 0)
        let text = ''
        res.on('data', (chunk) => (text += chunk)).on('end', () => resolve([res.statusCode, text]))
      }).on('error', reject)
    })
  assert.deepEqual(await ask('/v1/track'), [200, '{"success":true}'])
  const broken = await ask('/throw')
  assert.equal(broken[0], 500)
  assert.doesNotMatch(broken[1], /secret/)
  assert.equal((await ask('/nothing'))[0], 404)
  assert.equal(ports.size, 1)
  assert.deepEqual(asked, ['edge /v1/track', 'edge /throw', 'edge /nothing'])
  assert.equal(lines.length, 1)
  agent.destroy()
  await server.close(100)
})

test('a port that is taken is an error of listen', async () => {
  const one = createServer({ handlers: [], log: () => undefined })
  const two = createServer({ handlers: [], log: () => undefined })
  const port = await one.listen(0, '127.0.0.1')
  await assert.rejects(two.listen(port, '127.0.0.1'), /EADDRINUSE/)
  await one.close(100)
})

test('a garbled request gets a 400 and the server lives on', async () => {
  const server = createServer({ handlers: [(_, res) => (sendJson(res, 200, {}), true)], log: () => undefined })
  const port = await server.listen(0, '127.0.0.1')
  const said = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    socket.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text))
  })
  assert.match(said, /^HTTP\/1\.1 400/)
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  await server.close(100)
})

test('a sender who dawdles over headers or body gets a 408', async () => {
  const server = createServer({ handlers: [(req, res) => (req.resume().on('end', () => sendJson(res, 200, {})), true)], log: () => undefined, times: { headersMillis: 100, requestMillis: 200, checkMillis: 20 } })
  const port = await server.listen(0, '127.0.0.1')
  for (const start of ['GET / HTTP/1.1\r\nHost: x\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc']) {
    const said = await new Promise<string>((resolve) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(start))
      socket.on('data', (chunk) => (text += chunk)).on('close', () => resolve(text))
    })
    assert.match(said, /^HTTP\/1\.1 408/)
  }
  await server.close(100)
})

test('counters, gauges and histograms come out as Prometheus text under our prefix', async () => {
  const metrics = createMetrics()
  const count = metrics.counter('calls_total', 'Calls.', ['operation'])
  count({ operation: 'a' })
  count({ operation: 'a' }, 2)
  metrics.gauge('people', 'People.', () => 7)
  let states = [{ labels: { state: 'live' }, value: 2 }, { labels: { state: 'old' }, value: 1 }]
  metrics.gauge('segments', 'Segments.', () => states, ['state'])
  metrics.histogram('lag_seconds', 'Lag.', [0.1, 1])(0.5)
  const text = await metrics.text()
  for (const line of ['touchstone_calls_total{operation="a"} 3', 'touchstone_people 7', 'touchstone_segments{state="live"} 2', 'touchstone_lag_seconds_bucket{le="1"} 1']) assert.ok(text.split('\n').includes(line), line)
  states = [states[0]]
  assert.doesNotMatch(await metrics.text(), /state="old"/)
})

test('failure codes map by their last words', () => {
  const expected: [string, number][] = [['segments.segment-not-found', 404], ['not-found', 404], ['intake.unauthenticated', 401], ['governance.forbidden', 403], ['segments.name-conflict', 409], ['stream.log-full', 503], ['warehouse.unavailable', 503], ['api.body-too-large', 413], ['language.unknown-word', 400], ['a.powerful', 400], ['a.full-of-it', 400]]
  for (const [code, status] of expected) assert.equal(statusOfFailure(code), status, code)
})

test('audit sentences stay one line and short', () => {
  assert.equal(auditText('made {a} of {b} and {c}', { a: 'x\ny', b: [1], c: undefined }), 'made x y of [1] and –')
  assert.equal(auditText('{a}', { a: 'z'.repeat(500) }).length, 201)
  assert.equal(auditText('{constructor}', {}), '–')
})
