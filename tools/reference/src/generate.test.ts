import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ok } from '@touchstone/base'
import { operation, s, toJsonSchema } from '@touchstone/governance'
import { noteOperations } from '../../../apps/server/src/http/testing.ts'
import { generate } from './generate.ts'
import { clientFiles, exampleFiles } from './generated-files.ts'
import { pascal, printDeclarations } from './print-type.ts'
import { throwingPorts } from './throwing-ports.ts'

const operationsFile = new URL('../../../apps/server/src/operations.ts', import.meta.url)

test('the client says what the operations of this release say', { skip: existsSync(operationsFile) ? false : 'apps/server has no list of operations yet' }, async () => {
  for (const { file, text } of await clientFiles()) assert.equal(readFileSync(file, 'utf8'), text, `${file.pathname.split('/').at(-1)} is out of date: run "npm run reference"`)
})

test('the example of these tests is up to date too', () => {
  for (const { file, text } of exampleFiles()) assert.equal(readFileSync(file, 'utf8'), text, `${file.pathname.split('/').at(-1)} is out of date: run "npm run reference"`)
})

test('the order of the declarations does not change the text', () => {
  assert.deepEqual(generate(noteOperations().reverse(), []), generate(noteOperations(), []))
})

test('every shape our schema library emits has a type', () => {
  const tree: any = s.object({ word: s.string(), inner: s.array(s.lazy(() => tree)) })
  const shape = s.object({
    text: s.string().describe('Ends */ a comment'), 'odd-key': s.literal(3).optional(), size: s.enum(['s', "it's"]), both: s.union([s.string(), s.number()]), maybe: s.boolean().nullable(), pair: s.tuple([s.string(), s.number()]), map: s.record(s.string(), s.number()),
    any: s.unknown(), tree, kinds: s.discriminatedUnion('kind', [s.object({ kind: s.literal('a') }), s.object({ kind: s.literal('b'), n: s.number() })]), loose: s.looseObject({ a: s.string() }), mixed: s.intersection(s.object({ a: s.string() }), s.object({ b: s.string() })),
  })
  assert.equal(
    printDeclarations('X', toJsonSchema(shape, 'input')),
    `export type X = {
  /** Ends *\\/ a comment */
  readonly text: string
  readonly "odd-key"?: 3
  readonly size: 's' | "it's"
  readonly both: string | number
  readonly maybe: boolean | null
  readonly pair: readonly [string, number]
  readonly map: Readonly<Record<string, number>>
  readonly any: unknown
  readonly tree: XSchema0
  readonly kinds: {
    readonly kind: 'a'
  } | {
    readonly kind: 'b'
    readonly n: number
  }
  readonly loose: {
    readonly a: string
    readonly [other: string]: unknown
  }
  readonly mixed: {
    readonly a: string
    readonly b: string
  }
}

export interface XSchema0 {
  readonly word: string
  readonly inner: ReadonlyArray<XSchema0>
}
`.replace('export type X = {', 'export interface X {'),
  )
  assert.equal(printDeclarations('T', toJsonSchema(tree, 'output')), 'export interface T {\n  readonly word: string\n  readonly inner: ReadonlyArray<T>\n}\n')
  assert.equal(printDeclarations('U', toJsonSchema(s.union([s.object({ a: s.string() }), s.object({ b: s.string() })]), 'output')), 'export type U = {\n  readonly a: string\n} | {\n  readonly b: string\n}\n')
  assert.equal(printDeclarations('A', { allOf: [{ type: 'string' }, { enum: ['a', 1] }] }), "export type A = (string) & ('a' | 1)\n")
  assert.equal(printDeclarations('N', toJsonSchema(s.object({}), 'input')), 'export type N = {}\n')
  assert.equal(pascal('segments.create-segment'), 'SegmentsCreateSegment')
})

test('ports of a listing can be passed on but not used', () => {
  const declare = ({ store, deep }: { store: { read(): string }; deep: { er: { still(): void } } }, early: boolean) => {
    if (early) store.read()
    const kept = deep.er.still
    return operation({ name: 'a.get-b', method: 'GET', path: 'a', summary: 's', permission: 'a:read', audit: 'x', input: s.object({}), output: s.object({}), example: { input: {}, output: {} }, handler: async () => (kept(), ok({})) })
  }
  assert.equal(declare(throwingPorts(), false).name, 'a.get-b')
  assert.throws(() => declare(throwingPorts(), true), /ports\.store\.read was called while operations were only being listed/)
})
