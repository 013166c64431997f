import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCondition } from '@touchstone/language'
import { segmentTexts } from './segments.ts'

test('a thousand conditions, all of them valid and none of them twice', () => {
  const texts = segmentTexts(1000)
  for (const { where } of texts) {
    const parsed = parseCondition(where)
    assert.ok(parsed.ok, parsed.ok ? '' : `${where}: ${parsed.failure.message}`)
  }
  assert.equal(new Set(texts.map(({ where }) => where)).size, texts.length)
})
