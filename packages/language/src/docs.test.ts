// The page for analysts may not say what is not so: every condition on it is read, and its limits are the real ones.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { Limit, parseCheckedExpression, parseCondition } from './index.ts'

const page = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8')

/** What stands in the first column of the tables of a text. */
const cellsOf = (text: string): string[] => [...text.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, written]) => written!))
const computedTraits = /## Computed traits\n[^]*?\n(?=## )/.exec(page)![0]

it('every condition of docs/language.md is accepted', () => {
  const blocks = [...page.matchAll(/```condition\n([^`]*)```/g)].map(([, text]) => text)
  const cells = cellsOf(page.replace(computedTraits, ''))
  assert.ok(blocks.length >= 5 && cells.length >= 14, 'the page has conditions')
  for (const text of [...blocks, ...cells]) {
    const condition = parseCondition(text, { segments: () => 'plan = "gold"' })
    assert.ok(condition.ok, `${text}: ${condition.ok || condition.failure.message}`)
  }
})

it('every expression of docs/language.md is accepted', () => {
  const expressions = cellsOf(computedTraits)
  assert.ok(expressions.length >= 6, 'the page has expressions')
  for (const text of expressions) {
    const checked = parseCheckedExpression(text, { computed: (name) => (name === 'lifetime_value' ? expressions[0] : undefined) })
    assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  }
})

it('the limits of docs/language.md are the real ones', () => {
  for (const limit of [Limit.TEXT, Limit.DEPTH, Limit.LEAVES, Limit.LIST, Limit.WINDOW / 86_400_000, Limit.COUNT, Limit.SUM, Limit.PATH, Limit.STATE]) {
    assert.ok(page.includes(`| ${limit.toLocaleString('en')} `) || page.includes(`| ±${limit.toLocaleString('en')} `), `${limit}`)
  }
})

it('the refusal shown in docs/language.md is the real one', () => {
  const condition = parseCondition('country is "DE"')
  assert.ok(!condition.ok)
  assert.ok(page.replace(/\s+/g, ' ').includes(condition.failure.message), condition.failure.message)
})
