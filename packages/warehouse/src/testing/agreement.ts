// Random conditions over random histories in the real ClickHouse: the members that the SQL of a condition selects against
// the oracle of the language, for several pasts, with people merged along the way. Stops at the first disagreement and
// says what to run again.
import assert from 'node:assert/strict'
import {
  type Condition, conditionText, evaluateNaively, type Expression, expressionText, type Past, type Rank, rankThreshold, rankThresholdQuery, rankText, standIn, theirZonesQuery,
  toClickHouse, valueNaively, valuesQuery,
} from '@touchstone/language'
import { condition, expression, type GeneratedHistory, history, kindsOf, LEAF_KINDS, type LeafKind, metSomething, peopleOf, type StoredFact, type World, worldOf } from '@touchstone/language/testing'
import fc from 'fast-check'
import type { HistoryStand } from './history-stand.ts'

export interface AgreementOptions {
  /** Kinds of leaves of the conditions; all where this is left out. */
  readonly kinds?: readonly LeafKind[]
  readonly runs: number
  /** Both from the message of a disagreement, to run that case again. */
  readonly seed?: number
  readonly path?: string
  /** Goes no further after so long; then `runs` of the report is smaller. */
  readonly seconds?: number
}

export interface AgreementReport {
  readonly runs: number
  /** How many conditions had each kind of part (see kindsOf). */
  readonly met: ReadonlyMap<string, number>
  /** People of whom a condition was asked, and how often it was true. */
  readonly asked: number
  readonly members: number
}

interface Case {
  readonly conditions: readonly Condition[]
  readonly expressions: readonly Expression[]
  readonly histories: readonly GeneratedHistory[]
  readonly moments: readonly { readonly of: number; readonly later: number; readonly known: 'then' | 'now' | 'another'; readonly other: number }[]
}

const PEOPLE = 24
const FACTS = 16
const CONDITIONS = 24
/** In each past. */
const EXPRESSIONS = 2

export async function agreementRun(stand: HistoryStand, { kinds = LEAF_KINDS, runs, seed, path, seconds }: AgreementOptions): Promise<AgreementReport> {
  const met = new Map<string, number>()
  const report = { runs: 0, met, asked: 0, members: 0 }
  const run = async (one: Case): Promise<void> => {
    for (const root of one.conditions) for (const kind of kindsOf(root)) met.set(kind, (met.get(kind) ?? 0) + 1)
    const world = worldOf(one.histories)
    await stand.load(world)
    for (const [index, past] of pastsOf(world, one).entries()) {
      await compare(stand, world, one.conditions, past, report)
      await compareValues(stand, world, one.expressions.slice(EXPRESSIONS * index, EXPRESSIONS * (index + 1)), past)
    }
    report.runs++
  }
  await fc.assert(fc.asyncProperty(cases(kinds), run), {
    numRuns: runs,
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }),
    reporter: fail,
  })
  return report
}

function cases(kinds: readonly LeafKind[]): fc.Arbitrary<Case> {
  const one = fc.record({
    facts: history(fc, FACTS),
    mergeAt: fc.integer({ min: 0, max: FACTS + 8 }),
    joinsPrevious: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  })
  const moment = fc.record({
    of: fc.nat(),
    later: fc.tuple(fc.constantFrom(0, 0, 1_000, 5_000, 20_000, 60_000, 3_600_000, 86_400_000), fc.constantFrom(0, 0, -1, 1)).map(([length, off]) => length + off),
    known: fc.constantFrom('then' as const, 'now' as const, 'another' as const),
    other: fc.nat(),
  })
  return fc.record({
    conditions: fc.array(condition(fc, kinds), { minLength: CONDITIONS, maxLength: CONDITIONS }),
    expressions: fc.array(expression(fc), { minLength: 3 * EXPRESSIONS, maxLength: 3 * EXPRESSIONS }),
    histories: fc.array(one, { minLength: PEOPLE, maxLength: PEOPLE }),
    moments: fc.array(moment, { minLength: 2, maxLength: 2 }),
  })
}

/** The end, and around the times of some facts. */
function pastsOf({ facts }: World, { moments }: Case): Past[] {
  const end = facts.at(-1)?.appended ?? 0
  const around = moments.map(({ of, later, known, other }): Past => {
    const asOf = (facts[of % facts.length]?.timestamp ?? 0) + later
    return { asOf, knownAt: known === 'then' ? asOf : known === 'now' ? Infinity : (facts[other % facts.length]?.appended ?? 0) }
  })
  return [{ asOf: end, knownAt: Infinity }, ...around]
}

