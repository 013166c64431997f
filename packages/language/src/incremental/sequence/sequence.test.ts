// Sequences against the definition, by trying every pair of events: small ones with every shape of condition, and long
// histories whose states lie in chunks.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Absence, Pattern, Sequence, Step } from '../../check/tree.ts'
import { TestPerson, testNumbering } from '../../testing.ts'
import { type Program, compile } from '../compile.ts'
import { randomOf } from '../random.ts'

type Happened = readonly [event: string, time: number]

const SPAN = { start: 0, end: 0 }
const EVENTS = ['A', 'B', 'C']
const SECOND = 1000

/** The start of the occurrence that began last among those that count at `now`; -Infinity where none does. Tries every pair of events. */
function latestStart({ steps, absences }: Sequence, facts: readonly Happened[], now: number): number {
  const times = ({ event }: Pattern): number[] => [...new Set(facts.filter(([name]) => name === event).map(([, time]) => time))].sort((a, b) => a - b)
  const anyBetween = (sorted: readonly number[], after: number, before: number): boolean => sorted.some((time) => after < time && time < before)
  let reached = times(steps[0].pattern).map((time) => ({ time, start: time }))
  for (const { pattern, within, without } of steps.slice(1)) {
    const forbidden = without === undefined ? [] : times(without)
    const before = reached
    reached = times(pattern).flatMap((time) => {
      const starts = before.filter((one) => one.time < time && time <= one.time + within && !anyBetween(forbidden, one.time, time)).map(({ start }) => start)
      return starts.length === 0 ? [] : [{ time, start: Math.max(...starts) }]
    })
  }
  const followers = absences.map(({ pattern, within }) => ({ sorted: times(pattern), within }))
  const counting = reached.filter(({ time }) => followers.every(({ sorted, within }) => time + within <= now && !anyBetween(sorted, time, time + within + 1)))
  return Math.max(-Infinity, ...counting.map(({ start }) => start))
}

const pattern: fc.Arbitrary<Pattern> = fc.constantFrom(...EVENTS).map((event) => ({ event, filter: undefined }))
const length = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most }).map((seconds) => seconds * SECOND)

function sequences(longest: number): fc.Arbitrary<Sequence> {
  const first: fc.Arbitrary<Step> = pattern.map((made) => ({ pattern: made, within: Infinity, without: undefined }))
  const next: fc.Arbitrary<Step> = fc.record({ pattern, within: fc.oneof(fc.constant(Infinity), length(longest)), without: fc.option(pattern, { nil: undefined, freq: 2 }) })
  const absence: fc.Arbitrary<Absence> = fc.record({ pattern, within: length(longest) })
  return fc
    .record({
      kind: fc.constant('sequence' as const),
      steps: fc.tuple(first, fc.array(next, { maxLength: 3 })).map(([one, others]) => [one, ...others]),
      absences: fc.array(absence, { maxLength: 2 }),
      window: fc.oneof(fc.constant({ kind: 'all-time' as const }), length(3 * longest).map((reach) => ({ kind: 'rolling' as const, length: reach, until: 0 }))),
      span: fc.constant(SPAN),
    })
    .filter(({ steps, absences }) => steps.length > 1 || absences.length > 0)
}

function feed({ nodes: [node] }: Program, person: TestPerson, [event, timestamp]: Happened, now: number): void {
  if (node.events.includes(event)) node.update(person, { event, timestamp, hashHigh: 0, hashLow: 0, properties: () => ({}), traits: () => ({}) }, now)
}

function isRight(sequence: Sequence, program: Program, person: TestPerson, facts: readonly Happened[], now: number): boolean {
  const reach = sequence.window.kind === 'rolling' ? sequence.window.length : Infinity
  const expected = latestStart(sequence, facts, now) > now - reach
  assert.equal(program.evaluate(person, now) === 1, expected, `at ${now}`)
  return expected
}

/** The same with all lengths of time so many times as long. */
function slower(sequence: Sequence, times: number): Sequence {
  const { window } = sequence
  return {
    ...sequence,
    steps: sequence.steps.map((step) => ({ ...step, within: step.within * times })),
    absences: sequence.absences.map((absence) => ({ ...absence, within: absence.within * times })),
    window: window.kind === 'rolling' ? { ...window, length: window.length * times } : window,
  }
}

