import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePatterns } from './pattern-matcher.ts'
import { parsePattern } from './pattern.ts'

function matcherOf(...texts: string[]) {
  const compiled = compilePatterns(texts.map((text) => {
    const parsed = parsePattern(text)
    assert.ok(parsed.ok, text)
    return parsed.value
  }))
  assert.ok(compiled.ok)
  return compiled.value
}

const letters = fc.constantFrom('a', 'b', 'c', '0', '-', '.')
const sources: fc.Arbitrary<string> = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    letters.map((one) => (one === '.' ? '\\.' : one)),
    fc.constantFrom('.', '[ab]', '[^ab]', '[a-c0]', '\\d', '\\w', '[\\d-]', '\\S', ''),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,1}', '{2,}')).map(([one, times]) => `(?:${one})${times}`),
  ),
})).pattern

test('patterns mean what regular expressions of the whole value mean', () => {
  fc.assert(
    fc.property(sources, fc.array(fc.array(letters, { maxLength: 7 }).map((some) => some.join('')), { minLength: 1, maxLength: 8 }), (source, values) => {
      if (source.length > 60) return
      const matcher = matcherOf(source)
      const native = new RegExp(`^(?:${source})$`)
      for (const value of values) assert.equal(matcher.match(value) === 0, native.test(value), `${source} of ${JSON.stringify(value)}`)
    }),
    { numRuns: 400 },
  )
})

test('the first pattern that matches is named, whole values only, in lower case', () => {
  const matcher = matcherOf('^[0-]*$', 'Test.*', '.*@Example\\.com', '[+]?(1+|2+)')
  assert.deepEqual(['', '00-00', 'test-7', 'x test', 'ann@example.com', 'ann@exampleXcom', '+1111', '1112'].map((value) => matcher.match(value)), [0, 0, 1, -1, 2, -1, 3, -1])
  assert.equal(matcherOf().match('a'), -1)
})

test('what backtracking would take years for takes no time, and a table of states that is full begins anew', () => {
  const before = performance.now()
  const bad = matcherOf('(a+)+b', '(a*)*c', '(.*a){12}d', '(a|aa)+e', '(.*)*(.*)*x')
  assert.equal(bad.match('a'.repeat(500)), -1)
  let value = ''
  for (let i = 0; i < 3_000; i++) {
    value = String((Number(value || 7) * 48_271) % 2_147_483_647)
    bad.match(value.replaceAll(/[5-9]/g, 'a'))
  }
  assert.equal(bad.match(`${'a'.repeat(300)}d`), 2)
  assert.ok(performance.now() - before < 2_000)
})

test('what is not a pattern says where and why', () => {
  const messageOf = (text: string) => {
    const parsed = parsePattern(text)
    return parsed.ok ? 'ok' : parsed.failure.message
  }
  for (const [text, message] of [
    ['a(b', /expected \)/], ['a)b', /closes nothing/], ['*a', /something to repeat/], ['a**', /one repetition/], ['a^b', /at an end/], ['(?=a)', /look around/], ['a\\1', /\\1/],
    ['\\bx', /\\b/], ['[a', /got the end/], ['[z-a]', /range/], ['a{3,2}', /grows/], ['a{101}', /up to 100/], ['a{x}', /count/], ['a'.repeat(201), /at most 200/], ['😀', /basic plane/], ['a\\', /got the end/], ['[\\D]', /class/],
  ] as const) assert.match(messageOf(text), message, text)
  for (const text of ['', 'a|', '()', '[]a]', '[^\\]]', 'a\\$$', '(a?)*']) assert.equal(messageOf(text), 'ok', text)
  assert.ok(!compilePatterns([{ kind: 'repeat', least: 6_000, most: 6_000, part: { kind: 'one', of: { ranges: [], negated: true } } }]).ok)
})
