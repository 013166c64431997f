// The laws on rooms and documents: for each, files that obey it and planted violations that must be found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyExceptions } from './exceptions.ts'
import type { Finding } from './finding.ts'
import { architectureLaw, guestLaw, indexLaw, linkLaw, versionLaw } from './laws/documents.ts'
import { lockLaw } from './laws/lock.ts'
import { assertLaw, cardLaw, operationLaw } from './laws/rooms.ts'
import { repositoryOf } from './repository.ts'
import { ROOMS, found, lines } from './testing.ts'

const CARD = '# base\nInvariants\nNot here\n'

test('room cards', () => {
  assert.deepEqual(found(cardLaw, { 'packages/base/src/a.ts': '', 'packages/base/README.md': CARD, 'bench/src/main.ts': '', 'bench/README.md': 'x' }), [])
  assert.deepEqual(found(cardLaw, { 'packages/base/src/a.ts': '' }), ['packages/base:0 room-card'])
  assert.deepEqual(found(cardLaw, { 'packages/base/src/a.ts': '', 'packages/base/README.md': '# base\n' }).length, 2)
})

const OPERATION = `export const a = operation({
  name: 'segments.do-it', method: 'GET', path: 'segments/{id}',
  summary: 's', input: i, output: o, permission: 'segments:read', audit: 'did it', example: { input: {}, output: {} },
  async handler(input) { return ok(input) },
})`

