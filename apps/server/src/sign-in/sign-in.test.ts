// Signing in over real HTTP: the cookie, who is refused, requests that other sites made a browser send, guessing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock, ok } from '@touchstone/base'
import { openSessions, type AuditRecord, type Caller } from '@touchstone/governance'
import { createApi } from '../http/api.ts'
import { createServer } from '../http/create-server.ts'
import { noteOperations } from '../http/testing.ts'
import { Attempts } from './attempts.ts'
import { createSessionEndpoint } from './session-endpoint.ts'
import { createWhoAsks } from './who-asks.ts'

const SESSION = '/api/governance/session'
const TOKEN = 'tsa_good'
const ADMIN: Caller = { subject: 'admin_1', permissions: ['*'] }

async function start(t: { after(end: () => Promise<void>): void }) {
  const clock = new ManualClock(1_760_000_000_000)
  const audits: AuditRecord[] = []
  const token = (text: string) => (text === TOKEN ? ADMIN : undefined)
  const sessions = await openSessions({ statements: { query: async () => [] }, clock, holderOf: () => ADMIN })
  const audit = async (record: AuditRecord): Promise<void> => void audits.push(record)
  const log = () => undefined
  const endpoint = createSessionEndpoint({ sessions, token, attempts: new Attempts(clock), audit, clock, log })
  const api = createApi({ operations: noteOperations(), authenticate: createWhoAsks({ token, session: (secret) => sessions.check(secret)?.caller }), authorize: () => ok(undefined), audit, log, clock })
  const server = createServer({ handlers: [endpoint, api.handle], log })
  const port = await server.listen(0, '127.0.0.1')
  t.after(() => server.close(100))
  const address = `http://127.0.0.1:${port}`
  const ask = (method: string, path: string, headers: Record<string, string>, body?: object) => fetch(address + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const own = { origin: address, 'sec-fetch-site': 'same-origin' }
  const signIn = async (): Promise<string> => {
    const answer = await ask('POST', SESSION, own, { token: TOKEN })
    assert.equal(answer.status, 200)
    return answer.headers.get('set-cookie')!.split(';')[0]
  }
  return { address, port, clock, audits, ask, own, signIn }
}

test('a good token gives a cookie that no script can read, and the cookie is a caller', async (t) => {
  const { port, ask, own, signIn, audits, address } = await start(t)
  const answer = await ask('POST', SESSION, own, { token: ` ${TOKEN} ` })
  assert.deepEqual(await answer.json(), { signedIn: true, subject: 'admin_1', permissions: ['*'], endsAt: 1_760_043_200_000 })
  assert.match(answer.headers.get('set-cookie')!, new RegExp(`^touchstone_session_${port}=[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict$`))
  const secure = await ask('POST', SESSION, { ...own, 'x-forwarded-proto': 'https' }, { token: TOKEN })
  assert.match(secure.headers.get('set-cookie')!, /^__Host-touchstone_session_\d+=.*; Secure$/)
  const cookie = await signIn()
  assert.equal((await ask('GET', '/api/notes', { ...own, cookie })).status, 200)
  assert.equal((await ask('POST', '/api/notes', { ...own, cookie }, { title: 'Milk' })).status, 200)
  assert.deepEqual(audits.filter(({ operation }) => operation === 'governance.session').map(({ subject, text }) => [subject, text]), Array.from({ length: 3 }, () => ['admin_1', 'signed in to the console']))
  assert.equal((await fetch(`${address}/api/notes`, { headers: { authorization: `Bearer ${TOKEN}` } })).status, 200, 'programs go on with the token')
})

test('who am I is never an error; wrong tokens and bodies are', async (t) => {
  const { ask, own } = await start(t)
  assert.deepEqual(await (await ask('GET', SESSION, {})).json(), { signedIn: false })
  assert.deepEqual(await (await ask('GET', SESSION, { cookie: 'touchstone_session=x; a; =' })).json(), { signedIn: false })
  for (const [body, status, code] of [[{ token: 'tsa_bad' }, 401, 'api.unauthenticated'], [{ token: 7 }, 400, 'api.invalid-body'], [{ token: 'x'.repeat(5_000) }, 413, 'api.body-too-large']] as const) {
    const answer = await ask('POST', SESSION, own, body)
    assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code, answer.headers.get('set-cookie')], [status, code, null])
  }
  assert.equal((await ask('PATCH', SESSION, own)).status, 405)
})

