import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { Operation } from '@touchstone/governance'
import { register } from './registration.ts'
import { noteOperations } from './testing.ts'

const good = operation({
  name: 'a.get-thing', method: 'GET', path: 'a/{id}', summary: 'Get', permission: 'a:read', audit: 'got {id}',
  input: s.object({ id: s.coerce.number() }), output: s.object({ n: s.number() }), example: { input: { id: 1 }, output: { n: 1 } },
  handler: async () => ok({ n: 1 }),
})
const refused = (change: Record<string, unknown>, message: RegExp) => assert.throws(() => register([{ ...good, ...change } as unknown as Operation]), message)

test('good declarations are taken as they are', () => {
  assert.deepEqual(register([good]).map(({ name, room, pathFields }) => [name, room, pathFields]), [['a.get-thing', 'a', ['id']]])
  assert.equal(register(noteOperations()).length, 9)
})

test('an operation without permission, audit sentence, summary or example is refused', () => {
  refused({ permission: undefined }, /a\.get-thing: it has no permission/)
  refused({ permission: 'anything' }, /no permission/)
  refused({ audit: '' }, /no audit sentence/)
  refused({ audit: undefined }, /no audit sentence/)
  refused({ audit: 'got {name}' }, /names \{name\}, which is not in its input/)
  refused({ summary: ' ' }, /no summary/)
  refused({ example: undefined }, /no example/)
})

test('an example must fit the shapes it explains', () => {
  refused({ example: { input: { id: 'x' }, output: { n: 1 } } }, /example input does not fit.*id/)
  refused({ example: { input: { id: 1 }, output: { n: 'x' } } }, /example output does not fit.*n/)
})

test('names and routes are unique and well formed', () => {
  assert.throws(() => register([good, good]), /name is taken twice[\s\S]*route GET a\/\{\} is already a\.get-thing/)
  assert.throws(() => register([good, { ...good, name: 'a.get-other', path: 'a/{id}' }]), /route GET a\/\{\} is already/)
  refused({ name: 'getThing' }, /<room>\.<verb-noun>/)
  refused({ path: 'b/{id}' }, /must begin with the room's word/)
  refused({ path: 'a/{id}/../x' }, /must begin with|hold only words/)
  refused({ path: 'a/{other}' }, /path names \{other\}/)
})

test('what stands in a path or query must be readable from text', () => {
  refused({ input: s.object({ id: s.number() }) }, /field id is not readable from text/)
  refused({ input: s.object({ id: s.coerce.number(), flag: s.coerce.boolean().optional() }) }, /field flag is not readable from text \("false"\)/)
  refused({ input: s.object({ id: s.coerce.number(), deep: s.object({}).optional() }) }, /deep is an object/)
  refused({ input: s.string(), example: { input: 'x', output: { n: 1 } } }, /must be an object shape/)
})

test('all faults are told at once', () => {
  assert.throws(() => register([{ ...good, audit: '', summary: '' }]), (error: Error) => error.message.includes('audit') && error.message.includes('summary'))
})
