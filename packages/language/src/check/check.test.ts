import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Checked, type ConditionFailure, type PersonalTraits, type Syntax, check, listens, parse, parseCondition } from '../index.ts'
import { withoutSpans } from '../testing.ts'

function checkedOf(text: string): Checked {
  const checked = parseCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value
}

function refused(text: string, personalTraits?: PersonalTraits): ConditionFailure {
  const checked = parseCondition(text, personalTraits && { personalTraits })
  assert.ok(!checked.ok, `${text} was accepted`)
  return checked.failure
}

describe('check', () => {
  it('resolves windows to milliseconds and sugar to what it stands for', () => {
    assert.deepEqual(withoutSpans(checkedOf('did not "X" in last 2 weeks').root), {
      kind: 'not',
      item: {
        kind: 'aggregate-compare',
        aggregate: { kind: 'count', events: { event: 'X', window: { kind: 'rolling', length: 14 * 86_400_000 } } },
        operator: '>=',
        value: 1,
      },
    })
    assert.deepEqual(withoutSpans(checkedOf('a not in ("x", "x", 1)').root), { kind: 'not', item: { kind: 'trait-in', trait: 'a', values: ['x', 1] } })
  })

  it('refuses what has no meaning, at its place', () => {
    const cases: [string, string, string][] = [
      ['a < true', 'language.boolean_order', 'true'],
      ['count("X") >= 1.5', 'language.bad_count', '1.5'],
      ['count("X") >= -1', 'language.bad_count', '-1'],
      ['count("X") >= 10001', 'language.bad_count', '10001'],
      ['did "X" 0 times', 'language.no_times', '0'],
      ['did "X" 10001 times', 'language.bad_count', '10001'],
      ['sum("X".y) > 1000000000001', 'language.huge_sum', '1000000000001'],
      ['did "X" in last 0 days', 'language.bad_window', 'in last 0 days'],
      ['did "X" in last 1.5 days', 'language.bad_window', 'in last 1.5 days'],
      ['did "X" in last 3651 days', 'language.long_window', 'in last 3651 days'],
      ['did "X" in last 11 years', 'language.long_window', 'in last 11 years'],
      [`a in (${Array.from({ length: 1001 }, (_, i) => i).join()})`, 'language.long_list', ''],
    ]
    for (const [text, code, where] of cases) {
      const failure = refused(text)
      assert.equal(failure.code, code, text)
      if (where !== '') assert.equal(text.slice(failure.details.span.start, failure.details.span.end), where)
    }
    const most = ['did "X" in last 3650 days', 'did "X" in last 10 years', 'count("X") >= 10000', 'sum("X".y) > -1e12', `a in (${Array.from({ length: 1000 }, (_, i) => i).join()})`]
    for (const text of most) checkedOf(text)
  })

  it('refuses personal traits and names what is safe', () => {
    const cases: [string, string][] = [
      ['email = "a@b.c"', 'use email_domain or has_email instead'],
      ['trait("E-Mail") exists', 'use email_domain or has_email instead'],
      ['phone exists', 'use has_phone instead'],
      ['first_name in ("Ann")', 'use has_name instead'],
      ['trait("Last Name") = "x"', 'use has_name instead'],
      ['lastName = "x"', 'use has_name instead'],
      ['address exists', 'use country instead'],
      ['birthday = "x"', 'use birth_year instead'],
      ['ssn exists', 'conditions cannot use it'],
    ]
    for (const [text, hint] of cases) {
      const failure = refused(text)
      assert.equal(failure.code, 'language.personal_trait')
      assert.ok(failure.message.includes(hint), failure.message)
    }
    for (const text of ['email_domain = "b.c"', 'has_email = true', 'has_phone = true', 'country = "DE"', 'has_name = true']) checkedOf(text)
    const own: PersonalTraits = (trait) => (trait === 'shoe_size' ? ['has_feet'] : undefined)
    assert.ok(refused('shoe_size = 42', own).message.includes('use has_feet instead'))
    assert.ok(parseCondition('email exists', { personalTraits: own }).ok)
  })

  it('refuses an aggregate compared with a text, which the parser never makes', () => {
    const count = parse('count("X") > 3')
    assert.ok(count.ok && count.value.root.kind === 'compare')
    const checked = check({ root: { ...count.value.root, value: { type: 'string', value: '3', span: { start: 13, end: 14 } } }, comments: [] })
    assert.ok(!checked.ok && checked.failure.code === 'language.not_a_number' && checked.failure.details.span.start === 13)
  })

  it('counts leaves and state, each aggregate once, and refuses what keeps too much', () => {
    assert.deepEqual(checkedOf('a = 1 and (b exists or did "X")').cost, { leaves: 3, state: 16 })
    assert.equal(checkedOf('count("X") in last 3 days >= 3 and count("X") in last 9 days >= 3').cost.state, 8 + 3 * 8)
    assert.equal(checkedOf('sum("X".y) in last 30 days > 3').cost.state, 24 + 30 * 16)
    assert.equal(checkedOf('sum("X".y) > 3 or sum("X".y) < 1').cost.state, 16)
    assert.equal(checkedOf(Array.from({ length: 200 }, () => 'a = 1').join(' or ')).cost.leaves, 200)
    assert.equal(refused(Array.from({ length: 201 }, () => 'a = 1').join(' or ')).code, 'language.too_many_leaves')
    const failure = refused('count("A") >= 10000 and count("B") >= 10000 and sum("C".d) in last 3650 days > 1 and count("D") > 9999')
    assert.equal(failure.code, 'language.too_costly')
    assert.match(failure.message, /most of it is for count\("A"\)/)
  })

  it('refuses trees deeper than the parser makes instead of overflowing', () => {
    const leaf = parse('a = 1')
    assert.ok(leaf.ok)
    let root: Syntax['root'] = leaf.value.root
    for (let depth = 0; depth < 100_000; depth++) root = { kind: 'not', item: root, span: root.span }
    const checked = check({ root, comments: [] })
    assert.ok(!checked.ok && checked.failure.code === 'language.tree_too_deep')
    // The deepest that the parser makes: each parenthesis holds an `or` of `and`s.
    const deep = Array.from({ length: 100 }, () => 'a = 1 or a = 1 and (').join('') + 'a = 1 or a = 1 and a = 1' + ')'.repeat(100)
    assert.equal(refused(deep).code, 'language.too_many_leaves')
    assert.ok(parseCondition(`${'not '.repeat(100)}a = 1`).ok)
    assert.ok(parseCondition(Array.from({ length: 66 }, () => 'a = 1 or a = 1 and (').join('') + 'a = 1' + ')'.repeat(66)).ok)
  })

  it('listens to the events and traits it names, each once', () => {
    assert.deepEqual(listens(checkedOf('did "B" and a = 1 or not (sum("A".x) > 1 and did "B" and b exists and a in (1))')), { events: ['B', 'A'], traits: ['a', 'b'] })
  })
})
