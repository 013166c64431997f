// Comparisons over a real history against people counted one by one.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { openHistory, type HistoryFact } from '../testing/history.ts'
import { openOperations, value, type OperationsBench } from '../testing/operations-bench.ts'

const [{ registry, remove }, history] = await Promise.all([temporaryRegistry({ migrations: segmentsRegistryMigrations }), openHistory({ after })])
after(remove)

const NOW = T + 20 * DAY
const random = seeded(11)

function seeded(seed: number): () => number {
  let state = seed
  return () => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32)
}

interface Person {
  readonly id: number
  readonly plan: string | undefined
  readonly score: number | undefined
  readonly inA: boolean
  readonly inB: boolean
  /** When they bought, and for how much. */
  readonly bought: readonly { readonly at: number; readonly amount: number }[]
}

const PEOPLE: Person[] = Array.from({ length: 160 }, (_, i) => {
  const inA = random() < 0.35
  const inB = random() < 0.4
  return {
    id: 1000 + 3 * i,
    plan: random() < 0.2 ? undefined : inA ? (random() < 0.7 ? 'gold' : 'free') : random() < 0.3 ? 'gold' : random() < 0.5 ? 'free' : 'trial',
    score: random() < 0.1 ? undefined : Math.floor(random() * 8) + (inA ? 3 : 0),
    inA, inB,
    bought: Array.from({ length: Math.floor(random() * (inA ? 5 : 3)) }, () => ({ at: NOW - Math.floor(random() * 40 * DAY), amount: Math.round(random() * 10_000) / 100 })),
  }
})

let position = 100_000
const fact = (person: number, at: number, over: Partial<HistoryFact>): HistoryFact => ({ position: ++position, person, event: '', timestamp: at, appended: at, hash: BigInt(position), traits: {}, properties: {}, ...over })

/** Some traits change, some are taken back, and a third of the people were somebody else before. */
function factsOf({ id, plan, score, bought }: Person): HistoryFact[] {
  const before = id % 3 === 0 ? id + 1 : id
  return [
    fact(before, T - 50 * DAY, { traits: { plan: 'old', score: 999, mixed: id % 2 === 0 ? 'text' : 5 } }),
    fact(id, T - 49 * DAY, { traits: { plan: plan ?? null, score: score ?? null } }),
    // The group's, not theirs.
    fact(id, T - 48 * DAY, { groupTraits: { plan: 'company', score: 1 } }),
    ...bought.map(({ at, amount }) => fact(before, at, { event: 'Bought', properties: { amount: at % 7 === 0 ? 'none' : amount } })),
  ]
}

let bench: OperationsBench
let a: string
let b: string
async function open(t: { after(run: () => Promise<void>): void }): Promise<OperationsBench> {
  if (bench !== undefined) return bench
  const opened = await openOperations(t, registry, history)
  opened.clock.time = T
  a = (await value(opened.call('create-segment', { name: 'A', where: 'did "A"' }))).id
  const atA = opened.engine.log.length
  b = (await value(opened.call('create-segment', { name: 'B', where: 'did "B"' }))).id
  const atB = opened.engine.log.length
  opened.goLive()
  await history.add(PEOPLE.flatMap(factsOf).sort((x, y) => x.position - y.position), PEOPLE.filter(({ id }) => id % 3 === 0).map(({ id }, i) => ({ sequence: i + 1, position: 10 + i, appended: T - 49 * DAY, loser: id + 1, survivor: id })))
  await opened.change(
    ...PEOPLE.filter(({ inA }) => inA).map(({ id }) => [atA, id, T + HOUR, 1] as const),
    ...PEOPLE.filter(({ inB }) => inB).map(({ id }) => [atB, id, T + HOUR, 1] as const),
    // Everyone leaves B a day before now.
    ...PEOPLE.filter(({ inB }) => inB).map(({ id }) => [atB, id, NOW + DAY, 0] as const),
  )
  opened.clock.time = NOW
  return (bench = opened)
}

const atNow = { asOf: NOW }
type Side = (person: Person) => 0 | 1 | 2
const leftOut: Side = ({ inA, inB }) => (inA && inB ? 0 : inA ? 1 : inB ? 2 : 0)
const inA: Side = (person) => (person.inA ? 1 : person.inB ? 2 : 0)
const rest: Side = (person) => (person.inA ? 1 : 2)

