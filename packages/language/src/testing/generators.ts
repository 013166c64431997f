// Random conditions and random histories made to meet: few names, few instants, windows whose edges fall on facts,
// values on both sides of every rule. fast-check is handed in, so this file depends on nothing.
import type fastCheck from 'fast-check'
import type { NaiveFact } from '../naive/evaluate.ts'
import type { Literal, Name, SyntaxNode, WindowSyntax } from '../syntax/tree.ts'
import { printSyntax } from '../syntax/print.ts'

type Fc = typeof fastCheck
type Arbitrary<T> = fastCheck.Arbitrary<T>

const NOWHERE = { start: 0, end: 0 }
export const EVENTS = ['A', 'Order Completed', 'we"ird\\ näme 🛒']
export const TRAITS = ['plan', 'country', 'a.b', '__proto__', 'in', 'ключ 🗝']
const PATHS = [['revenue'], ['revenue'], ['revenue'], ['cart', 'total'], ['cart', '0'], ['cart', 'length'], ['odd name'], ['constructor', 'length']]

/** Around every border: case, code point against UTF-16 order, quotes, control characters, texts like other types. */
const STRINGS = ['', 'DE', 'de', 'AT', 'é', 'e\u0301', '\uE000', '\uFFFD', '\u{10000}', '🛒', "it's \\ \"q\"", '\t\n\r\u0000\u0001\u007f', '12', 'true', 'null', '{p:String}', '\\N', '# x']
const NUMBERS = [0, 1, -1, 2, 3, 0.29, 0.1, 0.2, 1.005, -2.675, 12, 0.0000005, 0.0000004, -0.0000005, 1e-300, 5e-324, 123456789.123456, 1e12, -1e12, 999999999999.9999, 1e12 + 0.001, 2 ** 53 + 2, 2 ** 63, 1e21, 1.7976931348623157e308]

/** A condition as text. It parses; it passes the check unless a limit of cost is met, which these never do. */
export function conditionText(fc: Fc): Arbitrary<string> {
  return syntaxNode(fc).map((root) => printSyntax({ root, comments: [] }))
}

export function syntaxNode(fc: Fc): Arbitrary<SyntaxNode> {
  const { node } = fc.letrec<{ node: SyntaxNode; chain: SyntaxNode }>((tie) => ({
    node: fc.oneof({ maxDepth: 4, withCrossShrink: true }, { weight: 3, arbitrary: leaf(fc) }, { weight: 2, arbitrary: tie('chain') }),
    chain: fc.oneof(
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        items: fc.array(tie('node'), { minLength: 2, maxLength: 4 }),
        span: fc.constant(NOWHERE),
      }),
      tie('node').map((item): SyntaxNode => ({ kind: 'not', item, span: NOWHERE })),
    ),
  }))
  return node
}

function leaf(fc: Fc): Arbitrary<SyntaxNode> {
  const event = fc.constantFrom(...EVENTS).map(name)
  const trait = fc.constantFrom(...TRAITS).map((traitName) => ({ kind: 'trait' as const, name: traitName, span: NOWHERE }))
  const operator = fc.constantFrom('=' as const, '!=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const)
  const window = fc.option(rollingWindow(fc), { nil: undefined })
  const number = (value: number): Literal & { type: 'number' } => ({ type: 'number', value, span: NOWHERE })
  const limit = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(17, 40))
  const sumLimit = fc.oneof(fc.constantFrom(...NUMBERS.filter((value) => Math.abs(value) <= 1e12)), fc.constantFrom(0, 0, 0.3, 0.58, 1, 2, 2.29, 3, 1e-6))
  const flag = fc.boolean()
  return fc.oneof(
    fc.tuple(event, operator, limit, window).map(([e, op, k, w]): SyntaxNode => compare(aggregate('count', e, [], w), op, number(k))),
    fc
      .tuple(event, fc.constantFrom(...PATHS), operator, sumLimit, fc.oneof(rollingWindow(fc), window))
      .map(([e, path, op, n, w]): SyntaxNode => compare(aggregate('sum', e, path.map(name), w), op, number(n))),
    fc
      .tuple(event, fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }), window, flag)
      .map(([e, k, w, negated]): SyntaxNode => ({ kind: 'did', negated, event: e, times: k === undefined ? k : number(k), window: w, span: NOWHERE })),
    fc.tuple(trait, operator, literal(fc)).map(([t, op, value]): SyntaxNode => compare(t, value.type === 'boolean' && op !== '=' ? '!=' : op, value)),
    fc
      .tuple(trait, fc.array(literal(fc), { minLength: 1, maxLength: 6 }), flag)
      .map(([t, values, negated]): SyntaxNode => ({ kind: 'in', trait: t, values, negated, span: NOWHERE })),
    fc.tuple(trait, flag).map(([t, negated]): SyntaxNode => ({ kind: 'exists', trait: t, negated, span: NOWHERE })),
  )
}

