import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseCondition } from '../parse-condition.ts'
import type { CheckOptions } from './check.ts'

/** Milliseconds of this process; the best of a few, so that a busy machine is not taken for a slow program. */
function answered(text: string, options?: CheckOptions): { code: string | undefined; took: number } {
  let code: string | undefined
  let took = Infinity
  for (let run = 0; run < 4; run++) {
    const began = process.cpuUsage()
    const checked = parseCondition(text, options)
    const { user, system } = process.cpuUsage(began)
    took = Math.min(took, (user + system) / 1000)
    code = checked.ok ? undefined : checked.failure.code
  }
  return { code, took }
}

const MOST = 50

describe('a hostile definition is answered in time', () => {
  const list = `in (${Array.from({ length: 1000 }, (_, index) => index).join()})`
  const segments = (texts: Readonly<Record<string, string>>): CheckOptions => ({ segments: (name) => texts[name] })
  const ring = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`S${index}`, `segment("S${(index + 1) % 10_000}")`]))
  const cases: [string, string, string | undefined, CheckOptions?][] = [
    ['10,000 parentheses', `${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`, 'language.too_deep'],
    ['10,000 parentheses in a filter', `did "X" where ${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`, 'language.too_deep'],
    ['8,000 negations', `${'not '.repeat(8_000)}a = 1`, 'language.too_deep'],
    ['a text of 1 MB', `a = "${'x'.repeat(1_000_000)}"`, 'language.too_long'],
    ['a list of 10,000 values', `a in (${'1,'.repeat(9_999)}1)`, 'language.long_list'],
    ['many long lists', Array.from({ length: 8 }, () => `a ${list}`).join(' or '), undefined],
    ['200 long lists by way of a segment', Array.from({ length: 200 }, () => 'segment("L")').join(' or '), 'language.segments_too_long', segments({ L: `a ${list}` })],
    ['a ring of 10,000 segments', 'segment("S0")', 'language.segment_depth', segments(ring)],
    ['segments that double', 'segment("A")', 'language.too_many_leaves', segments(Object.fromEntries([...'ABCDEFGHIJKLMN'].map((name, index, all) => [name, index === 13 ? 'a = 1' : `segment("${all[index + 1]}") or segment("${all[index + 1]}")`])))],
    ['windows of a billion years', 'did "X" in last 1000000000 years', 'language.long_window'],
    ['windows of 1e308 years', 'did "X" in last 1e308 years', 'language.long_window'],
    ['a time 1e300 years ago', 'a before 1e300 years ago', 'language.long_window'],
    ['100 tests in each of 20 filters', Array.from({ length: 20 }, () => `did "X" where (${Array.from({ length: 100 }, () => 'a=1').join(' or ')})`).join(' or '), undefined],
    ['a zone of 30,000 letters', `hour("${'x'.repeat(30_000)}") = 1`, 'language.unknown_zone'],
    ['a segment of 30,000 letters', `segment("${'x'.repeat(30_000)}")`, 'language.unknown_segment', { segments: () => undefined, segmentNames: Array.from({ length: 1_000 }, (_, index) => `Segment ${index}`) }],
    ['90 lists in one another', `did "X" where ${'any a ('.repeat(90)}b = 1${')'.repeat(90)}`, 'language.too_costly'],
    ['state beyond the limit', Array.from({ length: 5 }, (_, index) => `sum("X".p${index}) in last 3650 days > 1`).join(' and '), 'language.too_costly'],
  ]
  for (const [what, text, code, options] of cases) {
    it(what, () => {
      const found = answered(text, options)
      assert.equal(found.code, code)
      assert.ok(found.took <= MOST, `${found.took} ms`)
    })
  }
})
