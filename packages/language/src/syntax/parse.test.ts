import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ConditionFailure, parse, parseCondition } from '../index.ts'
import { syntaxNode, withoutSpans } from '../testing.ts'
import { printSyntax } from './print.ts'
import type { SyntaxNode } from './tree.ts'

function tree(text: string): unknown {
  const syntax = parse(text)
  assert.ok(syntax.ok, `${text}: ${syntax.ok || syntax.failure.message}`)
  return withoutSpans(syntax.value.root)
}

function refused(text: string): ConditionFailure {
  const condition = parseCondition(text)
  assert.ok(!condition.ok, `${text} was accepted`)
  return condition.failure
}

/** The refused text, marked: `country [is] "DE"`. */
function marked(text: string): string {
  const { span } = refused(text).details
  return `${text.slice(0, span.start)}[${text.slice(span.start, span.end)}]${text.slice(span.end)}`
}

const trait = (name: string) => ({ kind: 'trait', name })
const text = (value: string) => ({ type: 'string', value })
const number = (value: number) => ({ type: 'number', value })

describe('what can be written', () => {
  it('traits: comparison, list, existence', () => {
    assert.deepEqual(tree('plan != "free"'), { kind: 'compare', subject: trait('plan'), operator: '!=', value: text('free') })
    assert.deepEqual(tree('age>=-2.5'), { kind: 'compare', subject: trait('age'), operator: '>=', value: number(-2.5) })
    assert.deepEqual(tree('active == TRUE'), { kind: 'compare', subject: trait('active'), operator: '=', value: { type: 'boolean', value: true } })
    assert.deepEqual(tree('x = 1.5e-3'), { kind: 'compare', subject: trait('x'), operator: '=', value: number(0.0015) })
    assert.deepEqual(tree('country IN ("DE", 3, false)'), { kind: 'in', trait: trait('country'), negated: false, values: [text('DE'), number(3), { type: 'boolean', value: false }] })
    assert.deepEqual(tree('country not in ("DE")'), { kind: 'in', trait: trait('country'), negated: true, values: [text('DE')] })
    assert.deepEqual(tree('plan exists'), { kind: 'exists', trait: trait('plan'), negated: false })
    assert.deepEqual(tree('plan does not exist'), { kind: 'exists', trait: trait('plan'), negated: true })
    assert.deepEqual(tree('plan not exists'), tree('plan does not exist'))
  })

  it('names with any character, and names that are words of the language elsewhere', () => {
    assert.deepEqual(tree('trait("plan \\"name\\" \\\\ \\n \\u00e9 🛒") = 1'), { kind: 'compare', subject: trait('plan "name" \\ \n é 🛒'), operator: '=', value: number(1) })
    assert.deepEqual(tree('trait ( "in" ) exists'), { kind: 'exists', trait: trait('in'), negated: false })
    assert.deepEqual(tree('count = 1'), { kind: 'compare', subject: trait('count'), operator: '=', value: number(1) })
    assert.deepEqual(tree('last in ("x")'), { kind: 'in', trait: trait('last'), negated: false, values: [text('x')] })
  })

  it('aggregates over events, with windows and property paths', () => {
    const aggregate = (called: string, path: string[], window: unknown) => ({
      kind: 'aggregate', function: called, event: { name: 'Order Completed' }, path: path.map((name) => ({ name })), window,
    })
    assert.deepEqual(tree('count("Order Completed") in last 90 days >= 3'), {
      kind: 'compare', subject: aggregate('count', [], { amount: 90, unit: 'day' }), operator: '>=', value: number(3),
    })
    assert.deepEqual(tree('sum("Order Completed".cart."odd name".in) < 10'), {
      kind: 'compare', subject: aggregate('sum', ['cart', 'odd name', 'in'], undefined), operator: '<', value: number(10),
    })
    for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'year']) {
      for (const written of [unit, `${unit}s`, unit.toUpperCase()]) {
        assert.deepEqual(tree(`did "X" in last 2 ${written}`), { kind: 'did', negated: false, event: { name: 'X' }, times: undefined, window: { amount: 2, unit } })
      }
    }
    assert.deepEqual(tree('did not "X" 3 times in last 1 day'), { kind: 'did', negated: true, event: { name: 'X' }, times: number(3), window: { amount: 1, unit: 'day' } })
  })

  it('and binds tighter than or, not tighter than both; parentheses decide otherwise', () => {
    const item = (name: string) => ({ kind: 'exists', trait: trait(name), negated: false })
    assert.deepEqual(tree('a exists or b exists and not c exists'), {
      kind: 'or', items: [item('a'), { kind: 'and', items: [item('b'), { kind: 'not', item: item('c') }] }],
    })
    assert.deepEqual(tree('(a exists or b exists) and c exists'), { kind: 'and', items: [{ kind: 'or', items: [item('a'), item('b')] }, item('c')] })
    assert.deepEqual(tree('a exists and b exists and c exists'), { kind: 'and', items: [item('a'), item('b'), item('c')] })
  })

  it('comments, line breaks and any case of the words', () => {
    assert.deepEqual(tree('# who\nDID NOT "X" # really\r\n\tIN LAST 3 Days'), tree('did not "X" in last 3 days'))
  })
})

