import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { fail, ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { startExample } from './testing.ts'
import type { Example } from './testing.ts'

type Answer = { status: number; body: any; headers: Headers }

describe('api', () => {
  let example: Example
  const endings: (() => Promise<void>)[] = []
  before(async () => {
    example = await startExample({ after: (done) => endings.push(done) })
  })
  after(() => Promise.all(endings.map((end) => end())))

  async function call(method: string, path: string, body?: unknown, token = 'all', headers: Record<string, string> = {}): Promise<Answer> {
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await fetch(example.address + path, { method, body: text, headers: { authorization: `Bearer ${token}`, ...headers } })
    const said = await answer.text()
    return { status: answer.status, body: said === '' ? undefined : JSON.parse(said), headers: answer.headers }
  }

  test('merges path, query and body, and passes defaults and coerced values to the handler', async () => {
    const made = await call('POST', '/api/notes', { title: 'Milk', tags: ['a', 'b'] })
    assert.equal(made.status, 200)
    assert.deepEqual({ ...made.body, id: 0 }, { id: 0, title: 'Milk', color: 'red', tags: ['a', 'b'] })
    const changed = await call('PATCH', `/api/notes/${made.body.id}?title=Oat%20milk`)
    assert.equal(changed.body.title, 'Oat milk')
    const listed = await call('GET', '/api/notes?limit=2&tag=x&tag=y&red=true')
    assert.deepEqual(listed.body.asked, { limit: 2, tag: ['x', 'y'], red: true })
    assert.deepEqual((await call('GET', '/api/notes?tag=x')).body.asked, { limit: 10, tag: ['x'], red: false })
  })

  test('words win over fields at the same place, and fields are decoded', async () => {
    assert.equal((await call('GET', '/api/notes/7/history')).body.changes[0], 'written')
    assert.deepEqual((await call('GET', '/api/notes/title/a%2Fb%20%C3%A9')).body, { by: 'title', value: 'a/b é' })
    assert.equal((await call('GET', '/api/notes/title/%ZZ')).body.code, 'api.invalid-path')
    assert.equal((await call('GET', '/api/notes//history')).status, 404)
  })

  test('refuses what it does not know and names the nearest field', async () => {
    const typo = await call('POST', '/api/notes', { tittle: 'x' })
    assert.equal(typo.status, 400)
    assert.equal(typo.body.code, 'api.unknown-field')
    assert.match(typo.body.message, /"tittle" is not a field of notes\.create-note; did you mean "title"\?/)
    assert.equal(typo.body.details.nearest, 'title')
    assert.match((await call('GET', '/api/notes?limt=3')).body.message, /did you mean "limit"/)
    assert.match((await call('POST', '/api/notes', { title: 'x', place: { room: 'r', shelv: 1 } })).body.message, /"place\.shelv" .*"shelf"/)
    assert.match((await call('GET', '/api/notes/7?zzzzzzzz=1')).body.message, /it takes id/)
    assert.equal((await call('POST', '/api/notes', '{"title":"x","__proto__":{"a":1}}')).body.code, 'api.unknown-field')
  })

  test('refuses a field given twice, a missing one and a wrong one, and quotes what came', async () => {
    assert.equal((await call('PATCH', '/api/notes/7', { id: 8 })).body.code, 'api.field-given-twice')
    assert.equal((await call('GET', '/api/notes?limit=1&limit=2')).body.code, 'api.field-given-twice')
    assert.equal((await call('PATCH', '/api/notes/7?title=a', { title: 'a' })).body.code, 'api.field-given-twice')
    const missing = await call('POST', '/api/notes', {})
    assert.match(missing.body.message, /needs "title"/)
    const wrong = await call('GET', '/api/notes/nine')
    assert.equal(wrong.body.code, 'api.invalid-field')
    assert.match(wrong.body.message, /"id".*"nine"/)
    assert.equal((await call('GET', '/api/notes?limit=1000')).status, 400)
  })

  test('refuses bodies that are not one shallow JSON object of at most 1 MB', async () => {
    for (const bad of ['{', '[]', 'null', '3', '"x"', '{"title":"\\ud800', '{"a":'.repeat(100)]) assert.equal((await call('POST', '/api/notes', bad)).status, 400, bad.slice(0, 20))
    assert.equal((await call('POST', '/api/notes', `{"title":${'['.repeat(400_000)}`)).body.code, 'api.body-too-deep')
    const large = await call('POST', '/api/notes', { title: 'x'.repeat(1_100_000) })
    assert.deepEqual([large.status, large.body.code], [413, 'api.body-too-large'])
    assert.equal((await call('DELETE', '/api/notes/7', { a: 1 })).body.code, 'api.unexpected-body')
    assert.equal((await call('POST', '/api/notes', 'x', 'all', { 'content-encoding': 'gzip' })).body.code, 'api.body-encoding')
    const bytes = await fetch(`${example.address}/api/notes`, { method: 'POST', body: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), headers: { authorization: 'Bearer all' } })
    assert.equal(bytes.status, 400)
  })

  test('a chunked body over the limit gets its 413 while it is still being sent', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(`${example.address}/api/notes`, { method: 'POST', headers: { authorization: 'Bearer all' } }, (res) => {
        res.resume()
        sending.destroy()
        resolve(res.statusCode)
      })
      sending.on('error', reject)
      sending.write(Buffer.alloc(700_000, 0x20))
      sending.write(Buffer.alloc(700_000, 0x20))
    })
    assert.equal(status, 413)
  })

  test('asks for a token, and for the permission before it reads the body', async () => {
    const nobody = await fetch(`${example.address}/api/notes`)
    assert.equal(nobody.status, 401)
    assert.match(nobody.headers.get('www-authenticate') ?? '', /^Bearer/)
    assert.equal((await call('GET', '/api/notes', undefined, 'wrong')).status, 401)
    assert.equal((await call('GET', '/api/notes', undefined, 'x'.repeat(5_000))).status, 401)
    assert.equal((await fetch(`${example.address}/api/notes`, { headers: { authorization: 'Basic YWxs' } })).status, 401)
    const forbidden = await call('POST', '/api/notes', '{ not even json', 'reader')
    assert.deepEqual([forbidden.status, forbidden.body.code], [403, 'governance.forbidden'])
  })

  test('failure codes become statuses; a thrown error tells nothing but its incident', async () => {
    assert.equal((await call('GET', '/api/notes/99')).status, 404)
    assert.equal((await call('POST', '/api/notes', { title: 'Tea & <biscuits>' })).status, 409)
    const full = await call('POST', '/api/notes/break', { how: 'full' })
    assert.deepEqual([full.status, full.headers.get('retry-after')], [503, '2'])
    const thrown = await call('POST', '/api/notes/break', { how: 'throw' })
    assert.equal(thrown.status, 500)
    assert.doesNotMatch(JSON.stringify(thrown.body), /hunter2|password|at /)
    const incident = /incident (\S+)$/.exec(thrown.body.message)?.[1]
    const logged = example.lines.find((line) => line.incident === incident)
    assert.match(String(logged?.error), /hunter2/)
  })

  test('an output holds its declared fields only, and a wrong one is a defect', async () => {
    assert.deepEqual((await call('POST', '/api/notes/break', { how: 'leak' })).body, { shown: 'yes' })
    assert.equal((await call('POST', '/api/notes/break', { how: 'wrong' })).status, 500)
  })

  test('every call of somebody known is kept, with the input in the sentence', async () => {
    example.audits.length = 0
    await call('GET', '/api/notes/7')
    await call('GET', '/api/notes/99')
    await call('DELETE', '/api/notes/7', undefined, 'reader')
    await call('GET', '/api/notes?nope=1')
    await call('GET', '/api/notes/7', undefined, 'wrong')
    assert.deepEqual(
      example.audits.map(({ subject, text, outcome, code }) => [subject, text, outcome, code]),
      [
        ['all', 'read note 7', 'done', undefined],
        ['all', 'read note 99', 'failed', 'notes.note-not-found'],
        ['reader', 'threw note 7 away', 'refused', 'governance.forbidden'],
        ['all', 'listed notes', 'refused', 'api.unknown-field'],
      ],
    )
    assert.equal(example.audits[0].at, example.clock.now())
  })

  test('HEAD, OPTIONS, wrong methods and unknown paths', async () => {
    const head = await call('HEAD', '/api/notes/7')
    assert.deepEqual([head.status, head.body], [200, undefined])
    const options = await call('OPTIONS', '/api/notes/7')
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'GET, PATCH, DELETE, HEAD, OPTIONS'])
    const wrong = await call('PUT', '/api/notes/7', {})
    assert.deepEqual([wrong.status, wrong.headers.get('allow'), wrong.body.code], [405, 'GET, PATCH, DELETE, HEAD, OPTIONS', 'api.method-not-allowed'])
    for (const path of ['/api', '/api/', '/api/none', '/api/notes/', '/api/../notes/7/x/y/z', '/none', '//']) assert.equal((await call('GET', path)).status, 404, path)
  })

  test('every answer carries the headers that keep a browser from guessing and framing', async () => {
    for (const path of ['/api/notes/7', '/api/none', '/api/openapi.json', '/none', '/', '/docs', '/healthz', '/metrics']) {
      const answer = await fetch(example.address + path, { headers: { authorization: 'Bearer all' } })
      await answer.arrayBuffer()
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path)
      assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, path)
      assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /unsafe/, path)
      if (path.startsWith('/api')) assert.equal(answer.headers.get('cache-control'), 'no-store', path)
    }
  })
})

