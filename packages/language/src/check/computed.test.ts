// Names of computed traits in conditions, and expressions that are refused.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readCondition } from '../explain/reading.ts'
import { complete, completeExpression } from '../explain/complete.ts'
import { parseCondition } from '../parse-condition.ts'
import { parseCheckedExpression } from '../parse-stored.ts'
import type { CheckOptions } from './context.ts'
import { conditionText } from './text.ts'

const TRAITS: Readonly<Record<string, string>> = {
  value: 'sum("O".revenue)',
  orders: 'count("O")',
  basket: 'value / orders',
  channel: 'last("O".channel)',
  liked: 'favourite("V".category) fading by half every 1 weeks',
  gap_days: 'gap("O") in last 90 days',
}
const options: CheckOptions = { computed: (name) => TRAITS[name], computedNames: Object.keys(TRAITS) }

function written(text: string): string {
  const checked = parseCondition(text, options)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return conditionText(checked.value.root)
}

function refused(text: string, given = options): { code: string; message: string; span: { start: number; end: number } } {
  const checked = parseCondition(text, given)
  assert.ok(!checked.ok, text)
  return { code: checked.failure.code, message: checked.failure.message, span: checked.failure.details.span }
}

describe('a computed trait in a condition', () => {
  it('is its expression', () => {
    for (const [text, expected] of [
      ['value >= 100', 'sum("O".revenue) >= 100'],
      ['trait("value") != 1', 'sum("O".revenue) != 1'],
      ['orders in (1, 2)', '(count("O") = 1 or count("O") = 2)'],
      ['orders not in (1)', 'not count("O") = 1'],
      ['basket < 3.5 and plan = "x"', 'sum("O".revenue) / count("O") < 3.5 and plan = "x"'],
      ['value > trait("orders")', 'sum("O".revenue) > count("O")'],
      ['channel in ("web", "app") or channel does not exist', 'last("O".channel) in ("web", "app") or last("O".channel) does not exist'],
      ['liked = "a"', 'favourite("V".category) fading by half every 7 days = "a"'],
      ['gap_days < 7', 'gap("O") in last 90 days < 7'],
      ['(value > 3) for 2 days', 'sum("O".revenue) > 3 for 2 days'],
    ] as const) assert.equal(written(text).replace(/^\((.*)\)$/, '$1'), expected.replace(/^\((.*)\)$/, '$1'))
  })

  it('is read with its name', () => {
    const checked = parseCondition('not value >= 100', options)
    assert.ok(checked.ok)
    assert.equal(readCondition(checked.value), 'People for whom the sum of revenue over "O" of all time is less than 100 (value)')
  })

  it('cannot be asked what its expression cannot be asked', () => {
    for (const [text, code] of [
      ['value = "x"', 'language.not_a_number'],
      ['orders >= 1.5', 'language.bad_count'],
      ['value exists', 'language.computed_number'],
      ['value contains "1"', 'language.computed_number'],
      ['basket > trait("value")', 'language.computed_pair'],
      ['value > trait("plan")', 'language.computed_pair'],
      ['plan = trait("channel")', 'language.computed_pair'],
      ['channel = trait("plan")', 'language.not_static'],
      ['channel before now', 'language.not_static'],
      ['value anniversary today', 'language.computed_day'],
      ['did "O" where category = trait("liked")', 'language.not_static'],
      ['(liked = "a") for 2 days', 'language.no_past'],
      ['entered (gap_days < 3) in last 2 days', 'language.no_past'],
    ] as const) assert.equal(refused(text).code, code, text)
    const many = `orders in (${Array.from({ length: 201 }, (_, index) => index).join(', ')})`
    assert.equal(refused(many).code, 'language.too_many_leaves')
  })

  it('says in which trait something is wrong, at its name', () => {
    const broken = refused('plan = "x" and wrong > 1', { computed: (name) => (name === 'wrong' ? 'sum("O".a) in last 0 days' : undefined) })
    assert.match(broken.message, /^in the computed trait "wrong": /)
    assert.deepEqual(broken.span, { start: 15, end: 20 })
  })

  it('is no part of itself', () => {
    const ring: CheckOptions = { computed: (name) => ({ a: 'b', b: 'c', c: 'a' })[name], self: [] }
    assert.deepEqual([refused('a > 1', ring).code, refused('a > 1', ring).message.endsWith('a → b → c → a')], ['language.trait_cycle', true])
    const own = parseCheckedExpression('a / count("O")', { computed: () => 'b', self: ['b'] })
    assert.ok(!own.ok && own.failure.code === 'language.trait_cycle')
  })

  it('is offered first', () => {
    const known = { traits: ['valid'], computed: ['value'], events: ['O'], properties: () => ['revenue'], segments: [] }
    assert.deepEqual(complete('val', 3, known).items.map(({ insert, detail }) => [insert, detail]), [['value', 'computed'], ['valid', undefined]])
    assert.deepEqual(completeExpression('favourite("O".r', 15, known).items.map(({ insert }) => insert), ['revenue'])
    assert.ok(completeExpression('value ', 6, known).items.some(({ insert }) => insert === '/'))
  })
})

describe('an expression', () => {
  it('is refused where it makes no sense', () => {
    for (const [text, code] of [
      ['', 'language.unexpected'],
      ['plan', 'language.unknown_computed'],
      ['sum("O")', 'language.no_property'],
      ['gap("O".a)', 'language.count_of_property'],
      ['favourite("O")', 'language.no_property'],
      ['last("O")', 'language.no_property'],
      ['last("O".a) yesterday', 'language.no_kept_value'],
      ['first("O".a) in last 2 days', 'language.no_kept_value'],
      ['last("O".a[].b)', 'language.list_path'],
      ['favourite("O".a where b = trait("c"))', 'language.not_static'],
      ['favourite("O".a) fading by half every 0 days', 'language.bad_window'],
      ['favourite("O".a) fading half', 'language.unexpected'],
      ['sum("O".a) > 3', 'language.unexpected'],
      ['sum("O".a) / sum("O".b) / sum("O".c)', 'language.unexpected'],
      ['basket / orders', 'language.no_operand'],
      ['channel / orders', 'language.no_operand'],
      ['sum("O".phone)', 'language.personal_trait'],
    ] as const) {
      const checked = parseCheckedExpression(text, options)
      assert.ok(!checked.ok, text)
      assert.equal(checked.failure.code, code, `${text}: ${checked.failure.message}`)
    }
  })
})
