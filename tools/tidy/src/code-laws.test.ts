// The laws on code: for each, files that obey it and planted violations that must be found, at their lines.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callLaw } from './laws/calls.ts'
import { importLaw } from './laws/imports.ts'
import { nameLaw } from './laws/names.ts'
import { deadDeclarationLaw, deadFileLaw } from './laws/reachability.ts'
import { sizeLaw } from './laws/size.ts'
import { wordLaw } from './laws/words.ts'
import { repositoryOf } from './repository.ts'
import { ROOMS, found, lines } from './testing.ts'

test('size: files, functions, documents', () => {
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': lines(250), 'README.md': lines(200) }), [])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': lines(251) }), ['packages/base/src/a.ts:0 size'])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': lines(501) }), ['packages/base/src/a.ts:0 size-hard'])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': `\nfunction a() {\n${lines(68)}}\n` }), [])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': `\nfunction a() {\n${lines(69)}}\n` }), ['packages/base/src/a.ts:2 function-size'])
  assert.deepEqual(found(sizeLaw, { 'README.md': lines(201), 'packages/base/README.md': lines(61), 'docs/guide.md': lines(900) }), ['README.md:0 size', 'packages/base/README.md:0 size'])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': 'f(\n' }), ['packages/base/src/a.ts:2 lexer'])
})

test('size: a suite is a list, its tests are measured one by one', () => {
  const suite = (inner: number): string => `describe('a', () => {\n${lines(70)}  test('b', () => {\n${lines(inner)}  })\n})\n`
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.test.ts': suite(60) }), [])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.test.ts': suite(70) }), ['packages/base/src/a.test.ts:72 function-size'])
  assert.deepEqual(found(sizeLaw, { 'packages/base/src/a.ts': suite(60) }), ['packages/base/src/a.ts:1 function-size'], 'only in tests')
})

function imports(path: string, specifier: string): string[] {
  return importLaw(repositoryOf({ ...ROOMS, [path]: `import { a } from '${specifier}'\n` })).map(({ message }) => message)
}

test('imports: down is allowed', () => {
  for (const [path, specifier] of [
    ['packages/language/src/a.ts', '@touchstone/base'], ['packages/stream/src/a.ts', '@touchstone/base/node'],
    ['packages/profiles/src/a.ts', '@touchstone/stream'], ['packages/profiles/src/a.ts', '@touchstone/language'],
    ['packages/language/src/a.ts', '@touchstone/vocabulary'], ['apps/server/src/a.ts', '@touchstone/segments'],
    ['apps/cli/src/a.ts', '@touchstone/client'], ['packages/language/src/a.test.ts', '@touchstone/warehouse/testing'],
    ['packages/language/src/a.test.ts', 'node:fs'], ['packages/stream/src/a.test.ts', '@touchstone/warehouse'], ['tools/reference/src/a.ts', '../../../apps/server/src/b.ts'],
    ['packages/language/src/a.test.ts', 'fast-check'],
    ['packages/base/src/node/a.ts', 'node:fs'], ['packages/stream/src/store.ts', 'lmdb'], ['packages/stream/src/a.ts', 'node:fs'],
  ]) assert.deepEqual(imports(path, specifier), [], `${path} imports ${specifier}`)
})