test('what another site makes a browser send changes nothing and reads nothing', async (t) => {
  const { ask, own, signIn, address } = await start(t)
  const cookie = await signIn()
  const foreign: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:9999' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:9999' },
    { origin: 'null' },
    { origin: `${address}.evil.example` },
    {},
  ]
  for (const headers of foreign) {
    for (const [method, path, body] of [['POST', '/api/notes', { title: 'Forged' }], ['PATCH', '/api/notes/7', { title: 'Forged' }], ['DELETE', '/api/notes/7', undefined], ['DELETE', SESSION, undefined], ['POST', SESSION, { token: TOKEN }]] as const) {
      const answer = await ask(method, path, { ...headers, cookie, 'content-type': 'text/plain' }, body)
      assert.deepEqual([answer.status, ((await answer.json()) as { code: string }).code], [403, 'api.cross-site-forbidden'], `${method} ${path} ${JSON.stringify(headers)}`)
      assert.equal(answer.headers.get('access-control-allow-origin'), null)
    }
  }
  for (const site of ['cross-site', 'same-site']) assert.equal((await ask('GET', '/api/notes', { cookie, 'sec-fetch-site': site })).status, 403)
  assert.equal((await ask('GET', '/api/notes', { cookie, 'sec-fetch-site': 'none' })).status, 200, 'typed into the address bar')
  const { title } = (await (await ask('GET', '/api/notes/7', { ...own, cookie })).json()) as { title: string }
  assert.equal(title, 'Tea & <biscuits>', 'nothing was changed')
  assert.equal((await ask('POST', '/api/notes', { cookie, origin: address }, { title: 'Ours' })).status, 200, 'a browser that sends no Sec-Fetch-Site')
  assert.equal((await ask('POST', '/api/notes', { cookie, authorization: 'Bearer tsa_bad' }, { title: 'x' })).status, 401, 'a wrong token is not rescued by a cookie')
})

test('signing out ends the session, not only the cookie', async (t) => {
  const { ask, own, signIn, clock } = await start(t)
  const cookie = await signIn()
  const out = await ask('DELETE', SESSION, { ...own, cookie })
  assert.deepEqual(await out.json(), { signedIn: false })
  assert.match(out.headers.get('set-cookie')!, /=; Path=\/; Max-Age=0;/)
  const kept = await ask('GET', '/api/notes', { ...own, cookie })
  assert.deepEqual([kept.status, ((await kept.json()) as { message: string }).message], [401, 'this session is over; sign in again'])
  const idle = await signIn()
  clock.time += 12 * 3_600_000
  assert.equal((await ask('GET', '/api/notes', { ...own, cookie: idle })).status, 401)
})

test('guessing is slow, also for who then guesses right, and time heals it', async (t) => {
  const { ask, own, clock } = await start(t)
  const attempt = async (token: string) => (await ask('POST', SESSION, own, { token })).status
  const statuses: number[] = []
  for (let guess = 0; guess < 20; guess++) statuses.push(await attempt(`guess ${guess}`))
  assert.deepEqual([statuses.filter((one) => one === 401).length, statuses.filter((one) => one === 429).length], [8, 12])
  const refused = await ask('POST', SESSION, own, { token: TOKEN })
  assert.deepEqual([refused.status, refused.headers.get('retry-after') !== null], [429, true])
  let looked = 0
  for (let second = 0; second < 600; second++) {
    clock.time += 1_000
    if ((await attempt('guess')) === 401) looked++
  }
  assert.ok(looked >= 55 && looked <= 61, `one guess in ten seconds: ${looked} in ten minutes`)
  clock.time += 10_000
  assert.equal(await attempt(TOKEN), 200)
  for (let guess = 0; guess < 8; guess++) assert.equal(await attempt('guess'), 401, 'the right one clears the slate')
})