test('operations', () => {
  const path = 'packages/segments/src/operations/do-it.ts'
  const said = (text: string): string[] => operationLaw(repositoryOf({ [path]: text })).map(({ message }) => message)
  assert.deepEqual(said(OPERATION), [])
  assert.deepEqual(said(OPERATION.replaceAll(', ', ',\n')), [])
  assert.match(said(OPERATION.replace("permission: 'segments:read', ", '')).join(), /has no permission/)
  assert.match(said(OPERATION.replace("audit: 'did it', ", '')).join(), /has no audit/)
  const spread = OPERATION.replaceAll(', ', ',\n')
  assert.match(said(spread.replace('segments.do-it', 'segments.do-that')).join(), /"segments\.do-it"/)
  assert.match(said(spread.replace("'segments/{id}'", "'people/{id}'")).join(), /starts with the room's word/)
  assert.match(said(spread.replace("'segments:read'", "'people:read'")).join(), /permissions begin/)
  assert.match(said('export const a = 1').join(), /declares no operation/)
})

test('asserts where correctness lives', () => {
  const file = (asserts: number): Record<string, string> => ({ 'packages/stream/src/a.ts': lines(1_000 - asserts) + lines(asserts, 'assert(a, "b")\n') })
  assert.deepEqual(found(assertLaw, file(10)), [])
  assert.deepEqual(found(assertLaw, file(9)), ['packages/stream:0 asserts'])
})

test('guests', () => {
  const list = ROOMS['DEPENDENCIES.md']
  const files = { 'packages/stream/package.json': '{"dependencies":{"lmdb":"1"}}', 'packages/stream/src/store.ts': '' }
  assert.deepEqual(found(guestLaw, { ...files, 'DEPENDENCIES.md': list }), ['DEPENDENCIES.md:3 guests'], 'the reason is too short')
  const good = list.replace('keeps the live state', 'keeps the live state of every person in one memory-mapped file')
  assert.deepEqual(found(guestLaw, { ...files, 'DEPENDENCIES.md': good }), [])
  const twice = good.replace('store.ts` |', 'store.ts` `packages/stream/package.json` |')
  assert.deepEqual(found(guestLaw, { ...files, 'DEPENDENCIES.md': twice }), ['DEPENDENCIES.md:3 guests'], 'two wrappers')
  const folder = good.replace('packages/stream/src/store.ts', 'packages/stream/')
  assert.deepEqual(found(guestLaw, { ...files, 'DEPENDENCIES.md': folder }), ['DEPENDENCIES.md:3 guests'], 'a folder that is no place for guests')
  const react = { 'apps/console/package.json': '{"dependencies":{"react":"1"}}', 'DEPENDENCIES.md': '|`react`|`apps/console/`|MIT|screens as functions of state, with a wide choice|\n' }
  assert.deepEqual(found(guestLaw, react), [])
  assert.deepEqual(found(guestLaw, files), ['packages/stream/package.json:0 guests'])
  assert.deepEqual(found(guestLaw, { 'DEPENDENCIES.md': good }).length, 2, 'asked for by nobody, and its wrapper is gone')
})

test('the table of ARCHITECTURE.md', () => {
  const table = (row: string): string => `# A\n\n## To change X, open Y\n\n| to change | open |\n|---|---|\n${row}\n`
  assert.deepEqual(found(architectureLaw, { 'ARCHITECTURE.md': table('| a | `packages/a.ts` and `packages/` |'), 'packages/a.ts': '' }), [])
  assert.deepEqual(found(architectureLaw, { 'ARCHITECTURE.md': table('| a | `packages/b.ts` |') }), ['ARCHITECTURE.md:7 architecture'])
  assert.deepEqual(found(architectureLaw, { 'ARCHITECTURE.md': table('| a | packages |') }), ['ARCHITECTURE.md:7 architecture'])
  assert.deepEqual(found(architectureLaw, { 'ARCHITECTURE.md': '# A' }), ['ARCHITECTURE.md:0 architecture'])
  assert.deepEqual(found(architectureLaw, { 'ARCHITECTURE.md': table('') }), ['ARCHITECTURE.md:3 architecture'])
})

test('links between documents', () => {
  assert.deepEqual(found(linkLaw, { 'a.md': '[b](docs/b.md#x) [c](https://x.y) [d](#e) `[f](g.md)`', 'docs/b.md': '[a](../a.md)' }), [])
  assert.deepEqual(found(linkLaw, { 'a.md': '\n[b](docs/c.md)', 'docs/b.md': '[a](a.md)' }), ['a.md:2 links', 'docs/b.md:1 links'])
})

test('every page of docs/ is in its index', () => {
  const files = { 'docs/README.md': '[a](a.md)', 'docs/a.md': '', 'docs/why/c.md': '' }
  assert.deepEqual(found(indexLaw, files), [])
  assert.deepEqual(found(indexLaw, { ...files, 'docs/b.md': '' }), ['docs/b.md:0 docs-index'])
})

test('one version, with an entry in the changelog', () => {
  const files = { 'package.json': '{"version":"1.2.3","private":true}', 'CHANGELOG.md': '## 1.2.3 (2026-11-22)\n' }
  assert.deepEqual(found(versionLaw, files), [])
  assert.deepEqual(found(versionLaw, { ...files, 'CHANGELOG.md': '## 1.2.30\n' }), ['CHANGELOG.md:0 version'])
  assert.deepEqual(found(versionLaw, { ...files, 'packages/a/package.json': '{"version":"1.2.2"}' }).length, 2)
})

test('the lock file', () => {
  const lock = (packages: object): Record<string, string> => ({ 'package-lock.json': JSON.stringify({ packages }, null, 2) })
  const good = { '': { optionalDependencies: { 'n-linux-x64': '1' } }, 'node_modules/n-linux-x64': { version: '1' }, 'node_modules/@t/a': { resolved: 'packages/a', link: true } }
  assert.deepEqual(found(lockLaw, lock(good)), [])
  assert.deepEqual(found(lockLaw, lock({ ...good, 'node_modules/b': { version: '1', resolved: 'https://r/b.tgz' } })), ['package-lock.json:15 lock'])
  assert.deepEqual(found(lockLaw, lock({ '': { optionalDependencies: { 'n-darwin-arm64': '1' } } })).length, 1)
  assert.deepEqual(found(lockLaw, lock({ '': { optionalDependencies: { 'n-win32-x64': '1' } } })), [])
  assert.deepEqual(found(lockLaw, lock({ '': { dependencies: { left: '1' } } })).length, 1)
  assert.deepEqual(found(lockLaw, {}), ['package-lock.json:0 lock'])
})

test('exceptions excuse what they name, and are findings themselves when they do not', () => {
  const finding: Finding = { file: 'a.ts', line: 0, law: 'size', message: 'm' }
  const reason = 'a table of card ranges, longer than any code should be'
  assert.deepEqual(applyExceptions([finding], [{ law: 'size', file: 'a.ts', reason }]), [])
  assert.deepEqual(applyExceptions([finding], [{ law: 'size', file: 'b.ts', reason }]).map(({ law }) => law), ['size', 'exceptions'])
  assert.match(applyExceptions([finding], [{ law: 'size', file: 'a.ts', reason: 'because' }])[0].message, /no real reason/)
  const hard = { ...finding, law: 'size-hard' }
  assert.deepEqual(applyExceptions([hard], [{ law: 'size-hard', file: 'a.ts', reason }]).map(({ law }) => law), ['size-hard', 'exceptions'])
})
