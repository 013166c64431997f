import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { tokenize } from '../syntax/lexer.ts'
import { parse } from '../syntax/parse.ts'
import { printSyntax } from '../syntax/print.ts'
import { stepsText } from '../syntax/quote-text.ts'
import type { StepSyntax } from '../syntax/tree.ts'
import { CONTEXTUAL, NAMES, anySyntax } from '../testing/syntax-generator.ts'
import { type Known, complete } from './complete.ts'

const KNOWN: Known = {
  traits: ['plan', 'country', 'left', 'in'],
  events: ['Order Completed', 'Product Viewed'],
  properties: (event) => (event === 'Order Completed' ? ['total', 'cart.total', 'products[].sku', 'products[].price', 'not', '"odd name"'] : []),
  segments: ['VIP', 'Churned "x"'],
  values: (trait) => (trait === 'plan' ? ['gold', 'free'] : []),
}

/** `|` is the cursor. */
function at(marked: string) {
  const offset = marked.indexOf('|')
  return complete(marked.replace('|', ''), offset, KNOWN)
}

function inserts(marked: string): string[] {
  return at(marked).items.map(({ insert }) => insert)
}

/** The text after the first item was chosen. */
function chosen(marked: string): string {
  const { from, to, items } = at(marked)
  assert.ok(items.length > 0, `nothing for ${marked}`)
  const text = marked.replace('|', '')
  return text.slice(0, from) + items[0].insert + text.slice(to)
}

