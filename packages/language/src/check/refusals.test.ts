import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConditionFailure } from '../failure.ts'
import { parseCondition, parseStoredCondition } from '../parse-condition.ts'
import { parse } from '../syntax/parse.ts'
import type { Syntax, SyntaxNode } from '../syntax/tree.ts'
import { type CheckOptions, check } from './check.ts'
import type { PersonalTraits } from './personal-traits.ts'

function refused(text: string, options?: CheckOptions): ConditionFailure {
  const checked = parseCondition(text, options)
  assert.ok(!checked.ok, `${text} was accepted`)
  return checked.failure
}

/** text, code, what the span covers, what the message says, suggestion */
type Case = readonly [text: string, code: string, where: string, says: RegExp, suggestion?: string]

function refuses(cases: readonly Case[], options?: CheckOptions): void {
  for (const [text, code, where, says, suggestion] of cases) {
    const { code: found, message, details } = refused(text, options)
    assert.equal(found, code, `${text}: ${message}`)
    assert.equal(text.slice(details.span.start, details.span.end), where, text)
    assert.match(message, says, text)
    assert.equal(details.suggestion, suggestion, text)
  }
}

describe('check refuses', () => {
  it('tests that have no answer', () => {
    refuses([
      ['a < true', 'language.boolean_order', 'true', /no order/, '='],
      ['a starts with 3', 'language.not_a_text', '3', /expected a text after "starts with"/, '"3"'],
      ['a contains ""', 'language.empty_text', '""', /every text/],
      ['a before "2026-02-30"', 'language.bad_moment', '"2026-02-30"', /such as "2026-01-31" \(midnight UTC\)/],
      ['a after "01/02/2026"', 'language.bad_moment', '"01/02/2026"', /found "01\/02\/2026"/],
      ['a in last 0 days', 'language.bad_window', '0 days', /1 or more/],
      ['a before 201 years ago', 'language.long_window', '201 years', /73000 days/],
      ['first("X") = 3', 'language.instant_test', '= 3', /time of an event/],
      ['last("X") contains "a"', 'language.instant_test', 'contains "a"', /name a property/],
      ['nth("X", 0) exists', 'language.bad_rank_of_event', '0', /from 1 to 10000/],
      ['first("X".a[]) = 3', 'language.list_path', 'first("X".a[])', /one value/],
      ['last("X".a) = trait("b")', 'language.not_static', 'trait("b")', /the event alone decides/],
      ['last("X".a where b = trait("c")) = 1', 'language.not_static', 'trait("c")', /a first or last value/],
    ])
  })

  it('windows and numbers out of bounds', () => {
    refuses([
      ['did "X" in last 0 days', 'language.bad_window', '0 days', /a whole number of days/],
      ['did "X" in last 1.5 days', 'language.bad_window', '1.5 days', /found 1.5/],
      ['did "X" in last 3651 days', 'language.long_window', '3651 days', /leave it out for all time/],
      ['did "X" in last 11 years', 'language.long_window', '11 years', /3650 days/],
      ['did "X" from 7 days ago to 7 days ago', 'language.empty_window', 'from 7 days ago to 7 days ago', /earlier time stands first/],
      ['did "X" between "2026-02-01" and "2026-01-01"', 'language.empty_window', 'between "2026-02-01" and "2026-01-01"', /ends before it starts/],
      ['did "X" since "yesterday"', 'language.bad_moment', '"yesterday"', /expected a date/],
      ['did "X" today in zone "Berlin"', 'language.unknown_zone', '"Berlin"', /did you mean "Europe\/Berlin"/, 'Europe/Berlin'],
      ['did "X" today in their zone else "Europe/Berln"', 'language.unknown_zone', '"Europe/Berln"', /did you mean/, 'Europe/Berlin'],
      ['hour("new york") = 3', 'language.unknown_zone', '"new york"', /did you mean/, 'America/New_York'],
      ['count("X") >= 1.5', 'language.bad_count', '1.5', /a whole number from 0 to 10000/],
      ['count("X") >= -1', 'language.bad_count', '-1', /found -1/],
      ['distinct("X".a) >= 10001', 'language.bad_count', '10001', /a distinct is compared/],
      ['did "X" 0 times', 'language.no_times', '0', /1 time or more/],
      ['did "X" 10001 times', 'language.bad_count', '10001', /found 10001/],
      ['sum("X".y) > 1000000000001', 'language.huge_sum', '1000000000001', /between -1e12 and 1e12/],
      ['count("X") > 0 * count("Y")', 'language.zero_factor', '0 * count("Y")', /anything times 0/],
      ['top 0% by count("X")', 'language.bad_rank', '0', /above 0 and below 100/],
      ['top 100% by count("X")', 'language.bad_rank', '100', /above 0 and below 100/],
      ['top 1.005% by count("X")', 'language.bad_percent', '1.005', /at most 2 decimals/],
      ['random share 101% of "x"', 'language.bad_percent', '101', /from 0 to 100/],
      ['random share 20% to 10% of "x"', 'language.empty_share', 'random share 20% to 10% of "x"', /nobody/],
      ['top 5% by count("X" where a = trait("b"))', 'language.not_static', 'trait("b")', /a rank/],
      ['top 5% by count("X") today in their zone', 'language.not_static', 'today in their zone', /the person's zone cannot be part of a rank/],
      [`a in (${Array.from({ length: 1001 }, (_, index) => index).join()})`, 'language.long_list', `in (${Array.from({ length: 1001 }, (_, index) => index).join()})`, /1 to 1000 values/],
      [Array.from({ length: 201 }, () => 'a = 1').join(' or '), 'language.too_many_leaves', 'a = 1', /at most 200/],
    ])
  })

  it('filters that cannot be taken apart', () => {
    const long = Array.from({ length: 101 }, () => 'a = 1').join(' or ')
    refuses([
      ['did "X" where (a in last 7 days)', 'language.not_static', 'in last 7 days', /a time counted from now cannot be part of a filter/],
      ['did "X" where (a = trait("b") or c = 1)', 'language.nested_dynamic', 'trait("b")', /joined to the rest of it with "and"/],
      ['did "X" where (not a = trait("b"))', 'language.nested_dynamic', 'trait("b")', /outside of parentheses/],
      ['did "X" where (c = 1 and (a = trait("b") and d = 1))', 'language.nested_dynamic', 'trait("b")', /outside of parentheses/],
      ['did "X" where (a = trait("b") and hour(their zone) = 1)', 'language.two_dynamic', 'hour(their zone) = 1', /is the second/],
      ['did "X" where (p[].a = trait("b"))', 'language.element_trait', 'trait("b")', /elements of a list/],
      ['did "X" where (any p (a = trait("b")))', 'language.element_trait', 'trait("b")', /elements of a list/],
      ['did "X" where (any p (hour() = 1))', 'language.element_clock', 'hour() = 1', /no time of its own/],
      ['distinct("X".a where b = trait("c")) > 1', 'language.not_static', 'trait("c")', /a distinct/],
      ['"A" where (a = trait("b")) then "B"', 'language.not_static', 'trait("b")', /a sequence/],
      [`did "X" where (${long})`, 'language.long_filter', 'a = 1', /at most 100/],
    ])
  })

  it('clocks and anniversaries that say nothing', () => {
    refuses([
      ['hour() >= 0', 'language.constant_clock', 'hour() >= 0', /always true/],
      ['hour() < 0', 'language.constant_clock', 'hour() < 0', /never true/],
      ['weekday() in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")', 'language.constant_clock', 'weekday() in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")', /always true/],
      ['hour() = 24', 'language.bad_clock', '24', /from 0 to 23/],
      ['hour() = "9"', 'language.bad_clock', '"9"', /a whole number/],
      ['weekday() = "wensday"', 'language.bad_clock', '"wensday"', /"monday"/, 'wednesday'],
      ['weekday() < "fri"', 'language.clock_test', '< "fri"', /=, !=, in, not in/],
      ['joined anniversary in next 366 days', 'language.long_window', '366 days', /365 days away/],
    ])
  })

  it('what has no past under "for", "entered" and "left", with what to ask instead', () => {
    refuses([
      ['(a = 1 and "A" then "B") for 1 day', 'language.no_past', '"A" then "B"', /"for" cannot look back at a sequence\. Ask for a sequence/],
      ['entered (did "X" today) in last 1 day', 'language.no_past', '(did "X" today)', /"entered" cannot look back at a calendar window\. Use a length of time/],
      ['left (did "X" where (a = trait("b"))) in last 1 day', 'language.no_past', '(did "X" where (a = trait("b")))', /a filter that looks at the person/],
      ['a in last 7 days for 1 day', 'language.no_past', 'a in last 7 days', /counted from now\. Compare with a date/],
      ['last("X") exists for 1 day', 'language.no_past', 'last("X") exists', /a last event/],
      ['first("X".a) = 1 for 1 day', 'language.no_past', 'first("X".a) = 1', /"where"/],
      ['a = trait("b") for 1 day', 'language.no_past', 'a = trait("b")', /two traits/],
      ['hour() = 3 for 1 day', 'language.no_past', 'hour() = 3', /a clock\. Put it beside/],
      ['a anniversary today for 1 day', 'language.no_past', 'a anniversary today', /an anniversary/],
      ['top 5% by count("X") for 1 day', 'language.no_past', 'top 5% by count("X")', /a rank/],
      ['(entered (a = 1) in last 1 day) for 1 day', 'language.no_past', '(entered (a = 1) in last 1 day)', /another "entered"/],
      ['(a = 1 for 1 day) for 1 day', 'language.no_past', '(a = 1 for 1 day)', /another "for"/],
      ['a = 1 for 0 days', 'language.bad_window', '0 days', /1 or more/],
    ])
  })

  it('sequences too long', () => {
    const steps = `"A"${' then "B"'.repeat(10)}`
    const absences = `"A"${' and not "B" within 1 day after'.repeat(6)}`
    refuses([
      [steps, 'language.long_sequence', steps, /at most 10 steps/],
      [absences, 'language.many_absences', absences, /at most 5 absences/],
      ['"A" then "B" within 0 hours', 'language.bad_window', '0 hours', /1 or more/],
    ])
  })

  it('personal traits wherever they are read, naming what is safe', () => {
    const email = (text: string): Case => [text, 'language.personal_trait', text.includes('trait("email")') ? 'trait("email")' : 'email', /use email_domain or has_email instead/, 'email_domain']
    refuses([
      email('email = "a@b.c"'),
      email('a = trait("email")'),
      email('email < trait("a")'),
      email('did "X" where (a = trait("email"))'),
      ['birthday anniversary today', 'language.personal_trait', 'birthday', /use birth_year or birth_day instead/, 'birth_year'],
      ['trait("E-Mail") exists', 'language.personal_trait', 'trait("E-Mail")', /use email_domain/, 'email_domain'],
      ['phone exists', 'language.personal_trait', 'phone', /use has_phone instead/, 'has_phone'],
      ['lastName = "x"', 'language.personal_trait', 'lastName', /use has_name instead/, 'has_name'],
      ['address exists', 'language.personal_trait', 'address', /use country instead/, 'country'],
      ['ssn exists', 'language.personal_trait', 'ssn', /conditions cannot use it/],
    ])
    for (const text of ['email_domain = "b.c"', 'has_email = true', 'country = "DE"', 'birth_day = "01-31"', 'timezone exists']) assert.ok(parseCondition(text).ok, text)
    const own: PersonalTraits = (trait) => (trait === 'shoe_size' || trait === 'timezone' ? ['has_feet'] : undefined)
    assert.match(refused('shoe_size = 42', { personalTraits: own }).message, /use has_feet instead/)
    assert.ok(parseCondition('email exists and timezone exists', { personalTraits: own }).ok)
    assert.ok(parseStoredCondition('email exists').ok)
  })

  it('trees that the parser never makes', () => {
    const span = { start: 0, end: 1 }
    const nodeOf = (text: string): SyntaxNode => {
      const syntax = parse(text)
      assert.ok(syntax.ok)
      return syntax.value.root
    }
    const codeOf = (root: unknown): string | undefined => {
      const checked = check({ root, comments: [] } as Syntax)
      return checked.ok ? undefined : checked.failure.code
    }
    const count = nodeOf('count("X") > 3')
    const sequence = nodeOf('"A" then "B"')
    const first = nodeOf('first("X") exists')
    const anniversary = nodeOf('a anniversary in next 1 day')
    assert.ok(count.kind === 'measure' && sequence.kind === 'sequence' && first.kind === 'test' && first.subject.kind === 'event-subject')
    const path = [{ name: 'a', span }]
    const window = { kind: 'last', duration: { amount: 1, unit: 'day', span }, span }
    assert.equal(codeOf({ ...count, right: { type: 'string', value: '3', span } }), 'language.not_a_number')
    assert.equal(codeOf({ ...count, divisor: count.left, right: { kind: 'scaled', factor: undefined, aggregate: count.left, span } }), 'language.not_a_number')
    assert.equal(codeOf({ ...count, left: { ...count.left, path } }), 'language.count_path')
    assert.equal(codeOf({ ...count, left: { ...count.left, function: 'sum' } }), 'language.no_path')
    assert.equal(codeOf({ ...count, left: { ...count.left, function: 'sum', path: Array.from({ length: 21 }, () => path[0]) } }), 'language.deep_path')
    assert.equal(codeOf({ ...sequence, steps: sequence.steps.slice(0, 1) }), 'language.lone_step')
    assert.equal(codeOf({ ...sequence, steps: [{ ...sequence.steps[0], within: { amount: 1, unit: 'day', span } }, sequence.steps[1]] }), 'language.first_step')
    assert.equal(codeOf({ ...sequence, window: { kind: 'calendar', which: 'this', period: 'day', zone: undefined, span } }), 'language.sequence_window')
    assert.equal(codeOf({ ...first, subject: { ...first.subject, window } }), 'language.instant_window')
    assert.equal(codeOf({ ...first, subject: { ...first.subject, which: 'nth', path } }), 'language.value_of_nth')
    assert.equal(codeOf({ kind: 'clock', unit: 'hour', zone: undefined, test: { kind: 'exists', negated: false, span }, span }), 'language.clock_test')
    assert.equal(codeOf({ ...anniversary, duration: { amount: 25, unit: 'hour', span } }), 'language.part_of_a_day')
    let deep: SyntaxNode = nodeOf('a = 1')
    for (let depth = 0; depth < 100_000; depth++) deep = { kind: 'not', item: deep, span: deep.span }
    assert.equal(codeOf(deep), 'language.tree_too_deep')
  })
})
