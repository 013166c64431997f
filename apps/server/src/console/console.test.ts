// How the built console is served: what may be cached, what may run, and which paths are not the console's.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, gunzipSync, gzipSync, brotliDecompressSync } from 'node:zlib'
import { createServer, type HttpServer } from '../http/create-server.ts'
import { readConsole } from './console-files.ts'
import { createConsole } from './serve-console.ts'

const SCRIPT = 'console.log(1)\n'.repeat(100)

describe('the console over HTTP', () => {
  let address: string
  let server: HttpServer
  after(() => server.close(100))
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'touchstone-console-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script nonce="__CSP_NONCE__" src="/assets/a-1.js"></script><meta property="csp-nonce" nonce="__CSP_NONCE__">')
    writeFileSync(join(folder, 'assets/a-1.js'), SCRIPT)
    writeFileSync(join(folder, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT))
    writeFileSync(join(folder, 'assets/a-1.js.gz'), gzipSync(SCRIPT))
    writeFileSync(join(folder, 'assets/f-1.woff2'), 'font')
    server = createServer({ handlers: [createConsole(readConsole(folder))], log: () => undefined })
    rmSync(folder, { recursive: true })
    address = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  })

  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
      // As it stands: a URL would take `..` apart before it is sent.
      get({ host: '127.0.0.1', port: new URL(address).port, path, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }))
      }).on('error', reject)
    })
  const HTML = { accept: 'text/html,application/xhtml+xml' }

  test('assets are compressed as the browser wishes, and kept for ever', async () => {
    const br = await raw('/assets/a-1.js', { 'accept-encoding': 'gzip, deflate, br' })
    assert.equal(brotliDecompressSync(br.body).toString(), SCRIPT)
    const gz = await raw('/assets/a-1.js', { 'accept-encoding': 'gzip' })
    assert.equal(gunzipSync(gz.body).toString(), SCRIPT)
    const plain = await raw('/assets/a-1.js')
    assert.equal(plain.body.toString(), SCRIPT)
    assert.deepEqual([br, gz, plain].map(({ headers }) => headers['content-encoding']), ['br', 'gzip', undefined])
    for (const { headers } of [br, gz, plain]) {
      assert.deepEqual([headers['cache-control'], headers['vary'], headers['content-type'], headers['x-content-type-options']], ['public, max-age=31536000, immutable', 'Accept-Encoding', 'text/javascript; charset=utf-8', 'nosniff'])
    }
    assert.equal((await raw('/assets/f-1.woff2')).headers['content-type'], 'font/woff2')
  })

  test('the page is not kept, and only what carries its nonce or comes from here may run in it', async () => {
    const [one, two] = [await raw('/', HTML), await raw('/segments/sg_1?q=a.b', HTML)]
    const nonces = [one, two].map(({ headers, body }) => {
      const policy = String(headers['content-security-policy'])
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)![1]
      assert.equal(body.toString().split(`nonce="${nonce}"`).length, 3, 'wherever the build left a place')
      assert.doesNotMatch(policy, /unsafe|\*|https?:/)
      for (const part of ["default-src 'none'", `style-src 'self' 'nonce-${nonce}'`, "frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self'"]) assert.ok(policy.split('; ').includes(part), part)
      return nonce
    })
    assert.notEqual(nonces[0], nonces[1])
    assert.deepEqual([one.headers['cache-control'], one.headers['referrer-policy'], one.headers['x-frame-options'], one.headers['cross-origin-opener-policy']], ['no-cache', 'no-referrer', 'DENY', 'same-origin'])
  })

  test('paths of others never answer with the page, nor do programs get it', async () => {
    for (const path of ['/api', '/api/x', '/v1/track', '/v1', '/docs/x', '/healthz', '/readyz', '/metrics', '/status.json', '/analytics.js', '/analytics.js/v1/x', '/assets/gone.js', '/assets/', '/assets/../../package.json', '/assets/%2e%2e/index.html', '/assets/a-1.js.br']) {
      assert.equal((await raw(path, HTML)).status, 404, path)
    }
    for (const path of ['/people/email/ada@example.com', '/data/live']) assert.equal((await raw(path, HTML)).status, 200, path)
    assert.equal((await raw('/favicon.ico', { accept: 'image/*' })).status, 404)
    assert.equal((await fetch(`${address}/`, { method: 'POST' })).status, 405)
  })

  test('a server whose console was not built says how to build it, and answers everything else', async (t) => {
    assert.equal(readConsole(join(tmpdir(), 'touchstone-no-such-folder')), undefined)
    const server = createServer({ handlers: [createConsole(undefined)], log: () => undefined })
    t.after(() => server.close(100))
    const answer = await fetch(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/`)
    assert.equal(answer.status, 503)
    assert.match(await answer.text(), /npm start/)
  })
})
