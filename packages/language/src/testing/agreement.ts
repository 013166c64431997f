// The incremental target against the oracle: random conditions over random histories of two people who turn out to be one,
// with state in cells or in chunks, with part of the history read later than the facts that follow it, and with thresholds
// that come and change. Stops at the first disagreement and says what to run again.
import assert from 'node:assert/strict'
import type { Millis } from '@touchstone/base'
import fc from 'fast-check'
import { conditionText, rankText } from '../check/text.ts'
import type { Condition } from '../check/tree.ts'
import { compile } from '../incremental/compile.ts'
import type { NaiveFact } from '../naive/person.ts'
import { condition, LEAF_KINDS, type LeafKind } from './generators.ts'
import { type GeneratedFact, history } from './histories.ts'
import { kindsOf } from './kinds.ts'
import { testNumbering } from './numbering.ts'
import { metSomething } from './rounds.ts'
import { TestPerson } from './person.ts'
import { feed, listensTo, type Surroundings, Watch, type Watched } from './watch.ts'

export interface AgreementReport {
  readonly runs: number
  /** How many conditions had each kind of part (see kindsOf). */
  readonly met: ReadonlyMap<string, number>
  readonly values: number
  readonly trueValues: number
  /** Announced instants that were visited. */
  readonly dues: number
}

export interface AgreementOptions {
  /** Kinds of leaves of the conditions; all where this is left out. */
  readonly kinds?: readonly LeafKind[]
  readonly runs: number
  /** Both from the message of a disagreement, to run that case again. */
  readonly seed?: number
  readonly path?: string
  /** Each fact comes this many times, with other values, over the milliseconds before it: people with long histories. 1 where it is left out. */
  readonly burst?: number
  /** Goes no further after so long; then `runs` of the report is smaller. */
  readonly seconds?: number
}

interface Case {
  readonly roots: readonly Condition[]
  readonly facts: readonly GeneratedFact[]
  /** Before which fact the two people become one. */
  readonly mergeAt: number
  /** Facts before `since` reach the nodes at once, with the fact at `backAt`, as history that was read. */
  readonly since: number
  readonly backAt: number
  /** Whether the person of each side has chunks, and the history. */
  readonly chunks: readonly boolean[]
  /** By fact: which threshold ranks get then. */
  readonly thresholds: readonly (number | undefined)[]
  readonly seed: number
}

/** Throws where the two disagree, with the smallest case it found. */
export function agreementRun({ kinds = LEAF_KINDS, runs, seed, path, burst = 1, seconds }: AgreementOptions): AgreementReport {
  const met = new Map<string, number>()
  const seen = { trueValues: 0, values: 0, dues: 0 }
  let done = 0
  const run = (one: Case): void => {
    for (const root of one.roots) for (const kind of kindsOf(root)) met.set(kind, (met.get(kind) ?? 0) + 1)
    done++
    runCase(one, burst, seen)
  }
  fc.assert(fc.property(cases(kinds, burst === 1 ? FACTS : FACTS_IN_BURSTS), run), {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path }),
    ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000 }),
    reporter: report,
  })
  return { runs: done, met, ...seen }
}

const FACTS = 25
const FACTS_IN_BURSTS = 8

function report(details: fc.RunDetails<[Case]>): void {
  if (!metSomething(details)) return
  const { error, counterexample, seed, counterexamplePath } = { error: details.errorInstance, ...details }
  const cause = error instanceof Error ? error : undefined
  const lines = (counterexample ?? []).flatMap(({ roots, facts, ...rest }) => [
    ...roots.map((root) => `condition: ${conditionText(root)}`),
    ...facts.map(({ hash, timestamp, ...fact }) => `fact: ${new Date(timestamp).toISOString()} ${JSON.stringify({ ...fact, timestamp, hash: String(hash) })}`),
    JSON.stringify(rest, (_, value: unknown) => (value === undefined ? 'none' : typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)),
  ])
  throw new Error([`disagreement, seed: ${seed}, path: ${JSON.stringify(counterexamplePath)}`, cause?.message ?? '', ...lines].join('\n'), { cause })
}

function cases(kinds: readonly LeafKind[], most: number): fc.Arbitrary<Case> {
  return fc.record({
    roots: fc.array(condition(fc, kinds), { minLength: 1, maxLength: most === FACTS ? 4 : 1 }),
    facts: history(fc, most),
    mergeAt: fc.integer({ min: 0, max: most + 5 }),
    since: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: most })),
    backAt: fc.integer({ min: 0, max: most }),
    chunks: fc.tuple(fc.boolean(), fc.boolean()),
    thresholds: fc.array(fc.constantFrom(undefined, 0, 1, 1, 2, 0.3, -1, Infinity, -Infinity), { minLength: 1, maxLength: 6 }),
    seed: fc.nat(),
  })
}

