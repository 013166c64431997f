import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { HOSTILE, type Hostile } from './hostile-bodies.ts'
import { ADMIN_TOKEN, ServerProcess, WRITE_KEY, must, pages } from './server-process.ts'

/** No answer may take longer, also on a slow machine with other things to do, in milliseconds. */
const BOUND = 4_000

describe('hostile bodies over HTTP', () => {
  let server: ServerProcess
  let pid: number
  before(async () => {
    server = await ServerProcess.start()
    pid = server.pid
  })
  after(() => server?.end())

  async function attack({ name, path = '/v1/track', body, headers = {}, status }: Hostile): Promise<void> {
    const began = performance.now()
    const answer = await fetch(server.address + path, { method: 'POST', body, headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}`, 'content-type': 'application/json', ...headers } })
    const text = await answer.text()
    assert.equal(answer.status, status, `${name}: ${text}`)
    assert.ok(performance.now() - began < BOUND, `${name} took ${Math.round(performance.now() - began)} ms`)
    const { success, code, message } = JSON.parse(text) as Record<string, unknown>
    assert.equal(success, status === 200, name)
    if (status === 200) return
    assert.match(String(code), /^[a-z-]+\.[a-z-]+$/, name)
    assert.ok(String(message).length > 10 && String(message).length < 500, `${name}: ${String(message).slice(0, 600)}`)
  }

  test('each is answered in time with what it deserves, and goods sent meanwhile are taken', async () => {
    let going = true
    let good = 0
    const goods = (async () => {
      for (; going; good++) {
        const began = performance.now()
        assert.equal((await server.send('/v1/track', { userId: 'good', event: 'Good', messageId: `good-${good}` })).status, 200)
        assert.ok(performance.now() - began < BOUND, `a good event waited ${Math.round(performance.now() - began)} ms`)
      }
    })()
    for (const one of HOSTILE) await attack(one)
    await Promise.all(HOSTILE.map(attack))
    going = false
    await goods
    await server.settled()
    const { events } = must(await server.client.profiles.getProfile({ idType: 'user_id', value: 'good' }))
    assert.equal(events['Good'].count, good)
    assert.ok(good > 10)
  })

  test('quarantine lists those that were understood, with a reason that explains', async () => {
    const entries = await pages((cursor: number | undefined) => server.client.intake.listQuarantine({ limit: 500, cursor }), (page) => page.entries)
    for (const { name, quarantined } of HOSTILE) {
      if (quarantined === undefined) continue
      const found = entries.filter(({ messageId }) => messageId === quarantined.messageId)
      assert.equal(found.length, 2, `${name}: ${JSON.stringify(entries.map(({ messageId }) => messageId))}`)
      assert.equal(found[0].reason, quarantined.reason, name)
      assert.match(found[0].message, /^expected .*, got /, name)
      const { text } = must(await server.client.intake.explainQuarantined({ id: found[0].id }))
      assert.ok(text.length > 10 && text.length <= 256 * 1024, name)
    }
    assert.equal(entries.length, HOSTILE.filter(({ quarantined }) => quarantined !== undefined).length * 2, 'and nothing else')
  })

  test('those that are facts are stored once, never later than they arrived, and changed nothing but the person', async () => {
    const expected = HOSTILE.filter(({ facts = 0 }) => facts > 0).map(({ name }) => `taken ${name}`)
    const { person, traits } = must(await server.client.profiles.getProfile({ idType: 'user_id', value: 'victim' }))
    const facts = await pages((before: string | undefined) => server.client.profiles.getTimeline({ personId: person, limit: 500, before }), (page) => page.facts)
    assert.deepEqual(facts.map(({ messageId }) => messageId).sort(), expected.sort())
    for (const { messageId, happened, appended } of facts) assert.ok(happened <= appended && Number.isSafeInteger(happened), messageId)
    assert.equal(traits['toString']?.value, 1)
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
    const preview = must(await server.client.segments.previewSegment({ where: 'sum("Hostile".sum) >= 0 and did "Hostile"' }))
    assert.equal(preview.count, 1)
  })

  test('hostile questions to the API get an answer that is no failure of ours', async () => {
    const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
      const began = performance.now()
      const answer = await fetch(server.address + path, { ...init, headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' } })
      await answer.text()
      assert.ok(performance.now() - began < BOUND, path.slice(0, 100))
      return answer.status
    }
    const paths = ['user_id/__proto__', '__proto__/x', 'constructor/x', 'user_id/%00', 'user_id/%ff', 'user_id/..%2f..', 'person/-1', 'person/1e999', 'person/99999999999999999999', '0/timeline', `user_id/${'x'.repeat(8_000)}`, "1/timeline?before='", '1/timeline?limit=1e9', '1/timeline?event=%27)%20OR%201=1--']
    for (const path of paths) assert.ok([200, 400, 404].includes(await ask(`/api/profiles/${path}`)), path)
    const wheres = ['('.repeat(10_000), 'not '.repeat(10_000) + 'did "X"', `a in (${'1,'.repeat(100_000)}1)`, 'a="\\ud800"', `trait("${"'".repeat(1_000)}") = 1`, 'sum("a"."b"."__proto__") > 1', 'count("x") in last 99999999 years >= 1', `${'a=1 or '.repeat(5_000)}a=1`, '__proto__ = "x"', 'constructor exists', '\u0000']
    for (const where of wheres) assert.ok([200, 400].includes(await ask('/api/segments/preview', { method: 'POST', body: JSON.stringify({ where }) })), where.slice(0, 60))
    for (const asOf of ['', 'now', -1e308, '+275760-09-13T00:00:00.000Z', {}, [], 1e400]) {
      assert.ok([200, 400].includes(await ask('/api/segments/preview', { method: 'POST', body: JSON.stringify({ where: 'did "X"', asOf }) })), JSON.stringify(asOf))
    }
    assert.ok([400, 413].includes(await ask('/api/segments', { method: 'POST', body: `{"name":"${'x'.repeat(3_000_000)}"}` })))
  })

  test('bytes that are no HTTP get an end', async () => {
    const noise = [Buffer.from('\u0016\u0003\u0001 TLS hello'), Buffer.alloc(100_000, 0x41), Buffer.from('POST /v1/track HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET'), Buffer.from(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)]
    for (const bytes of noise) assert.match(await sayRaw(server.address, bytes), /^(?:HTTP\/1\.1 4\d\d |$)/)
  })

  test('the server is the same process, ready, and has found no defect in itself', async () => {
    assert.equal(server.pid, pid)
    assert.ok(await server.isReady())
    assert.doesNotMatch(server.log, /"level":"error"/)
  })
})

/** What the server says to these bytes before it closes the connection. */
function sayRaw(address: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const late = setTimeout(() => reject(new Error(`the connection stayed open: ${said}`)), BOUND)
    socket.on('data', (chunk) => (said += chunk.toString()))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(late)
      resolve(said)
    })
  })
}
