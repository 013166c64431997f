import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { LIMITS } from './limits.ts'
import { made, startExample } from './testing.ts'

const headers = { authorization: 'Bearer all' }

test('a file is sent whole, under its name, with its permission and its audit record', async (t) => {
  const { address, audits } = await startExample(t)
  const answer = await fetch(`${address}/api/notes/notes.txt?lines=3`, { headers })
  assert.equal(await answer.text(), '1 Tea\n2 Tea\n3 Tea\n')
  assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="my__notes_.txt"')
  assert.deepEqual(audits.map(({ text, outcome }) => [text, outcome]), [['exported notes', 'done']])
  assert.equal((await fetch(`${address}/api/notes/notes.txt`)).status, 401)
  const full = await fetch(`${address}/api/notes/notes.txt?lines=13`, { headers })
  assert.deepEqual([full.status, ((await full.json()) as { code: string }).code], [503, 'notes.store-full'])
  const head = await fetch(`${address}/api/notes/notes.txt`, { method: 'HEAD', headers })
  assert.deepEqual([head.status, await head.text()], [200, ''])
})

test('what breaks half-way breaks the connection, so that nobody takes half a file for a whole one', async (t) => {
  const { address, lines } = await startExample(t)
  const answer = await fetch(`${address}/api/notes/notes.txt?lines=50000&breakAt=40000`, { headers })
  await assert.rejects(answer.text())
  assert.match(String(lines.find(({ event }) => event === 'api.defect')?.['error']), /the pencil broke/)
})

test('a slow reader holds the making up, one who leaves ends it, and only so many are served at once', async (t) => {
  const { address, lines } = await startExample(t)
  const before = made.lines
  const asked = Array.from({ length: LIMITS.downloads }, () => request(`${address}/api/notes/notes.txt?lines=100000000`, { headers }).end())
  const answers = await Promise.all(asked.map((one) => new Promise<NodeJS.ReadableStream>((resolve) => one.once('response', resolve))))
  const refused = await fetch(`${address}/api/notes/notes.txt`, { headers })
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string }).code], [503, 'api.full'])
  // Nobody reads: what fits the sockets is made, and no more.
  let last = -1
  for (let wait = 0; wait < 100 && last !== made.lines; wait++) {
    last = made.lines
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.equal(last, made.lines, 'the making stands still')
  assert.ok(last - before < 2_000_000, `${last - before} lines were made for nobody`)
  answers.forEach((one) => (one as unknown as { destroy(): void }).destroy())
  while (lines.filter(({ event }) => event === 'api.caller-left').length < LIMITS.downloads) await new Promise((resolve) => setTimeout(resolve, 20))
  const again = await fetch(`${address}/api/notes/notes.txt`, { headers })
  assert.equal(await again.text(), '1 Tea\n')
})