const near = (actual: number, expected: number, what: string) => assert.ok(Math.abs(actual - expected) < 1e-9 * Math.max(1, Math.abs(expected)), `${what}: expected ${expected}, got ${actual}`)
const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length
function median(list: readonly number[]): number {
  const sorted = [...list].sort((x, y) => x - y)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}

function checkNumbers(found: any, side: Side, of: (person: Person) => number | undefined): void {
  const lists = ([1, 2] as const).map((which) => PEOPLE.filter((person) => side(person) === which).map(of))
  const known = lists.map((list) => list.filter((x) => x !== undefined))
  ;(['a', 'b'] as const).forEach((name, i) => {
    assert.deepEqual([found[name].people, found[name].missing], [lists[i]!.length, lists[i]!.length - known[i]!.length], name)
    const numbers = known[i]!
    assert.equal(found.numbers[name].n, numbers.length)
    near(found.numbers[name].mean, mean(numbers), `mean of ${name}`)
    near(found.numbers[name].deviation, Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean(numbers)) ** 2, 0) / (numbers.length - 1)), `deviation of ${name}`)
    near(found.numbers[name].median, median(numbers), `median of ${name}`)
    assert.deepEqual([found.numbers[name].min, found.numbers[name].max], [Math.min(...numbers), Math.max(...numbers)])
  })
  const [x, y] = known as [number[], number[]]
  near(found.numbers.meanDifference.value, mean(x) - mean(y), 'difference')
  near(found.numbers.cliffsDelta.value, mean(x.flatMap((one) => y.map((other) => Math.sign(one - other)))), 'delta')
  assert.ok(found.numbers.cliffsDelta.interval.low < found.numbers.cliffsDelta.value && found.numbers.cliffsDelta.value < found.numbers.cliffsDelta.interval.high)
}

test('a trait of numbers, with people in both left out, in one side, or against everyone else', async (t) => {
  const { call } = await open(t)
  const both = PEOPLE.filter((person) => person.inA && person.inB).length
  const found = await value(call('compare-segments', { ...atNow, a: { segment: a }, b: { segment: b }, on: { trait: 'score' } }))
  assert.deepEqual([found.kind, found.both, found.a.reading, found.b.reading], ['number', both, 'People in the segment "A"', 'People in the segment "B"'])
  checkNumbers(found, leftOut, ({ score }) => score)
  checkNumbers(await value(call('compare-segments', { ...atNow, a: { segment: a }, b: { segment: b }, overlap: 'in-a', on: { trait: 'score' } })), inA, ({ score }) => score)
  const others = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { trait: 'score' } }))
  assert.deepEqual([others.both, others.b.reading], [0, 'Everyone else'])
  checkNumbers(others, rest, ({ score }) => score)
})

test('a trait of categories, and a condition as a group', async (t) => {
  const { call } = await open(t)
  const found = await value(call('compare-segments', { ...atNow, a: { segment: a }, b: { where: 'plan = "trial" or not plan = "trial"' }, overlap: 'in-a', on: { trait: 'plan' } }))
  const side: Side = (person) => (person.inA ? 1 : person.plan === undefined ? 0 : 2)
  assert.equal(found.kind, 'category')
  const counted = new Map<string, [number, number]>()
  for (const person of PEOPLE) {
    const which = side(person)
    if (which === 0 || person.plan === undefined) continue
    const pair = counted.get(person.plan) ?? [0, 0]
    pair[which - 1]!++
    counted.set(person.plan, pair)
  }
  assert.deepEqual(new Map(found.categories.listed.map((one: any) => [one.label, [one.a, one.b]])), counted)
  assert.ok(found.categories.association.v > 0.2 && found.categories.association.p < 0.01)
  assert.equal(found.a.missing, PEOPLE.filter((person) => person.inA && person.plan === undefined).length)
  assert.equal((await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { trait: 'score', as: 'category' } }))).kind, 'category')
  const mixed = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { trait: 'mixed' } }))
  assert.deepEqual([mixed.kind, mixed.categories.listed.map((one: any) => one.label).sort()], ['category', ['5', 'text']])
})

