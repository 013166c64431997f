import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCheckedExpression, parseCondition } from '@touchstone/language'
import { READY_SEGMENTS } from './ready-segments.ts'
import { READY_TRAITS } from './ready-traits.ts'
import { TRUTHS } from './truths.ts'

const computed = (name: string): string | undefined => READY_TRAITS.find((one) => one.name === name)?.expression

test('every ready-made computed trait reads, once those before it are there, and its check names it', () => {
  for (const [index, { name, description, expression, check }] of READY_TRAITS.entries()) {
    const known = READY_TRAITS.slice(0, index)
    const checked = parseCheckedExpression(expression, { computed: (other) => known.find((one) => one.name === other)?.expression, self: [name] })
    assert.ok(checked.ok, `${name}: ${checked.ok ? '' : checked.failure.message}`)
    assert.ok(description.endsWith('.') && check.where.includes(name) && parseCondition(check.where, { computed }).ok, name)
  }
  assert.deepEqual(READY_TRAITS.map(({ name }) => name), ['lifetime_value', 'average_basket', 'favourite_category', 'last_channel', 'days_between_orders'])
})

test('every ready-made segment reads, has a name of its own and plain words', () => {
  const known = new Map<string, string>()
  for (const { name, description, where } of READY_SEGMENTS) {
    const condition = parseCondition(where.replaceAll(/segment\("([^"]+)"\)/g, (_, other: string) => `(${known.get(other) ?? assert.fail(`${name} names ${other} before it is there`)})`), { computed })
    assert.ok(condition.ok, `${name}: ${condition.ok ? '' : condition.failure.message}`)
    assert.ok(!known.has(name) && description.length > 20 && description.endsWith('.'), name)
    known.set(name, where)
  }
  assert.ok(known.size >= 12)
})

test('those that compare people come last', () => {
  const ranked = READY_SEGMENTS.map(({ where }, index) => (/\b(?:top|bottom) \d/.test(where) || where.includes('segment("Top') ? index : -1)).filter((index) => index >= 0)
  assert.deepEqual(READY_SEGMENTS.map(({ ranks }, index) => (ranks === true ? index : -1)).filter((index) => index >= 0), ranked)
  assert.equal(ranked[0], READY_SEGMENTS.length - ranked.length)
})

test('they show the kinds of the language', () => {
  const all = READY_SEGMENTS.map(({ where }) => where).join('\n')
  for (const kind of [/\bdid "/, /did not/, /count\(/, /sum\(/, /\blast\("/, / \/ count/, / then /, /within .* after/, /top 5%/, /segment\(/, /for 7 days/, /anniversary/, /random share/, /exists/, /in last/, / where /]) assert.match(all, kind)
})

test('every check of every truth reads', () => {
  for (const { id, checks } of TRUTHS) {
    for (const { asks, where } of checks) {
      const condition = parseCondition(where)
      assert.ok(condition.ok, `${id}, ${asks}: ${condition.ok ? '' : condition.failure.message}`)
    }
    assert.notEqual(checks[0].isOne, undefined, `${id}: the roles say who was planted`)
  }
})