test('imports: everything else is not', () => {
  const cases: [string, string, RegExp][] = [
    ['packages/base/src/a.ts', '@touchstone/language', /may not import language/],
    ['packages/language/src/a.ts', '@touchstone/stream', /may not import stream/],
    ['packages/stream/src/a.ts', '@touchstone/warehouse', /may not import warehouse/],
    ['packages/profiles/src/a.ts', '@touchstone/segments', /a room of its own floor \(declare a one-function port/],
    ['packages/profiles/src/a.test.ts', '@touchstone/segments', /a room of its own floor/],
    ['apps/cli/src/a.ts', '@touchstone/stream', /may not import stream/],
    ['packages/client/src/a.ts', '@touchstone/profiles', /may not import profiles/],
    ['packages/profiles/src/a.ts', '@touchstone/nowhere', /no room nowhere/],
    ['packages/profiles/src/a.ts', '@touchstone/stream/testing', /for tests only/],
    ['packages/language/src/a.ts', '@touchstone/base/node', /is pure/],
    ['packages/language/src/a.ts', 'node:fs', /is pure and imports node:fs/],
    ['packages/base/src/a.ts', 'node:crypto', /is pure/],
    ['packages/segments/src/a.ts', 'node:http', /do not speak HTTP/],
    ['packages/profiles/src/a.ts', '../../segments/src/a.ts', /reaches into packages\/segments/],
    ['packages/profiles/src/a.ts', './gone.ts', /does not exist/],
    ['packages/stream/src/other.ts', 'lmdb', /may only be imported by packages\/stream\/src\/store\.ts/],
    ['packages/profiles/src/a.ts', 'lmdb', /not in packages\/profiles\/package\.json/],
    ['packages/language/src/a.ts', 'lmdb', /no third-party package may enter/],
    ['packages/stream/src/a.ts', 'left-pad', /not a guest/],
    ['packages/stream/src/a.ts', '/abs/a.ts', /absolute address/],
    ['nowhere/src/a.ts', '@touchstone/base', /stands on no floor/],
  ]
  for (const [path, specifier, message] of cases) {
    const messages = imports(path, specifier)
    assert.equal(messages.length, 1, `${path} imports ${specifier}`)
    assert.match(messages[0], message)
  }
})

test('imports: types of a guest are free in the room that wraps it', () => {
  const said = (path: string): number => importLaw(repositoryOf({ ...ROOMS, [path]: "import type { A } from 'lmdb'\n" })).length
  assert.equal(said('packages/stream/src/other.ts'), 0)
  assert.equal(said('packages/profiles/src/other.ts'), 1)
})

test('calls: each ban where it holds, and only there', () => {
  const banned = (path: string, text: string): number => callLaw(repositoryOf({ [path]: text })).length
  for (const call of ['Date.now()', 'new Date()', 'process.env.A', 'process.cwd()', 'setTimeout(f, 1)', 'fetch(u)', 'performance.now()', 'crypto.randomUUID()', 'console.log(1)', 'new Function("a")', 'eval("a")']) {
    assert.equal(banned('packages/language/src/a.ts', `const a = 1\n${call}`), 1, call)
    assert.equal(banned('packages/language/src/a.test.ts', call), 0, `${call} in a test`)
    assert.equal(banned('packages/language/src/a.ts', `// ${call}\nconst a = '${call.replaceAll("'", '')}'`), 0, `${call} in a comment`)
  }
  for (const call of ['Math.random()', 'new Buffer(1)', 'debugger']) assert.equal(banned('packages/stream/src/a.test.ts', call), 1, call)
  for (const call of ['new Date(at)', 'x.process', 'clock.fetch()', 'this.console', 'retryTimeout(f)']) assert.equal(banned('packages/language/src/a.ts', call), 0, call)
  assert.equal(banned('packages/stream/src/a.ts', 'setTimeout(f, 1); process.pid'), 0, 'floor 2 may wait')
  assert.equal(banned('packages/stream/src/a.ts', 'process.exit(1)'), 1)
  assert.equal(banned('packages/base/src/node/a.ts', 'Date.now()'), 0, 'the clock itself')
  assert.equal(banned('apps/server/src/options.ts', 'process.env'), 0)
  assert.equal(banned('apps/server/src/http/a.ts', 'process.env'), 1)
  assert.equal(banned('apps/cli/src/a.ts', 'console.log(1)'), 0)
})

test('names', () => {
  assert.deepEqual(found(nameLaw, { 'packages/base/src/person-state.ts': '', 'packages/base/src/a.test.ts': '', 'docs/why/2026-11-22-a.md': '', '.ci/run': '' }), [])
  for (const path of ['packages/base/src/utils.ts', 'packages/base/src/helpers.test.ts', 'packages/base/src/types.ts', 'packages/base/src/constants.ts', 'packages/base/src/PersonState.ts', 'packages/base/src/person_state.ts']) {
    assert.deepEqual(found(nameLaw, { [path]: '' }), [`${path}:0 names`])
  }
  assert.deepEqual(found(nameLaw, { 'packages/base/src/common/a.ts': '' }), ['packages/base/src/common:0 names'])
  assert.deepEqual(found(nameLaw, { ':memory:/a.sql': '' }), [':memory:/a.sql:0 names'])
})

test('dead files: reached by import, by path, or by a manifest', () => {
  const repository = {
    'package.json': '{"scripts":{"a":"node tools/a.mjs"}}',
    'tools/a.mjs': '',
    'packages/base/package.json': '{"exports":{"./x":"./src/x.ts"}}',
    'packages/base/src/x.ts': "import './y.ts'; const w = new URL('./worker.ts', import.meta.url)",
    'packages/base/src/y.ts': "export * from './z.ts'",
    'packages/base/src/z.ts': '',
    'packages/base/src/worker.ts': '',
    'packages/base/src/index.ts': '',
    'packages/base/src/a.test.ts': '',
    'packages/base/src/operations/do-it.ts': '',
    'packages/base/src/dead.ts': "import './also-dead.ts'",
    'packages/base/src/also-dead.ts': "import './dead.ts'",
  }
  assert.deepEqual(found(deadFileLaw, repository), ['packages/base/src/dead.ts:0 dead-file', 'packages/base/src/also-dead.ts:0 dead-file'])
})

test('dead files: style sheets, and screens that are loaded later', () => {
  const repository = {
    'apps/console/src/main.tsx': "import './a.css'; const screen = () => import('./screen.tsx')",
    'apps/console/src/a.css': '', 'apps/console/src/screen.tsx': "import classes from './screen.module.css'", 'apps/console/src/screen.module.css': '',
    'apps/shop/index.html': '<link rel="stylesheet" href="/shop/b.css">', 'apps/shop/b.css': '', 'apps/shop/c.css': '',
  }
  assert.deepEqual(found(deadFileLaw, repository), ['apps/shop/c.css:0 dead-file'])
  assert.deepEqual(found(deadDeclarationLaw, { 'a.ts': "export const route = later(() => import('./b.tsx'), 'BeePage')", 'b.tsx': 'export function BeePage() {}' }), ['a.ts:1 dead-declaration'])
  assert.deepEqual(found(deadDeclarationLaw, { 'a.ts': "declare module 'x' {\n  interface Register {}\n}" }), [])
})

test('dead declarations', () => {
  assert.deepEqual(found(deadDeclarationLaw, { 'a.ts': 'export const a = 1', 'b.ts': "import { a } from './a.ts'" }), [])
  assert.deepEqual(found(deadDeclarationLaw, { 'a.ts': '\nexport function a() {}\ninterface B {}\nconst _c = 1 // a B' }), ['a.ts:2 dead-declaration', 'a.ts:3 dead-declaration'])
})

test('words: notes, switched-off tests, silenced compiler, machine paths', () => {
  const word = ['TO', 'DO'].join('')
  assert.deepEqual(found(wordLaw, { 'a.ts': `\n// ${word}: later` }), ['a.ts:2 notes'])
  assert.deepEqual(found(wordLaw, { 'a.ts': `const a = '${word}'` }), [])
  assert.deepEqual(found(wordLaw, { 'a.ts': '// @ts-ignore\na()' }), ['a.ts:1 notes'])
  assert.deepEqual(found(wordLaw, { 'a.ts': '// @ts-expect-error the library forgot the second argument\na()' }), [])
  const off = (text: string): number => found(wordLaw, { 'a.test.ts': text }).length
  for (const text of ['test.only("a", f)', 'describe.skip("a", f)', 'it.todo("a")', 'test("a", { skip: true }, f)', 't.skip()', 'test("a", { only: true }, f)']) assert.equal(off(text), 1, text)
  for (const text of ['t.skip("no data")', 'if (a) return test.skip("no data")', 'test("a", { skip: !there && "no data" }, f)', 'query.skip(5)']) assert.equal(off(text), 0, text)
  const path = ['', 'home', 'ada', 'x'].join('/')
  assert.deepEqual(found(wordLaw, { 'a.md': `\nsee ${path}` }), ['a.md:2 machine-path'])
  assert.deepEqual(found(wordLaw, { 'a.md': 'var/lib/touchstone, ./home/x, docs/home/x, https://x.org/home/y' }), [])
})
