import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importsOf, packageOf, resolveRelative } from './imports.ts'
import { SourceFile } from './repository.ts'

function found(text: string): string[] {
  return importsOf(new SourceFile('packages/a/src/b.ts', text)).map(({ specifier, line, typeOnly }) => `${line} ${specifier}${typeOnly ? ' (type)' : ''}`)
}

test('every way of naming a module', () => {
  assert.deepEqual(found("import a from './a.ts'"), ['1 ./a.ts'])
  assert.deepEqual(found('import "side-effect"'), ['1 side-effect'])
  assert.deepEqual(found("import * as a from 'a'\nimport { b,\n  c as d,\n} from 'b'"), ['1 a', '4 b'])
  assert.deepEqual(found("import type { A } from 'a'"), ['1 a (type)'])
  assert.deepEqual(found("import { type A, b } from 'a'"), ['1 a'])
  assert.deepEqual(found("import type from 'a'"), ['1 a'])
  assert.deepEqual(found("export * from './a.ts'\nexport { b } from './b.ts'\nexport type { C } from './c.ts'"), ['1 ./a.ts', '2 ./b.ts', '3 ./c.ts (type)'])
  assert.deepEqual(found("const a = await import('./a.ts')"), ['1 ./a.ts'])
  assert.deepEqual(found("const a = createRequire(import.meta.url)('a'); require('b')"), ['1 a', '1 b'])
  assert.deepEqual(found("type A = typeof import('a')"), ['1 a (type)'])
  assert.deepEqual(found("import data from './a.json' with { type: 'json' }"), ['1 ./a.json'])
})

test('what only looks like an import', () => {
  assert.deepEqual(found("// import a from 'a'\nconst b = \"import c from 'c'\""), [])
  assert.deepEqual(found("export const a = 'b'\nexport default function f() { return 'x' }"), [])
  assert.deepEqual(found("x.import('a'); const from = 'b'"), [])
  assert.deepEqual(found("export const a = Array.from('b')"), [])
  assert.deepEqual(found("`${'import'} from 'a'`"), [])
})

test('paths and packages', () => {
  assert.equal(resolveRelative('packages/a/src/b.ts', '../c.ts'), 'packages/a/c.ts')
  assert.equal(resolveRelative('packages/a/src/b.ts', './d/e.ts'), 'packages/a/src/d/e.ts')
  assert.equal(packageOf('@touchstone/base/node'), '@touchstone/base')
  assert.equal(packageOf('kysely/helpers'), 'kysely')
})
