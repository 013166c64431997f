import { ok } from '@touchstone/base'
import { operation, s, type Infer } from '@touchstone/governance'
import { compare, MAX_CATEGORIES, type Comparison } from '../compare/compare.ts'
import { answered, asked, estimate, interval, side, tested } from '../compare/shapes.ts'
import type { Categories, Numbers, NumbersOfSide } from '../compare/read-values.ts'
import { association, cliffsDelta, cohensD, cohensH, meanDifference, shareDifference, wilson } from '../compare/statistics.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { segmentExample } from '../shapes.ts'

const MAX_DAYS = 3_650

const on = s.union([
  s.strictObject({ trait: s.string().min(1).max(200), as: s.enum(['auto', 'number', 'category']).default('auto').describe('auto: numbers where every known value is one and there are at least three different ones') }),
  s.strictObject({
    event: s.string().min(1).max(200),
    measure: s.enum(['did', 'count', 'sum']).default('did').describe('who did it at all, how often, or the sum of a property; who did not do it counts as 0'),
    property: s.string().min(1).max(200).optional(),
    days: s.number().int().min(1).max(MAX_DAYS).nullable().default(30).describe('in the last so many days (of 24 hours); null: ever'),
  }),
])

const numbersOfSide = s.object({ n: s.number(), mean: s.number(), deviation: s.number(), median: s.number(), min: s.number(), max: s.number() }).nullable()
const numbers = s.object({
  a: numbersOfSide, b: numbersOfSide,
  meanDifference: tested.describe('a less b, by Welch'),
  medianDifference: s.number().nullable(),
  cohensD: estimate.describe('the difference of the means in standard deviations'),
  cliffsDelta: tested.describe('how much more often someone of a has the larger value than the other way round, −1 to 1'),
})
const part = s.object({ n: s.number(), count: s.number(), share: s.number(), interval })
const shares = s.object({ a: part.nullable(), b: part.nullable(), difference: estimate.describe('a less b, by Newcombe'), cohensH: s.number().nullable(), p: s.number().nullable() })
const categories = s.object({
  nA: s.number(), nB: s.number(),
  listed: s.array(s.object({ label: s.string(), a: s.number(), b: s.number(), shareA: s.number().nullable(), shareB: s.number().nullable(), difference: estimate })).describe(`the ${MAX_CATEGORIES} most frequent`),
  others: s.object({ categories: s.number(), a: s.number(), b: s.number() }).describe('the rest together'),
  association: s.object({ chiSquared: s.number(), freedom: s.number(), p: s.number(), v: s.number().describe('Cramér, 0 to 1'), correctedV: s.number().describe('the same without its bias (Bergsma)') }).nullable(),
})

const output = s.object({
  a: side, b: side,
  both: s.number().describe('people in both groups'),
  kind: s.enum(['number', 'category', 'share']),
  numbers: numbers.nullable(), categories: categories.nullable(), shares: shares.nullable(),
  ...answered,
})