describe('what is refused, and where', () => {
  const cases: [string, string, string][] = [
    ['', '[]', 'expected a trait, "count(", "sum(", "did", "not" or "(", found the end of the condition'],
    ['country is "DE"', 'country [is] "DE"', 'it is written "=" here'],
    ['country = DE', 'country = [DE]', 'did you mean "DE" in quotes?'],
    ['country = null', 'country = [null]', 'it is written "does not exist" here'],
    ['a = 1 && b = 2', 'a = 1 [&&] b = 2', '"&&" is written "and" here'],
    ['a <> 1', 'a [<>] 1', '"<>" is written "!=" here'],
    ['a = 1 adn b = 2', 'a = 1 [adn] b = 2', 'did you mean "and"?'],
    ['a exist', 'a [exist]', 'did you mean "exists"?'],
    ['coutn("X") > 1', '[coutn]("X") > 1', 'did you mean "count"?'],
    ['"X" = 1', '["X"] = 1', 'write trait("X") for a trait or did "X" for an event'],
    ['did X', 'did [X]', 'expected the name of an event in double quotes'],
    ['did ""', 'did [""]', 'found an empty one'],
    ['did "X" in last 3 dyas', 'did "X" in last 3 [dyas]', 'did you mean "days"?'],
    ['did "X" in last 3 months', 'did "X" in last 3 [months]', 'a month has no fixed length'],
    ['did "X" in 3 days', 'did "X" in [3] days', 'expected "last"'],
    ['count("X") >= 3 in last 3 days', 'count("X") >= 3 [in] last 3 days', 'a window stands before the comparison'],
    ['plan in last 3 days', 'plan in [last] 3 days', 'a trait has no window'],
    ['sum("X") > 1', 'sum("X"[)] > 1', 'a sum needs a property, as in sum("X".revenue)'],
    ['count("X".y) > 1', 'count("X".[y]) > 1', 'takes no property'],
    ['count("X")', 'count("X")[]', 'expected a comparison (=, !=, <, <=, >, >=) or "in last"'],
    ['(a = 1', '(a = 1[]', 'the "(" at character 1 is never closed'],
    ['a = 1)', 'a = 1[)]', 'closes nothing'],
    ['a in ()', 'a in ([)]', 'expected a text in double quotes'],
    ['a in ("x" "y")', 'a in ("x" ["y"])', 'expected "," or ")"'],
    ['a = "x', 'a = ["x]', 'has no closing quote'],
    ['a = "x\ny"', 'a = ["x]\ny"', 'has no closing quote on its line'],
    ['a = "\\x"', 'a = "[\\x]"', 'expected \\", \\\\, \\n or \\u'],
    ['a = "\\ud800"', 'a = ["\\ud800"]', 'half of a surrogate pair'],
    ["a = 'x'", "a = [']x'", 'straight double quotes'],
    ['größe = 1', 'gr[ö]ße = 1', 'is written trait("…")'],
    ['a = 1e999', 'a = [1e999]', 'is too large'],
    ['not', 'not[]', 'found the end of the condition'],
    ['a = 1 b = 2', 'a = 1 [b] = 2', 'expected "and", "or" or the end of the condition'],
  ]
  for (const [condition, where, why] of cases) {
    it(JSON.stringify(condition), () => {
      assert.equal(marked(condition), where)
      assert.ok(refused(condition).message.includes(why), refused(condition).message)
    })
  }

  it('answers what was expected and found as data', () => {
    const { code, details } = refused('a = 1 adn b = 2')
    assert.equal(code, 'language.unexpected')
    assert.deepEqual(details, { span: { start: 6, end: 9 }, expected: ['"and"', '"or"', 'the end of the condition'], found: 'adn', suggestion: 'and' })
  })

  it('hostile texts are refused in at most 50 ms', () => {
    const hostile = [
      '('.repeat(10_000), 'not '.repeat(8_000), `${'('.repeat(101)}a = 1${')'.repeat(101)}`, `a = "${'x'.repeat(1_000_000)}"`, `a in (${'1,'.repeat(16_000)}1)`,
      'a = 1 or '.repeat(3_000) + 'a = 1', '"'.repeat(32_000), '#'.repeat(40_000), '\\'.repeat(32_000), 'a'.repeat(32_000), `sum("E"${'.x'.repeat(10_000)}) > 1`,
      'did "X" in last 99999999999999999999 years', `a = ${'9'.repeat(30_000)}`, `a = "${'\\u'.repeat(10_000)}"`, '🛒'.repeat(16_000),
    ]
    parseCondition('warm = "up"')
    for (const condition of hostile) {
      // The best of some: a busy machine may stop any one of them for longer than that.
      let took = Infinity
      for (let attempt = 0; attempt < 10 && took > 50; attempt++) {
        const start = performance.now()
        refused(condition)
        took = Math.min(took, performance.now() - start)
      }
      assert.ok(took <= 50, `${condition.slice(0, 20)}… took ${took} ms`)
    }
    assert.ok(parseCondition(`${'('.repeat(100)}a = 1${')'.repeat(100)}`).ok)
    assert.equal(refused('('.repeat(10_000)).code, 'language.too_deep')
  })

  it('never throws, whatever is thrown at it', () => {
    const pieces = ['and', 'or', 'not', 'in', 'last', 'did', 'count', 'sum', 'trait', 'exists', 'does', 'exist', '(', ')', ',', '.', '=', '!=', '<=', '"X"', '"', '3', '-1.5', 'days', 'a', '\\', '#', '\n', '🛒', '\ud800']
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '))
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })), (condition) => {
        const checked = parseCondition(condition)
        if (checked.ok) return
        const { span } = checked.failure.details
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= condition.length)
        assert.ok(checked.failure.message.isWellFormed())
      }),
      { numRuns: 3_000 },
    )
    assert.equal(parse(undefined as unknown as string).ok, false)
  })
})

describe('printing', () => {
  it('gives the same tree back', () => {
    fc.assert(
      fc.property(syntaxNode(fc), (root: SyntaxNode) => {
        assert.deepEqual(tree(printSyntax({ root, comments: [] })), withoutSpans(root))
      }),
      { numRuns: 1_000 },
    )
  })
})
