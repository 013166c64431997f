import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { curlExample, docsPage } from './docs-page.ts'
import { html } from './html.ts'
import { register } from './registration.ts'
import { STATUS, noteOperations, startExample } from './testing.ts'

const ATTACK = `"><img src=x onerror=alert(1)>'</script><script>alert(2)</script>\${1}`

/** Whatever stands between `<` and `>` outside our own style must be a tag of ours with plain quoted attributes. */
function assertHarmless(markup: string): void {
  assert.doesNotMatch(markup, /<script/)
  assert.match(markup, /&lt;img src=x onerror=alert\(1\)&gt;/)
  const ours = markup.replaceAll(/<style>[\s\S]*?<\/style>/g, '').replace('<!doctype html>', '')
  const tag = /^<\/?(?:a|article|body|code|dd|div|dl|dt|h[1-6]|head|html|li|link|main|meta|nav|p|pre|section|span|t(?:able|body|d|h|head|r)|time|title|ul)(?: [a-z-]+="[^"<>]*")*>/
  for (const match of ours.matchAll(/</g)) assert.match(ours.slice(match.index), tag, ours.slice(match.index, match.index + 80))
  assert.doesNotMatch(ours, / on[a-z]+="/)
}

test('html escapes every value that is not html already', () => {
  assert.equal(html`<p title="${`a"b'c`}">${'<&>'}${undefined}${[html`<b>${1}</b>`, html`<i></i>`]}</p>`.markup, '<p title="a&quot;b&#39;c">&lt;&amp;&gt;<b>1</b><i></i></p>')
})

test('hostile text in declarations stays text on /docs', () => {
  const hostile = operation({
    name: 'x.get-x', method: 'POST', path: 'x', summary: ATTACK, description: ATTACK, permission: 'x:read', audit: 'x',
    input: s.object({ a: s.string().describe(ATTACK), b: s.literal(ATTACK).optional() }), output: s.object({ a: s.string() }), example: { input: { a: ATTACK }, output: { a: ATTACK } },
    handler: async () => ok({ a: '' }),
  })
  assertHarmless(docsPage(register([hostile]), `http://x/${ATTACK}`).markup)
})

test('the policy of a page allows exactly its own style', async (t) => {
  const example = await startExample(t)
  const answer = await fetch(`${example.address}/docs`)
  const markup = await answer.text()
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
  assert.match(policy, /^default-src 'none'/)
  const blocks = [...markup.matchAll(/<style>([\s\S]*?)<\/style>/g)]
  assert.equal(blocks.length, 1)
  assert.ok(policy.includes(`style-src 'sha256-${createHash('sha256').update(blocks[0][1]).digest('base64')}'`))
  assert.doesNotMatch(markup, /(?:src|href)="(?:https?:)?\/\//)
  assert.doesNotMatch(markup, /\sstyle=|<script/)
  assert.match(markup, /prefers-color-scheme: dark/)
})

test('the reference names every operation, with an anchor and a line to paste', async (t) => {
  const example = await startExample(t)
  const markup = await (await fetch(`${example.address}/docs`)).text()
  for (const route of example.api.routes) {
    assert.ok(markup.includes(`<h3 id="${route.name}">`), route.name)
    assert.ok(markup.includes(`href="#${route.name}"`), route.name)
  }
  assert.match(markup, /one JSON object per <code>data<\/code> line/)
  const routes = new Map(register(noteOperations()).map((route) => [route.name, route]))
  assert.equal(curlExample(routes.get('notes.create-note')!, 'http://h'), `curl -X POST 'http://h/api/notes' \\\n  -H "Authorization: Bearer $TOUCHSTONE_ADMIN_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"title":"It'\\''s tea","tags":["kitchen"]}'`)
  assert.match(curlExample(routes.get('notes.find-note')!, 'http://h'), /'http:\/\/h\/api\/notes\/title\/a%2Fb%20c'/)
  assert.match(curlExample(routes.get('notes.list-notes')!, 'http://h'), /notes\?limit=5&tag=kitchen'/)
})

test('the status needs no token, shows figures only, and asks the stores once per second', async (t) => {
  let asked = 0
  const example = await startExample(t, { pages: { status: async () => (asked++, STATUS) } })
  const answers = await Promise.all([1, 2].map(async () => (await fetch(`${example.address}/status.json`)).json()))
  assert.deepEqual(answers, [STATUS, STATUS])
  assert.equal(asked, 1)
  example.clock.time += 1_000
  await fetch(`${example.address}/status.json`)
  assert.equal(asked, 2)
})

test('when the figures cannot be had the answer says so', async (t) => {
  const example = await startExample(t, { pages: { status: () => Promise.reject(new Error('secret host db7')) } })
  const json = await fetch(`${example.address}/status.json`)
  assert.equal(json.status, 503)
  assert.doesNotMatch(await json.text(), /db7/)
})

test('health, readiness with reasons, and metrics', async (t) => {
  let ready = false
  const example = await startExample(t, { pages: { readiness: () => [{ name: 'log', ready: true }, { name: 'warehouse', ready, ...(ready ? {} : { reason: 'migrating' }) }] } })
  assert.equal((await fetch(`${example.address}/healthz`)).status, 200)
  const not = await fetch(`${example.address}/readyz`)
  assert.equal(not.status, 503)
  assert.deepEqual(await not.json(), { ready: false, parts: [{ name: 'log', ready: true }, { name: 'warehouse', ready: false, reason: 'migrating' }] })
  ready = true
  assert.equal((await fetch(`${example.address}/readyz`)).status, 200)
  const metrics = await fetch(`${example.address}/metrics`)
  assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain/)
  assert.match(await metrics.text(), /^touchstone_process_resident_memory_bytes \d+/m)
  const post = await fetch(`${example.address}/healthz`, { method: 'POST' })
  assert.deepEqual([post.status, post.headers.get('allow')], [405, 'GET, HEAD, OPTIONS'])
})