const MIXES = ['ABC', 'AABAA', 'CACCBCC', 'ABBBBBBBCBBB']

/** Two people with long histories, who are merged now and then; `unit` is about the time between two events. */
function longRun(sequence: Sequence, seed: number, steps: number, unit: number): void {
  const random = randomOf(seed)
  const any = (most: number): number => Math.floor(random() * most)
  const program = compile({ root: sequence }, testNumbering())
  const [node] = program.nodes
  const mix = MIXES[any(MIXES.length)] as string
  const lateness = random() * 0.3
  const people = [new TestPerson(1, true), new TestPerson(2, random() < 0.8)]
  const known: Happened[][] = [[], []]
  let now = 1e9
  for (let step = 0; step < steps; step++) {
    now += any(5) * (unit / 2)
    const of = random() < 0.15 ? 1 : 0
    const late = random() < lateness ? any(random() < 0.7 ? 6 : 700) * unit : 0
    const one: Happened = [mix[any(mix.length)] as string, now - late]
    known[of].push(one)
    feed(program, people[of], one, now)
    people[of].rest()
    const merges = random() < 0.003
    if (merges) {
      node.merge(people[0], people[1])
      node.release(people[1])
      people[1] = new TestPerson(2, true)
      known[0].push(...known[1].splice(0))
    }
    if (merges || step % 70 === 69 || step === steps - 1) {
      isRight(sequence, program, people[0], known[0], now)
      isRight(sequence, program, people[0], known[0], now + any(60) * unit)
    }
  }
  node.release(people[0])
  assert.equal(people[0].chunks?.count, 0)
}

describe('a sequence', () => {
  it('is what trying every pair of events says, at every instant until nothing changes any more', () => {
    const fact = fc.tuple(fc.constantFrom(...EVENTS), fc.integer({ min: 0, max: 12 }))
    fc.assert(
      fc.property(sequences(6), fc.array(fact, { maxLength: 9 }), fc.integer({ min: 0, max: 9 }), (sequence, made, split) => {
        const facts = made.map(([event, second]): Happened => [event, second * SECOND])
        const program = compile({ root: sequence }, testNumbering())
        const people = [new TestPerson(1, true), new TestPerson(2)]
        facts.forEach((one, index) => feed(program, people[index < split ? 0 : 1], one, 12 * SECOND))
        program.nodes[0].merge(people[0], people[1])
        let due = -Infinity
        let before = false
        for (let now = 12 * SECOND; now <= 40 * SECOND; now += SECOND / 2) {
          const is = isRight(sequence, program, people[0], facts, now)
          if (now > 12 * SECOND && is !== before) assert.ok(due <= now, `changed unannounced by ${now}`)
          before = is
          if (now >= due || due === -Infinity) due = program.nextDue(people[0], now)
          assert.ok(due > now)
        }
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 2_500 },
    )
  })

  it('is so in histories of hundreds of events, some late, some merged', () => {
    fc.assert(
      fc.property(sequences(40), fc.integer(), fc.integer({ min: 40, max: 1_000 }), fc.constantFrom(1, 300), (sequence, seed, steps, slowness) => longRun(slower(sequence, slowness), seed, steps, slowness * SECOND)),
      { numRuns: 3_000, interruptAfterTimeLimit: Number(process.env['LONG_HISTORY_SECONDS'] ?? 2) * 1000, endOnFailure: true },
    )
  })

  it('that only asks for events of all time keeps none once it is true', () => {
    const step = (event: string): Step => ({ pattern: { event, filter: undefined }, within: Infinity, without: undefined })
    const sequence: Sequence = { kind: 'sequence', steps: [step('A'), step('B')], absences: [], window: { kind: 'all-time' }, span: SPAN }
    const program = compile({ root: sequence }, testNumbering())
    const person = new TestPerson(1, true)
    for (let time = 0; time < 400; time++) feed(program, person, ['A', time], time)
    assert.ok((person.chunks?.count ?? 0) > 0)
    feed(program, person, ['B', 400], 400)
    assert.equal(program.evaluate(person, 400), 1)
    assert.equal(person.chunks?.count, 0)
    assert.ok(person.size(program.nodes[0].id) < 200)
    const other = new TestPerson(2)
    feed(program, other, ['A', 3], 400)
    program.nodes[0].merge(other, person)
    assert.equal(program.evaluate(other, 400), 1)
  })
})