test('without a kept audit record there is no answer', async (t) => {
  const example = await startExample(t, { api: { audit: () => Promise.reject(new Error('disk')) } })
  const answer = await fetch(`${example.address}/api/notes/7`, { headers: { authorization: 'Bearer all' } })
  assert.equal(answer.status, 503)
  assert.equal(((await answer.json()) as { code: string }).code, 'api.audit-unavailable')
  assert.ok(example.lines.some((line) => line.event === 'api.audit-lost'))
})

test('observes every call by its declared name', async (t) => {
  const seen: unknown[] = []
  const example = await startExample(t, { api: { observe: ({ operation, status }) => seen.push([operation, status]) } })
  await (await fetch(`${example.address}/api/notes/7`, { headers: { authorization: 'Bearer all' } })).text()
  await (await fetch(`${example.address}/api/notes/7`)).text()
  assert.deepEqual(seen, [['notes.get-note', 200], ['notes.get-note', 401]])
})

test('closing waits for running calls, cuts off the rest, and takes no more', async (t) => {
  const example = await startExample(t)
  const headers = { authorization: 'Bearer all' }
  const running = fetch(`${example.address}/api/notes/break`, { method: 'POST', body: '{"how":"slow"}', headers })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const began = performance.now()
  const closed = example.server.close(5_000)
  assert.equal((await running).status, 200)
  await closed
  assert.ok(performance.now() - began < 2_000)
  await assert.rejects(fetch(`${example.address}/healthz`))

  const stuck = await startExample(t)
  const hanging = request(`${stuck.address}/api/notes`, { method: 'POST', headers: { ...headers, 'content-length': '100' } })
  const gone = new Promise((resolve) => hanging.on('error', resolve))
  hanging.write('{')
  await new Promise((resolve) => setTimeout(resolve, 50))
  await stuck.server.close(200)
  await gone
})

