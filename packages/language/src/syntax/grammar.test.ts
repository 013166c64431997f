// The published grammar may not say what is not so: whatever sentence it allows, the parser reads, and prints so that it
// reads the same again.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Limit } from '../limits.ts'
import { partsOf, readGrammar, sentences } from '../testing/ebnf-sentences.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import { parseExpression } from './parse-expression.ts'
import { parse } from './parse.ts'
import { formatExpression } from './print-expression.ts'
import { printSyntax } from './print.ts'
import { AGGREGATES, FUNCTIONS, OPERATORS, PERIODS, RESERVED, TEST_WORDS, UNITS } from './words.ts'

const text = readFileSync(new URL('../../../../docs/grammar.ebnf', import.meta.url), 'utf8')
const grammar = readGrammar(text)
const contextual = [...grammar.terminals].filter((word) => /^[a-z]+$/.test(word) && !RESERVED.has(word) && !TEST_WORDS.includes(word))

describe('docs/grammar.ebnf', () => {
  it('leaves only characters open', () => {
    assert.deepEqual([...grammar.open].sort(), ['digit', 'hex', 'letter', 'plain'])
  })

  it('has every word and sign of the parser', () => {
    const words = [...AGGREGATES.keys(), ...FUNCTIONS.keys(), ...OPERATORS.keys(), ...PERIODS, ...UNITS, ...UNITS.map((unit) => `${unit}s`), ...TEST_WORDS]
    assert.deepEqual([...words, ...RESERVED].filter((word) => !grammar.terminals.has(word)), ['null'])
    assert.ok(text.replace(/\s+/g, ' ').includes(`none of: ${[...RESERVED].join(' ')};`), 'the reserved words are named')
  })

  it('allows what the parser reads', () => {
    let state = 0
    const random = (limit: number): number => {
      // An additive generator with a good mix (splitmix).
      state = (state + 0x9e3779b9) | 0
      let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
      return ((mixed ^ (mixed >>> 16)) >>> 0) % limit
    }
    const pick = (from: string) => () => [...from][random([...from].length)]
    const word = () => (random(2) === 0 ? contextual[random(contextual.length)] : `x${pick('aZ_')()}${pick('a0')()}`)
    const words = { letter: pick('abcXYZ'), digit: pick('0123456789'), hex: pick('0123456789'), plain: pick('aé 🛒#\'(.'), word }
    const visited = new Set<unknown>()
    const tight = ['number', 'text', 'quoted', 'character']
    const sentence = sentences({ grammar, start: 'condition', random, words, tight, visited })
    const expression = sentences({ grammar, start: 'expression', random, words, tight, visited })
    const readsAnExpression = (seed: number): void => {
      state = seed
      const written = expression(6 + random(16))
      fc.pre(written.length <= Limit.TEXT)
      const syntax = parseExpression(written)
      fc.pre(syntax.ok || syntax.failure.code !== 'language.huge_number')
      assert.ok(syntax.ok, `${syntax.ok || syntax.failure.message} in ${written}`)
      const again = parseExpression(formatExpression(syntax.value))
      assert.ok(again.ok, `${written} is printed as ${formatExpression(syntax.value)}`)
      assert.deepEqual(withoutSpans(again.value), withoutSpans(syntax.value), written)
    }
    const readsWhatIsWritten = (seed: number): void => {
      state = seed
      const written = sentence(6 + random(16))
      fc.pre(written.length <= Limit.TEXT)
      const syntax = parse(written)
      // How large a number may be is no matter of grammar.
      fc.pre(syntax.ok || syntax.failure.code !== 'language.huge_number')
      assert.ok(syntax.ok, `${syntax.ok || syntax.failure.message} in ${written}`)
      const printed = printSyntax(syntax.value)
      const again = parse(printed)
      assert.ok(again.ok, `${written} is printed as ${printed}`)
      assert.deepEqual(withoutSpans(again.value), withoutSpans(syntax.value), written)
    }
    fc.assert(fc.property(fc.nat(), readsWhatIsWritten), { numRuns: 4_000 })
    fc.assert(fc.property(fc.nat(), readsAnExpression), { numRuns: 400 })
    const missed = [...partsOf(grammar, words)].filter((part) => !visited.has(part))
    assert.deepEqual(missed, [], 'every turn of the grammar was taken')
  })
})