describe('completion', () => {
  it('of names', () => {
    assert.equal(chosen('cou|'), 'country')
    assert.equal(chosen('did Ord|'), 'did "Order Completed"')
    assert.equal(chosen('did "vie|"'), 'did "Product Viewed"')
    assert.equal(chosen('did "ord| and plan = "x"'), 'did "Order Completed" and plan = "x"')
    assert.equal(chosen('trait(p|'), 'trait("plan"')
    assert.equal(chosen('seg|ment("VIP")'), 'segment(("VIP")')
    assert.equal(chosen('segment("chu|'), 'segment("Churned \\"x\\""')
    assert.equal(chosen('plan = f|'), 'plan = "free"')
    assert.equal(chosen('plan in ("gold", "|")'), 'plan in ("gold", "gold")')
    assert.equal(chosen('hour("berl|'), 'hour("Europe/Berlin"')
    assert.equal(chosen('weekday() = "sa|"'), 'weekday() = "saturday"')
    assert.deepEqual(inserts('in|').slice(0, 1), ['trait("in")'])
  })

  it('of properties, below what is written', () => {
    assert.deepEqual(inserts('sum("Order Completed".|'), ['total', 'cart.total', 'products[].sku', 'products[].price', 'not', '"odd name"'])
    assert.deepEqual(inserts('sum("Order Completed".cart.|'), ['total'])
    assert.deepEqual(inserts('sum("Order Completed".products[].p|'), ['price'])
    assert.deepEqual(inserts('did "Order Completed" where (no|').slice(0, 1), ['"not"'])
    assert.deepEqual(inserts('did "Order Completed" where all products (p|'), ['price'])
    assert.deepEqual(inserts('did "Product Viewed" where (tot|'), [])
  })

  it('of words', () => {
    assert.deepEqual(inserts('plan does |'), ['not'])
    assert.deepEqual(inserts('did "X" in |'), ['last'])
    assert.deepEqual(inserts('did "X" in last 3 |'), ['seconds', 'minutes', 'hours', 'days', 'weeks', 'years'])
    assert.deepEqual(inserts('did "X" in last 3|').slice(0, 1), [' seconds'])
    assert.deepEqual(inserts('did "X" in last 1 d|').slice(0, 1), ['day'])
    assert.deepEqual(inserts('top 5|'), ['%'])
    assert.deepEqual(inserts('count("X") > |'), ['count(', 'sum(', 'average(', 'minimum(', 'maximum(', 'distinct(', 'gap('])
    assert.deepEqual(inserts('"A" then "B" wi|'), ['within', 'without'])
    assert.deepEqual(inserts('"A" then "B" and not "C" within 1 hour |'), ['after'])
    assert.ok(inserts('plan = "x" |').includes('and') && !inserts('plan = "x" |').includes(')'))
    assert.ok(inserts('(plan = "x" |').includes(')'))
    assert.equal(at('su|').items[0].detail, 'a sum of events')
  })

  it('after something wrong, of what surrounds it', () => {
    assert.deepEqual(inserts('country is "DE" and pl|').slice(0, 1), ['plan'])
    assert.deepEqual(inserts('größe = 1 or seg|'), ['segment('])
    assert.deepEqual(inserts('count("Order Completed" where x is 5 and tot|'), ['total', 'cart.total'])
    assert.deepEqual(inserts('a = "x\nor pl|').slice(0, 1), ['plan'])
  })

  it('nowhere in comments, nor in texts that name nothing', () => {
    assert.deepEqual(at('plan exists # pl|'), { from: 16, to: 16, items: [] })
    assert.deepEqual(inserts('random share 10% of "|"'), [])
    assert.deepEqual(inserts(`a = "${'x'.repeat(40_000)}" and |`), [])
  })

  it('offers at most 50, the words among them', () => {
    const many = { ...KNOWN, traits: Array.from({ length: 1_000 }, (_, index) => `t${index}`) }
    const { items } = complete('', 0, many)
    assert.equal(items.length, 50)
    assert.equal(items[0].label, 't0')
    assert.ok(items.some(({ label }) => label === 'segment'))
  })

  it('offers every word that stands in a condition, at its place', () => {
    fc.assert(
      fc.property(anySyntax(fc), fc.nat(), (root, choice) => {
        const paths: string[] = []
        collectPaths(root, [], paths)
        const all: Known = { traits: [...NAMES, ...CONTEXTUAL], events: NAMES, properties: () => paths, segments: NAMES }
        const text = printSyntax({ root, comments: [] })
        fc.pre(parse(text).ok)
        const tokens = tokenize(text)
        assert.ok(tokens.ok)
        const words = tokens.value.tokens.filter(({ kind }) => kind === 'word' || kind === 'symbol')
        const token = words[choice % words.length]
        // A word is completed from its own letters, a sign from what is before it.
        const { items } = token.kind === 'word' ? complete(text, token.end, all) : complete(`${text.slice(0, token.start)} `, token.start + 1, all)
        const offered = items.some(({ label, insert, kind }) => label.toLowerCase() === token.value || insert.trim() === token.text || (kind === 'property' && insert.startsWith(token.text)))
        assert.ok(offered, `${text.slice(0, token.start)}⟨${token.text}⟩ was not among ${items.map(({ label }) => label).join(' ')}`)
      }),
      { numRuns: 2_000 },
    )
  })

  it('never throws, and names a place around the cursor', () => {
    const text = fc.oneof(anySyntax(fc).map((root) => printSyntax({ root, comments: [] })), fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'"\\(# \nandor=.[]x1') }))
    fc.assert(
      fc.property(text, fc.integer({ min: -1, max: 300 }), fc.boolean(), (written, offset, cut) => {
        const whole = cut ? written.slice(0, Math.max(0, offset)) : written
        const { from, to, items } = complete(whole, offset, KNOWN)
        const place = Math.min(Math.max(0, offset), whole.length)
        assert.ok(from >= 0 && from <= place && place <= to && to <= whole.length && items.length <= 50)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** Every path that stands in a tree, from the event on. */
function collectPaths(node: unknown, scope: readonly StepSyntax[], paths: string[]): void {
  if (typeof node !== 'object' || node === null) return
  const { kind, path } = node as { kind?: string; path?: readonly StepSyntax[] }
  const whole = path === undefined || kind === 'aggregate' || kind === 'event-subject' ? (path ?? []) : [...scope, ...path]
  if (whole.length > 0) paths.push(stepsText(whole).replace(/^\./, ''))
  const inner = kind === 'element' ? [...whole, { name: undefined, span: { start: 0, end: 0 } }] : scope
  for (const part of Object.values(node)) collectPaths(part, inner, paths)
}