function compare(subject: Extract<SyntaxNode, { kind: 'compare' }>['subject'], operator: '=' | '!=' | '<' | '<=' | '>' | '>=', value: Literal): SyntaxNode {
  return { kind: 'compare', subject, operator, value, span: NOWHERE }
}

function aggregate(called: 'count' | 'sum', event: Name, path: Name[], window: WindowSyntax | undefined) {
  return { kind: 'aggregate' as const, function: called, event, path, window, span: NOWHERE }
}

function name(text: string): Name {
  return { name: text, span: NOWHERE }
}

function rollingWindow(fc: Fc): Arbitrary<WindowSyntax> {
  return fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((amount) => ({ amount, unit: 'second' as const, span: NOWHERE })),
    fc.constantFrom('minute' as const, 'hour' as const, 'day' as const, 'week' as const, 'year' as const).map((unit) => ({ amount: 1, unit, span: NOWHERE })),
  )
}

function literal(fc: Fc): Arbitrary<Literal> {
  return fc.oneof(
    fc.constantFrom(...STRINGS).map((value): Literal => ({ type: 'string', value, span: NOWHERE })),
    fc.oneof(fc.constantFrom(...NUMBERS), jsonDouble(fc)).map((value): Literal => ({ type: 'number', value: value + 0, span: NOWHERE })),
    fc.boolean().map((value): Literal => ({ type: 'boolean', value, span: NOWHERE })),
  )
}

/**
 * Any number whose JSON text ClickHouse can read: JSON.stringify writes whole numbers up to 1e21 as digits, and beyond
 * 64 bits its reader refuses them together with the rest of the text. Facts are stored without such digits.
 */
function jsonDouble(fc: Fc): Arbitrary<number> {
  return fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => Math.abs(value) < 9.2e18 || Math.abs(value) >= 1e21)
}

export function jsonValue(fc: Fc): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...STRINGS) },
    { weight: 1, arbitrary: jsonDouble(fc) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(true, false, null, [], [1, 'DE'], {}, { total: 5 }, { length: 1 }) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(0.1, 0.2, 0.29, 1, 2, -1) },
  )
}

export interface GeneratedFact extends NaiveFact {
  /** Which of two people the fact is about, before they are found to be one. */
  readonly side: 0 | 1
}

export const START = 1_700_000_000_000

/** Facts in log order: many of the same instant, some late, some long before, on a grid of seconds with a few off it. */
export function history(fc: Fc, maxLength: number): Arbitrary<GeneratedFact[]> {
  const fact = fc.record({
    side: fc.constantFrom(0 as const, 1 as const),
    step: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 0, 11, 60, 86_400)),
    offset: fc.constantFrom(0, 0, 0, 0, 1, 999),
    late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 14 }) }, { weight: 1, arbitrary: fc.constantFrom(60, 3_600, 86_400, 40_000_000, 3_000_000_000) }),
    hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    event: fc.oneof(fc.constantFrom(...EVENTS), fc.constant('')),
    traits: entries(fc, TRAITS),
    properties: entries(fc, ['revenue', 'revenue', 'revenue', 'cart', 'odd name', 'constructor']),
  })
  return fc.array(fact, { maxLength, size: 'max' }).map((facts) => {
    let appended = START
    const hashes = new Set<bigint>()
    return facts.map(({ side, step, offset, late, hash, event, traits, properties }, index) => {
      appended = Math.max(appended, appended - (appended % 1000) + step * 1000 + offset)
      while (hashes.has(hash)) hash = BigInt.asUintN(64, hash + 1n)
      hashes.add(hash)
      return { side, event, timestamp: appended - late * 1000, appended, position: index + 1, hash, traits, properties }
    })
  })
}

/** An object with some of `names`; what is nested holds a value under `total`. */
function entries(fc: Fc, names: readonly string[]): Arbitrary<Record<string, unknown>> {
  const value = fc.oneof({ weight: 3, arbitrary: jsonValue(fc) }, { weight: 1, arbitrary: jsonValue(fc).map((total) => ({ total })) })
  return fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { minLength: 0, maxLength: 3, size: 'max', selector: ([key]) => key }).map(Object.fromEntries)
}
