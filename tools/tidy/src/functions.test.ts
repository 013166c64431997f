import assert from 'node:assert/strict'
import { test } from 'node:test'
import { functionsOf } from './functions.ts'
import { SourceFile } from './repository.ts'

function found(text: string): string[] {
  return functionsOf(new SourceFile('a.ts', text)).map(({ name, from, to }) => `${name} ${from}-${to}`)
}

test('functions, methods, accessors, constructors and arrows', () => {
  assert.deepEqual(found('function a() {\n}'), ['a 1-2'])
  assert.deepEqual(found('export async function* a<T extends { b: 1 }>(x: T) {\n\n}'), ['a 1-3'])
  assert.deepEqual(found('class A {\n  constructor(a: number) {\n  }\n  get b() {\n    return 1\n  }\n  #c(x = { y: 1 }) {\n  }\n  static async d() {\n  }\n}'), ['constructor 2-3', 'b 4-6', '#c 7-8', 'd 9-10'])
  assert.deepEqual(found('const a = (x) => {\n}\nconst b = async x => {\n}'), ['a 1-2', 'b 3-4'])
  assert.deepEqual(found('const a = {\n  b() {\n  },\n  c: () => {\n  },\n}'), ['b 2-3', 'c 4-5'])
})

test('return types, also with braces in them', () => {
  assert.deepEqual(found('function a(): { b: 1 } {\n}'), ['a 1-2'])
  assert.deepEqual(found('function a(): Promise<{ b: 1 }> {\n}'), ['a 1-2'])
  assert.deepEqual(found('function a(x: unknown): x is { b: 1 } {\n}'), ['a 1-2'])
  assert.deepEqual(found('function a(): Map<string, () => void> {\n}'), ['a 1-2'])
  assert.deepEqual(found('function a(): (x: number) => void {\n}'), ['a 1-2'])
  assert.deepEqual(found('function a(): string | { b: 1 }[] {\n}'), ['a 1-2'])
  assert.deepEqual(found('const a = (x: number): Result<X> => {\n}'), ['a 1-2'])
})

test('what only looks like a function', () => {
  assert.deepEqual(found('if (a) {\n}\nfor (const b of c) {\n}\nwhile (d) {\n}\nswitch (e) {\n}'), [])
  assert.deepEqual(found('try {\n} catch (e) {\n}'), [])
  assert.deepEqual(found('interface A {\n  b(): { c: 1 }\n  d(x: number): void\n}'), [])
  assert.deepEqual(found('function a(x: string): void\nfunction a(x: number): void\nfunction a(x: unknown) {\n}'), ['a 3-4'])
  assert.deepEqual(found('const a = b ? f(c) : { d: 1 }'), [])
  assert.deepEqual(found("// function a() {\nconst b = 'function c() {'"), [])
  assert.deepEqual(found('const a = f(b)\n{\n}').length <= 1, true)
})

test('the call an arrow is given to', () => {
  const [outer, inner] = functionsOf(new SourceFile('a.ts', "describe('a', () => {\n  test('b', async (t) => {\n  })\n})"))
  assert.equal(outer.argumentOf, 'describe')
  assert.equal(inner.argumentOf, 'test')
  assert.equal(inner.name, 'the function given to test')
})