async function compare(stand: HistoryStand, world: World, conditions: readonly Condition[], past: Past, report: { asked: number; members: number }): Promise<void> {
  const people = peopleOf(world, past)
  const thresholds = (rank: Rank): number => rankThreshold(rank, people.values(), past.asOf, past.knownAt)
  const zones = await zonesOf(stand, conditions, past)
  const found = await stand.members(conditions.map((root, index) => toClickHouse({ root }, past, { prefix: `q${index}_`, zones })))
  conditions.forEach((root, index) => {
    const isMember = ([person, facts]: [number, StoredFact[]]): boolean => evaluateNaively({ root }, { person, facts, ...past, thresholds }) === 1
    const expected = [...people].filter(isMember).map(([id]) => id).sort((a, b) => a - b)
    const actual = found[index] as number[]
    report.asked += people.size
    report.members += expected.length
    const wrong = [...expected.filter((id) => !actual.includes(id)), ...actual.filter((id) => !expected.includes(id))]
    assert.deepEqual(actual, expected, `${conditionText(root)}\nin the past ${JSON.stringify(past)}, for\n${shown(people, wrong.slice(0, 2))}`)
  })
  for (const root of conditions) if (root.kind === 'rank') await compareThreshold(stand, root, past, thresholds(root))
}

/** Values of computed traits. Who has none has no row; a number of nothing, which is 0, may be without one. */
async function compareValues(stand: HistoryStand, world: World, expressions: readonly Expression[], past: Past): Promise<void> {
  const people = peopleOf(world, past)
  for (const root of expressions) {
    const zones = await zonesOf(stand, [standIn(root)], past)
    const rows = await stand.rows(valuesQuery({ root }, past, { zones }))
    const found = new Map(rows.map((row) => [row['person'] as number, root.kind === 'value' ? (JSON.parse(row['value'] as string) as unknown) : row['value']]))
    for (const [person, facts] of people) {
      const { value } = valueNaively({ root }, { person, facts, ...past })
      if (value === 0 && !found.has(person)) continue
      assert.deepEqual(found.get(person), value, `${expressionText(root)}\nin the past ${JSON.stringify(past)}, for\n${shown(people, [person])}`)
    }
    const [strange] = [...found.keys()].filter((person) => !people.has(person))
    assert.equal(strange, undefined)
  }
}

/** A rank's threshold by itself, and handed in, gives the members of the rank that computes it. */
async function compareThreshold(stand: HistoryStand, root: Rank, past: Past, expected: number): Promise<void> {
  const query = rankThresholdQuery({ root }, rankText(root), past)
  const [row] = await stand.rows({ ...query, sql: `SELECT toString(threshold) AS threshold, people FROM (${query.sql})` })
  const text = row?.['threshold'] as string
  const threshold = text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text)
  assert.equal(threshold, expected, `threshold of ${rankText(root)} in the past ${JSON.stringify(past)}`)
  assert.equal(Number.isFinite(threshold), (row?.['people'] as number) > 0)
  const [own, given, unknown] = await stand.members([
    toClickHouse({ root }, past, { prefix: 'o' }),
    toClickHouse({ root }, past, { prefix: 'g', thresholds: (key) => (key === rankText(root) ? threshold : undefined) }),
    toClickHouse({ root: { kind: 'any', items: [root, { kind: 'not', item: root, span: root.span }], span: root.span } }, past, { prefix: 'u', thresholds: () => undefined }),
  ])
  assert.deepEqual(given, own)
  assert.deepEqual(unknown, [], 'without a threshold a rank is unknown')
}

async function zonesOf(stand: HistoryStand, conditions: readonly Condition[], past: Past): Promise<string[]> {
  const root: Condition = { kind: 'all', items: conditions, span: { start: 0, end: 0 } }
  const query = theirZonesQuery({ root }, past)
  return query === undefined ? [] : (await stand.rows(query)).map((row) => row['zone'] as string)
}

function shown(people: ReadonlyMap<number, readonly StoredFact[]>, ids: readonly number[]): string {
  return ids.flatMap((id) => (people.get(id) ?? []).map((fact) => JSON.stringify({ of: id, ...fact, hash: String(fact.hash) }))).join('\n')
}

/** What fast-check would print are all the histories; the case at hand is in the message. Run again with this seed. */
function fail<T>(details: fc.RunDetails<T>): void {
  if (!metSomething(details)) return
  const cause = details.errorInstance instanceof Error ? details.errorInstance : undefined
  throw new Error(`disagreement with seed: ${details.seed}, path: ${JSON.stringify(details.counterexamplePath)}\n${cause?.message ?? ''}`, { cause })
}
