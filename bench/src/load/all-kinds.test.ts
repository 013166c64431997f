import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCondition } from '@touchstone/language'
import { allKindsTexts, otherBrandsTexts } from './all-kinds.ts'

for (const [name, texts] of [['of all kinds', allKindsTexts(1_000)], ['of other brands', otherBrandsTexts(2_000)]] as const) {
  test(`conditions ${name}: all of them valid and none of them twice`, () => {
    for (const { where } of texts) {
      const parsed = parseCondition(where)
      assert.ok(parsed.ok, parsed.ok ? '' : `${where}: ${parsed.failure.message}`)
    }
    assert.equal(new Set(texts.map(({ where }) => where)).size, texts.length)
  })
}
