import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCondition, parseStoredCondition } from '../parse-condition.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import type { CheckOptions } from './check.ts'
import { conditionText } from './text.ts'

function options(texts: Readonly<Record<string, string>>, more: CheckOptions = {}): CheckOptions {
  return { segments: (name) => (Object.hasOwn(texts, name) ? texts[name] : undefined), segmentNames: Object.keys(texts), ...more }
}

function textOf(text: string, given: CheckOptions): string {
  const checked = parseCondition(text, given)
  assert.ok(checked.ok, checked.ok ? '' : checked.failure.message)
  const printed = conditionText(checked.value.root)
  const again = parseStoredCondition(printed)
  assert.ok(again.ok)
  assert.deepEqual(withoutSpans(again.value), withoutSpans(checked.value))
  return printed
}

function refused(text: string, given?: CheckOptions) {
  const checked = parseCondition(text, given)
  assert.ok(!checked.ok, `${text} was accepted`)
  const { code, message, details } = checked.failure
  return { code, message, where: text.slice(details.span.start, details.span.end), suggestion: details.suggestion }
}

describe('segment("…")', () => {
  it('is the condition of that segment, wherever it stands', () => {
    const given = options({ VIP: 'plan = "gold" or did "X" 3 times', Both: 'segment("VIP") and a = 1' })
    assert.equal(textOf('segment("VIP") and b = 2', given), '(plan = "gold" or count("X") >= 3) and b = 2')
    assert.equal(textOf('not segment("Both")', given), 'not ((plan = "gold" or count("X") >= 3) and a = 1)')
    assert.equal(textOf('entered segment("VIP") in last 7 days', given), 'entered (plan = "gold" or count("X") >= 3) in last 7 days')
    assert.equal(textOf('segment("VIP") for 1 day', given), '(plan = "gold" or count("X") >= 3) for 1 day')
  })

  it('stands where it is named, all its parts with it, and counts with them', () => {
    const text = 'b = 2 or segment("Both")'
    const checked = parseCondition(text, options({ VIP: 'plan = "gold" or did "X"', Both: 'segment("VIP") and a = 1' }))
    assert.ok(checked.ok && checked.value.root.kind === 'any')
    const spans = [...JSON.stringify(checked.value.root.items[1]).matchAll(/"span":({[^}]*})/g)].map(([, span]) => JSON.parse(span) as { start: number; end: number })
    assert.equal(spans.length, 5)
    for (const { start, end } of spans) assert.equal(text.slice(start, end), '"Both"')
    assert.equal(checked.value.cost.leaves, 4)
    const half = Array.from({ length: 100 }, () => 'a = 1').join(' or ')
    assert.ok(parseCondition('segment("H") or segment("H")', options({ H: half })).ok)
    const many = refused('segment("H") or b = 1 or segment("H")', options({ H: half }))
    assert.deepEqual([many.code, many.where], ['language.too_many_leaves', '"H"'])
  })

  it('is refused where there is none, with the nearest name', () => {
    assert.equal(refused('segment("VIP")').code, 'language.no_segments')
    assert.deepEqual(refused('a = 1 and segment("VPI")', options({ VIP: 'a = 1' })), {
      code: 'language.unknown_segment',
      message: 'there is no segment "VPI"; did you mean "VIP"?',
      where: '"VPI"',
      suggestion: 'VIP',
    })
    assert.equal(parseStoredCondition('segment("VIP")').ok, false)
  })

  it('cannot be part of itself, however far around', () => {
    const ring = { A: 'segment("B")', B: 'a = 1 and (segment("C") or b = 1)', C: 'not segment("A")' }
    const found = refused('x = 1 and segment("A")', options(ring))
    assert.deepEqual([found.code, found.where], ['language.segment_cycle', '"A"'])
    assert.match(found.message, /a segment cannot be part of itself: A → B → C → A$/)
    assert.match(refused('segment("A")', options({ A: 'segment("B")', B: 'segment("B")' })).message, /: B → B$/)
    // What is being defined counts, by its name and by its id, also where the stored text does not have the ring yet.
    const self = options({ A: 'a = 1', B: 'segment("seg_1")', seg_1: 'a = 1' }, { self: ['A', 'seg_1'] })
    assert.match(refused('segment("B")', self).message, /: A → B → seg_1$/)
    assert.match(refused('segment("A")', self).message, /: A → A$/)
  })

  it('tells what is wrong within it', () => {
    const given = options({ Old: 'email exists', Broken: 'a =', Seq: '"A" then "B"' })
    const old = refused('b = 1 or segment("Old")', given)
    assert.deepEqual([old.code, old.where], ['language.personal_trait', '"Old"'])
    assert.match(old.message, /^in the segment "Old": "email" is a personal trait/)
    const broken = refused('segment("Broken")', given)
    assert.match(broken.message, /^in the segment "Broken": /)
    assert.equal(broken.where, '"Broken"')
    const past = refused('a = 1 and segment("Seq") for 1 day', given)
    assert.deepEqual([past.code, past.where], ['language.no_past', '"Seq"'])
  })

  it('is limited in depth and in length, so that what is written out can be read again', () => {
    const chain = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`S${index}`, index === 0 ? 'a = 1' : `segment("S${index - 1}")`]))
    assert.ok(parseCondition('segment("S19")', options(chain)).ok)
    const deep = refused('segment("S25")', options(chain))
    assert.equal(deep.code, 'language.segment_depth')
    assert.match(deep.message, /at most 20 deep: S25 → S24 → /)
    const list = `a in (${Array.from({ length: 1000 }, (_, index) => index + 1e6).join()})`
    assert.equal(refused(Array.from({ length: 10 }, () => 'segment("L")').join(' or '), options({ L: list })).code, 'language.segments_too_long')
    const nested = `${'not '.repeat(60)}a = 1`
    assert.equal(refused(`${'not '.repeat(60)}segment("N")`, options({ N: nested })).code, 'language.segments_too_long')
  })
})
