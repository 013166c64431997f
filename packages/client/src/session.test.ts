import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createClient } from './index.ts'

test('session calls: who am I, sign in, sign out, and a server that is away', async (t) => {
  const seen: [string | undefined, string | undefined, string][] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', (chunk) => (body += chunk)).on('end', () => {
      seen.push([req.method, req.headers.authorization, body])
      if (body === '{"token":"bad"}') res.writeHead(401).end('{"code":"api.unauthenticated","message":"no"}')
      else res.end(JSON.stringify(req.method === 'POST' ? { signedIn: true, subject: 'admin_1', permissions: ['*'], endsAt: 1 } : { signedIn: false }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const { session } = createClient({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  assert.deepEqual(await session.get(), { ok: true, value: { signedIn: false } })
  assert.deepEqual(await session.signIn('good'), { ok: true, value: { signedIn: true, subject: 'admin_1', permissions: ['*'], endsAt: 1 } })
  const refused = await session.signIn('bad')
  assert.equal(refused.ok ? '' : refused.failure.code, 'api.unauthenticated')
  assert.deepEqual(await session.signOut(), { ok: true, value: { signedIn: false } })
  assert.deepEqual(seen, [['GET', undefined, ''], ['POST', undefined, '{"token":"good"}'], ['POST', undefined, '{"token":"bad"}'], ['DELETE', undefined, '']])
  const away = await createClient({ address: 'http://127.0.0.1:9' }).session.get()
  assert.equal(away.ok ? '' : away.failure.code, 'client.unreachable')
})
