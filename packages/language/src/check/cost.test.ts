import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCondition } from '../parse-condition.ts'
import type { Cost } from './tree.ts'

function costOf(text: string): Cost {
  const checked = parseCondition(text)
  assert.ok(checked.ok, checked.ok ? '' : checked.failure.message)
  return checked.value.cost
}

function refused(text: string) {
  const checked = parseCondition(text)
  assert.ok(!checked.ok, `${text} was accepted`)
  assert.equal(checked.failure.code, 'language.too_costly')
  const { span } = checked.failure.details
  return { message: checked.failure.message, where: text.slice(span.start, span.end) }
}

describe('cost', () => {
  it('counts leaves, those of what is held too', () => {
    assert.equal(costOf('a = 1 and (b exists or did "X")').leaves, 3)
    assert.equal(costOf('(a = 1 or b = 2) for 1 day and not c = 3').leaves, 3)
  })

  it('estimates what each kind keeps', () => {
    const cases: [string, number][] = [
      ['a = 1 and hour() = 3 and random share 1% of "x"', 0],
      ['did "X" in last 90 days', 8 + 8],
      ['count("X") in last 90 days < 3', 8 + 3 * 8],
      ['count("X") this month = 3', 8 + 4 * 8],
      ['distinct("X".a) >= 3', 8 + 3 * 16],
      ['nth("X", 5) in last 7 days', 8 + 5 * 8],
      ['sum("X".y) > 1', 40],
      ['last("X".y) in last 7 days = 1', 32],
      ['sum("X".y) in last 30 days > 3', 24 + 30 * 16],
      ['count("X") from 14 days ago to 7 days ago > 3', 24 + 14 * 16],
      ['count("X") last month > 3', 24 + 62 * 16],
      ['count("X" where a = trait("b")) in last 30 days > 3', 24 + 30 * 24],
      ['did "X" in last 7 days for 14 days', 24 + 21 * 16],
      ['entered (a = 1) in last 14 days', 24 + 14 * 16],
      ['"A" then "B" in last 30 days', 32 + 2 * 30 * 24],
    ]
    for (const [text, state] of cases) assert.equal(costOf(text).state, state, text)
  })

  it('counts what is shared once', () => {
    assert.equal(costOf('count("X") in last 3 days >= 3 and count("X") in last 9 days >= 3').state, 8 + 3 * 8)
    assert.equal(costOf('sum("X".y) > 3 or maximum("X".y) < 1').state, 40)
    assert.equal(costOf('sum("X".y) in last 2 days > 3 or minimum("X".y) in last 2 days < 1').state, 24 + 2 * 16)
    assert.equal(costOf('sum("X".y) in last 2 days > 3 or minimum("X".y where z = 1) in last 2 days < 1').state, 2 * (24 + 2 * 16))
  })

  it('estimates more work for what is read one by one', () => {
    const work = (text: string): number => costOf(text).work
    assert.ok(work('count("X" where a = trait("b")) in last 3650 days > 1') > 5 * work('sum("X".a) in last 3650 days > 1'))
    assert.ok(work('did "X" where (any p (a = 1 or b = 2))') > work('did "X" where (a = 1 or b = 2)'))
    assert.ok(work('"A" then "B" in last 3650 days') > work('"A" then "B" within 1 day in last 3650 days'))
  })

  it('refuses what keeps or takes too much, naming the part that costs most', () => {
    const state = refused('count("A") >= 10000 and count("B") >= 10000 and sum("C".d) in last 3650 days > 1 and count("D") > 9999')
    assert.match(state.message, /would keep about \d+ bytes per person, at most 262144 are allowed; most of it is for count\("A"\)$/)
    assert.equal(state.where, 'count("A") >= 10000')
    const steps = `"A"${Array.from({ length: 9 }, (_, index) => ` then "B${index}"`).join('')}`
    const work = refused(`${Array.from({ length: 6 }, (_, index) => `"A${index}"${' then "B"'.repeat(9)} in last 3650 days`).join(' or ')} or ${steps}`)
    assert.match(work.message, /most of it is for "A/)
  })
})
