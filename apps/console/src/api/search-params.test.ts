import assert from 'node:assert/strict'
import { test } from 'node:test'
import { flag, list, oneOf, search, text, whole } from './search-params.ts'

const read = search({ q: text(5), page: whole(1, 9), sort: oneOf('name', 'size'), down: flag, hide: list(2) })

test('what is well formed is kept, in the form that the screen wants', () => {
  assert.deepEqual(read({ q: 'abc', page: 3, sort: 'size', down: true, hide: ['a', 'b'] }), { q: 'abc', page: 3, sort: 'size', down: true, hide: ['a', 'b'] })
  assert.deepEqual(read({ q: 12, page: '7', down: 'true', hide: 'a,b' }), { q: '12', page: 7, down: true, hide: ['a', 'b'] })
  assert.deepEqual(read({ q: true }), { q: 'true' }, 'somebody looks for the word')
})

test('anything else is as if it were not there', () => {
  for (const bad of [null, undefined, {}, [], '', NaN, Infinity, -1, 0, 1.5, 'x'.repeat(3), ['a', 1], { toString: () => 'name' }, 'constructor']) {
    const found = read({ page: bad, sort: bad, down: bad })
    assert.deepEqual(found, {}, String(bad))
  }
  assert.deepEqual(read({ q: 'x'.repeat(100), hide: ['a', 2, '', 'b', 'c'], other: 1 }), { q: 'xxxxx', hide: ['a', 'b'] })
  assert.deepEqual(read({ q: { a: 1 }, hide: 7 }), {})
})