export const compareSegments = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.compare-segments',
    method: 'POST',
    path: 'segments/compare',
    summary: 'Compare two groups of people on a trait or a behaviour, with effect size and uncertainty',
    description:
      'A group is a microsegment or a condition; without `b` it is everyone else. Nobody counts twice: people in both are stated and left out, or given to one side with `overlap`. Members are those of the moment `asOf`, ' +
      'values are the latest known then; people without a value are `missing` and not in the shares, means and tests. All intervals are of 95 %. Numbers: difference of means (Welch), of medians, Cohen’s d, ' +
      'Cliff’s delta (needs no shape of the values, and no outlier moves it). Categories: shares with Newcombe’s intervals, chi-squared over the listed categories and the rest, Cramér’s V. ' +
      'Who hangs up calls the queries off. Each comparison is of one thing: of many, some differ by chance; segments.rank-differences accounts for that.',
    input: s.object({ ...asked, on }),
    output,
    permission: 'segments:read',
    audit: 'compared two groups of people',
    example: {
      input: { a: { segment: segmentExample.id }, on: { event: 'Support Requested', measure: 'did', days: 30 } },
      output: {
        a: { reading: 'People in the segment "Repeat buyers"', people: 751, missing: 0 },
        b: { reading: 'Everyone else', people: 3_621, missing: 0 },
        both: 0, kind: 'share', numbers: null, categories: null,
        shares: {
          a: { n: 751, count: 83, share: 0.1105, interval: { low: 0.0901, high: 0.1349 } }, b: { n: 3_621, count: 201, share: 0.0555, interval: { low: 0.0485, high: 0.0634 } },
          difference: { value: 0.055, interval: { low: 0.0332, high: 0.0804 } }, cohensH: 0.2023, p: 0.00000001,
        },
        asOf: 1_760_000_400_000, through: 52_110, isComplete: true, tookMs: 84,
      },
    },
    async handler(question, _caller, gone) {
      const found = await compare(ports, definitions, question, gone)
      return found.ok ? ok(shown(found.value)) : found
    },
  })

function shown({ readings, overview, compared, asOf, through, isComplete, tookMs }: Comparison): Infer<typeof output> {
  return {
    a: { reading: readings[0], ...overview.a },
    b: { reading: readings[1], ...overview.b },
    both: overview.both,
    kind: compared.kind,
    numbers: compared.kind === 'number' ? ofNumbers(compared.numbers) : null,
    categories: compared.kind === 'category' ? ofCategories(compared.categories) : null,
    shares: compared.kind === 'share' ? ofShares(compared.numbers) : null,
    asOf, through, isComplete, tookMs,
  }
}

const NOBODY = { n: 0, mean: 0, variance: 0 }

function ofNumbers({ a, b, dominance }: Numbers): Infer<typeof numbers> {
  const told = (one: NumbersOfSide | null) => one && { n: one.n, mean: one.mean, deviation: Math.sqrt(one.variance), median: one.median, min: one.min, max: one.max }
  return {
    a: told(a), b: told(b),
    meanDifference: meanDifference(a ?? NOBODY, b ?? NOBODY),
    medianDifference: a === null || b === null ? null : a.median - b.median,
    cohensD: cohensD(a ?? NOBODY, b ?? NOBODY),
    cliffsDelta: cliffsDelta(dominance),
  }
}

/** Of a number that is 1 for who did it and 0 for who did not. */
function ofShares({ a, b }: Numbers): Infer<typeof shares> {
  const did = (one: NumbersOfSide | null): number => (one === null ? 0 : Math.round(one.mean * one.n))
  const [x1, n1, x2, n2] = [did(a), a?.n ?? 0, did(b), b?.n ?? 0]
  const told = (x: number, n: number) => (n === 0 ? null : { n, count: x, share: x / n, interval: wilson(x, n) })
  const isBoth = n1 > 0 && n2 > 0
  return {
    a: told(x1, n1), b: told(x2, n2),
    difference: shareDifference(x1, n1, x2, n2),
    cohensH: isBoth ? cohensH(x1 / n1, x2 / n2) : null,
    p: isBoth ? (association([[x1, x2], [n1 - x1, n2 - x2]])?.p ?? 1) : null,
  }
}

function ofCategories({ nA, nB, listed, others }: Categories): Infer<typeof categories> {
  const rest = { categories: others, a: nA - listed.reduce((sum, { a }) => sum + a, 0), b: nB - listed.reduce((sum, { b }) => sum + b, 0) }
  return {
    nA, nB,
    listed: listed.map(({ label, a, b }) => ({ label, a, b, shareA: nA === 0 ? null : a / nA, shareB: nB === 0 ? null : b / nB, difference: shareDifference(a, nA, b, nB) })),
    others: rest,
    association: association([...listed.map(({ a, b }) => [a, b] as const), [rest.a, rest.b]]),
  }
}