test('a behaviour: who did it, how often, and for how much', async (t) => {
  const { call } = await open(t)
  const within = (days: number) => (person: Person) => person.bought.filter(({ at }) => at > NOW - days * DAY)
  const did = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { event: 'Bought', days: 10 } }))
  for (const [name, which] of [['a', 1], ['b', 2]] as const) {
    const people = PEOPLE.filter((person) => rest(person) === which)
    assert.deepEqual([did.shares[name].n, did.shares[name].count, did[name].missing], [people.length, people.filter((person) => within(10)(person).length > 0).length, 0])
  }
  near(did.shares.difference.value, did.shares.a.share - did.shares.b.share, 'difference of shares')
  checkNumbers(await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { event: 'Bought', measure: 'count', days: 15 } })), rest, (person) => within(15)(person).length)
  const sum = (person: Person) => Math.round(person.bought.reduce((total, { at, amount }) => total + (at % 7 === 0 ? 0 : Math.round(amount * 1e6)), 0)) / 1e6
  checkNumbers(await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { event: 'Bought', measure: 'sum', property: 'amount', days: null } })), rest, sum)
})

test('as of a moment: members of then, and what was known then', async (t) => {
  const { call } = await open(t)
  const early = await value(call('compare-segments', { a: { segment: a }, b: { where: 'plan = "old"' }, overlap: 'in-b', asOf: T - 49 * DAY - 1, on: { trait: 'score', as: 'number' } }))
  assert.deepEqual([early.a.people, early.b.people, early.numbers.b.mean], [0, PEOPLE.length, 999])
  assert.deepEqual([early.numbers.a, early.numbers.meanDifference, early.numbers.cliffsDelta], [null, null, null])
  bench.clock.time = NOW + 2 * DAY
  assert.equal((await value(call('compare-segments', { a: { segment: b }, on: { event: 'Bought' } }))).a.people, 0, 'everyone has left B by then')
  bench.clock.time = NOW
})

test('what tells them apart most comes first, and equals what is compared by itself', async (t) => {
  const { call } = await open(t)
  const ranked = await value(call('rank-differences', { ...atNow, a: { segment: a }, days: 10 }))
  assert.deepEqual(ranked.differences.map(({ subject, name, kind }: any) => [subject, name, kind]).sort(), [['event', 'Bought', 'share'], ['trait', 'mixed', 'category'], ['trait', 'plan', 'category'], ['trait', 'score', 'number']])
  assert.equal(ranked.looked, 4)
  const of = (name: string) => ranked.differences.find((one: any) => one.name === name)
  assert.ok(of('score').effect > of('mixed').effect && of('plan').effect > of('mixed').effect)
  for (let i = 1; i < 4; i++) assert.ok(ranked.differences[i - 1].effect >= ranked.differences[i].effect)
  const { numbers } = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { trait: 'score' } }))
  near(of('score').signed, numbers.cliffsDelta.value, 'delta')
  near(of('score').interval.low, numbers.cliffsDelta.interval.low, 'interval')
  const { shares } = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { event: 'Bought', days: 10 } }))
  near(of('Bought').signed, shares.difference.value, 'share')
  near(of('Bought').p, shares.p, 'p')
  const { categories } = await value(call('compare-segments', { ...atNow, a: { segment: a }, on: { trait: 'plan' } }))
  near(of('plan').effect, categories.listed.reduce((sum: number, one: any) => sum + Math.abs(one.shareA - one.shareB), 0) / 2, 'total variation')
  near(of('plan').p, categories.association.p, 'p of categories')
  assert.ok(ranked.differences.every((one: any) => one.adjustedP >= one.p && one.adjustedP <= 1))
})

test('what cannot be asked is said', async (t) => {
  const { call } = await open(t)
  const on = { trait: 'plan' }
  assert.equal(await codeOf(call('compare-segments', { a: { segment: 'sg_nothing' }, on })), 'segments.not-found')
  assert.equal(await codeOf(call('compare-segments', { a: {}, on })), 'segments.invalid-group')
  assert.equal(await codeOf(call('compare-segments', { a: { segment: a, where: 'did "A"' }, on })), 'segments.invalid-group')
  assert.match(await codeOf(call('compare-segments', { a: { where: 'nonsense' }, on })), /^language\./)
  assert.equal(await codeOf(call('compare-segments', { a: { segment: a }, on: { trait: 'email' } })), 'segments.personal-trait')
  assert.equal(await codeOf(call('compare-segments', { a: { segment: a }, on: { event: 'Bought', measure: 'sum' } })), 'segments.no-property')
  assert.equal(await codeOf(call('compare-segments', { a: { segment: a }, asOf: NOW + DAY, on })), 'segments.moment-to-come')
})