function runCase({ roots, facts, mergeAt, since, backAt, chunks, thresholds, seed }: Case, burst: number, seen: Surroundings['seen']): void {
  const numbering = testNumbering()
  const watched = roots.map((root): Watched => ({ text: conditionText(root), root, program: compile({ root }, numbering) }))
  const current = new Map<string, number | undefined>()
  const random = randomFrom(seed)
  const mostDues = burst === 1 ? MOST_DUES : 2
  const around: Surroundings = { watched, traits: numbering.traits, thresholds: (rank) => current.get(rankText(rank)), random, mostDues, seen }
  const people = [new Watch(around, new TestPerson(7, chunks[0])), new Watch(around, new TestPerson(12, chunks[1]))] as const
  const start = facts[0]?.appended ?? 0
  // A history begins before the person's facts are watched: until it is read, the nodes know too little.
  const early: NaiveFact[][] = [[], []]
  for (const watch of people) {
    watch.isComplete = since === 0
    watch.settle(start)
  }
  facts.forEach((fact, index) => {
    if (index === mergeAt) people[0].merge(people[1], fact.appended)
    if (index === since + backAt) readHistory(people, mergeAt <= index, early, fact.appended)
    const side = index >= mergeAt ? 0 : fact.side
    if (index % 3 === 0 && thresholds.length > 0) setThresholds(watched, current, thresholds[(index / 3) % thresholds.length], index >= mergeAt ? [people[0]] : people, fact.appended)
    const all = burstOf(fact, burst, random)
    if (index >= since) people[side].take(...all)
    else {
      // The person's record has what the facts say of the person at once; the nodes only when history is read.
      const watch = people[side]
      for (const one of all) {
        watch.person.see(one.timestamp)
        watch.takeTraits(one)
      }
      watch.facts = [...watch.facts, ...all]
      early[side]?.push(...all)
    }
  })
  if (since + backAt >= facts.length) readHistory(people, mergeAt < facts.length, early, facts.at(-1)?.appended ?? start)
  people[0].pass(Infinity)
  people[0].end()
  if (mergeAt >= facts.length) {
    people[1].pass(Infinity)
    people[1].end()
  }
}

const MOST_DUES = 24

/** The fact, and others before it that differ in time, hash and values; in no order of time. */
function burstOf(fact: GeneratedFact, burst: number, random: () => number): NaiveFact[] {
  const others = Array.from({ length: burst - 1 }, (_, index): NaiveFact => ({
    ...fact,
    timestamp: fact.timestamp - Math.floor(random() * 9_000),
    hash: BigInt.asUintN(64, fact.hash + BigInt(index + 1) * 0x9e37_79b9_7f4a_7c15n),
    traits: {},
    properties: { ...fact.properties, revenue: Math.round(random() * 400 - 100) / 100, category: `c${Math.floor(random() * 90)}` },
  }))
  return [fact, ...others]
}

/** Makes cells of the facts as the job does that reads history: without chunks, latest first or as they came, without facts that cannot matter. */
function readHistory(people: readonly [Watch, Watch], isMerged: boolean, early: readonly (readonly NaiveFact[])[], now: Millis): void {
  const known = Math.max(...early.flat().map(({ appended }) => appended))
  const shares = isMerged ? [early.flat(), []] : early
  people.forEach((watch, side) => {
    if (watch.isComplete || (isMerged && side === 1)) return
    const cells = new TestPerson(watch.person.id)
    const facts = [...(shares[side] as readonly NaiveFact[])]
    if (facts.length % 2 === 0) facts.sort((a, b) => b.timestamp - a.timestamp)
    for (const node of watch.nodes) {
      const taken = facts.filter((fact) => listensTo(node, fact) && fact.timestamp > known - node.horizon)
      for (const fact of latest(taken, node.latestOnly)) feed(node, cells, fact, known)
    }
    const chunkless = new TestPerson(cells.id)
    for (const node of watch.nodes) {
      const cell = cells.cell(node.id)
      if (cell !== undefined) chunkless.receive(node.id, cell)
    }
    watch.takeCells(chunkless, now)
    watch.isComplete = true
    watch.settle(now)
  })
}

function latest(facts: readonly NaiveFact[], count: number): readonly NaiveFact[] {
  if (facts.length <= count) return facts
  const kept = new Set([...facts].sort((a, b) => b.timestamp - a.timestamp).slice(0, count))
  return facts.filter((fact) => kept.has(fact))
}

function setThresholds(watched: readonly Watched[], current: Map<string, number | undefined>, value: number | undefined, people: readonly Watch[], now: Millis): void {
  const ranks = watched.flatMap(({ program }) => program.ranks)
  if (ranks.length === 0) return
  for (const watch of people) watch.pass(now)
  for (const rank of ranks) {
    // One that was computed is never unknown again.
    const next = value ?? current.get(rank.key)
    current.set(rank.key, next)
    rank.setThreshold(next)
  }
  for (const watch of people) watch.settle(now)
}

/** A small generator (mulberry32), so that a case can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** That a run met these kinds, and what it did was worth something. */
export function assertMet({ met }: Pick<AgreementReport, 'met'>, kinds: readonly string[]): void {
  const missing = kinds.filter((kind) => !met.has(kind))
  assert.deepEqual(missing, [], 'kinds that no condition had')
}
