import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Checked, format, parse, parseCondition } from './index.ts'
import { tokenize } from './syntax/lexer.ts'
import { printSyntax } from './syntax/print.ts'
import { conditionText, withoutSpans } from './testing.ts'
import { anySyntax } from './testing/syntax-generator.ts'

function formatted(text: string): string {
  const syntax = parse(text)
  assert.ok(syntax.ok, text)
  return format(syntax.value)
}

function checkedOf(text: string): Checked {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return checked.value
}

describe('format', () => {
  it('writes one usual spelling on one line', () => {
    assert.equal(formatted('(  COUNTRY IN("DE","AT")AND plan!="free" )'), 'COUNTRY in ("DE", "AT") and plan != "free"')
    assert.equal(formatted('count( "X" )in last 1 days==3'), 'count("X") in last 1 day = 3')
    assert.equal(formatted('trait("plan") = "a\\u0022\\u0000\\u00e9" or trait("a b") exists'), 'plan = "a\\"\\u0000é" or trait("a b") exists')
  })

  it('writes functions in full, and only the parentheses that are needed', () => {
    assert.equal(formatted('AVG("X".a[].b WHERE((c=1)))>1'), 'average("X".a[].b where c = 1) > 1')
    assert.equal(formatted('did "X" where (a = 1) in last 1 days'), 'did "X" where a = 1 in last 1 day')
    assert.equal(formatted('did "X" where a = 1 2 times'), 'did "X" where (a = 1) 2 times')
    assert.equal(formatted('did "X" where (not a = 1)'), 'did "X" where (not a = 1)')
    assert.equal(formatted('count("X" where (a = 1 or (b = 2 and c = 3))) > 1'), 'count("X" where a = 1 or b = 2 and c = 3) > 1')
    assert.equal(formatted('("A" then "B") for 1 day'), '"A" then "B" for 1 day')
    assert.equal(formatted('(not a = 1) for 1 day'), '(not a = 1) for 1 day')
    assert.equal(formatted('entered (segment("A")) in last 1 day'), 'entered segment("A") in last 1 day')
  })

  it('breaks what is held and what was entered, too', () => {
    assert.equal(
      formatted('not (country = "DE" # home\nor plan = "gold") for 14 days and left (country = "DE" and plan = "gold" # both\n) in last 7 days'),
      `not (
  country = "DE" # home
  or plan = "gold"
) for 14 days
and left (
  country = "DE"
  and plan = "gold" # both
) in last 7 days`,
    )
  })

  it('breaks what is long or commented into lines', () => {
    const text = `# big spenders
sum("Order Completed".revenue) in last 365 days >= 1000 and # but silent
not did "Order Completed" in last 60 days and (country = "DE" or
# the rest of the family
country = "AT") # done
and plan exists # at last`
    assert.equal(
      formatted(text),
      `# big spenders
sum("Order Completed".revenue) in last 365 days >= 1000
# but silent
and not did "Order Completed" in last 60 days
and (
  country = "DE"
  # the rest of the family
  or country = "AT"
) # done
and plan exists # at last`,
    )
    assert.equal(formatted('a exists # one\nand (b exists # two\nor c exists # three\n# four\n) # five'), 'a exists # one\nand (\n  b exists # two\n  or c exists # three\n  # four\n) # five')
    assert.equal(formatted('a exists # why'), 'a exists # why')
  })

  it('keeps the tree and every comment, and has nothing to add to its own text', () => {
    const gaps = fc.infiniteStream(fc.constantFrom(' ', ' ', ' ', '\n', ' # one\n', '#two # three\r\n', '\t'))
    fc.assert(
      fc.property(anySyntax(fc), gaps, (root, stream) => {
        const tokens = tokenize(printSyntax({ root, comments: [] }))
        assert.ok(tokens.ok)
        const spread = tokens.value.tokens.map((token) => token.text + stream.next().value).join('')
        const before = parse(spread)
        // With its gaps, a text that was short enough can be too long.
        fc.pre(before.ok || before.failure.code !== 'language.too_long')
        assert.ok(before.ok, spread)
        const once = format(before.value)
        const after = parse(once)
        assert.ok(after.ok, once)
        assert.deepEqual(withoutSpans(after.value), withoutSpans(before.value))
        assert.equal(format(after.value), once)
      }),
      { numRuns: 1_500 },
    )
  })

  it('sees a comment in what is never broken as one above it', () => {
    const once = formatted('entered segment ( # one\n"A") # two\nin last 1 day and a exists')
    assert.equal(once, '# one\n# two\nentered segment("A") in last 1 day and a exists')
    assert.equal(formatted(once), once)
  })

  it('of a checked condition, checks to the same condition', () => {
    fc.assert(
      fc.property(conditionText(fc), (text) => {
        const checked = checkedOf(text)
        assert.deepEqual(withoutSpans(checkedOf(format(checked))), withoutSpans(checked))
      }),
      { numRuns: 600 },
    )
  })

  it('of a checked condition, has one spelling for what has several', () => {
    const one = (text: string): string => format(checkedOf(text))
    assert.equal(one('count("X") in last 2 weeks >= 1'), 'did "X" in last 14 days')
    assert.equal(one('did not "X" 1 time in last 3600 seconds'), 'not did "X" in last 1 hour')
    assert.equal(one('not (plan in ("a"))'), 'plan not in ("a")')
    assert.equal(one('did "X" 3 times'), 'count("X") >= 3')
  })
})