test('a handler is told when its caller hangs up before the answer, and not when it stays', async (t) => {
  const told: string[] = []
  const waiting = operation({
    name: 'notes.wait-for', method: 'GET', path: 'notes/wait', summary: 'Wait', permission: 'notes:read', audit: 'waited',
    input: s.object({ long: s.stringbool() }), output: s.object({}), example: { input: { long: 'true' }, output: {} },
    async handler({ long }, _caller, gone) {
      if (!long) return ok({})
      await new Promise<void>((resolve) => gone!.addEventListener('abort', () => resolve(told.push('gone') as unknown as void)))
      return fail('warehouse.cancelled', 'called off')
    },
  })
  const example = await startExample(t, { api: { operations: [waiting] } })
  const ask = (long: boolean, signal?: AbortSignal) => fetch(`${example.address}/api/notes/wait?long=${long}`, { headers: { authorization: 'Bearer reader' }, ...(signal === undefined ? {} : { signal }) })
  assert.equal((await ask(false)).status, 200)
  const leaving = new AbortController()
  const asked = ask(true, leaving.signal)
  setTimeout(() => leaving.abort(), 50)
  await assert.rejects(asked)
  for (let i = 0; i < 100 && !example.lines.some(({ event }) => event === 'api.caller-left'); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  assert.deepEqual(told, ['gone'])
  assert.ok(example.lines.some(({ event, operation: name }) => event === 'api.caller-left' && name === 'notes.wait-for'))
})
