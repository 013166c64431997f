import assert from 'node:assert/strict'
import { after, test, type TestContext } from 'node:test'
import { HOUR } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import fc from 'fast-check'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { openHistory } from '../testing/history.ts'
import { openOperations, value, type OperationsBench } from '../testing/operations-bench.ts'
import { expression as shape } from '../shapes.ts'
import { segmentsOf, type Expression } from './expression.ts'

const [{ registry, remove }, history] = await Promise.all([temporaryRegistry({ migrations: segmentsRegistryMigrations }), openHistory({ after })])
after(remove)

/** Numbers as logs of any length give them. */
const PEOPLE = Array.from({ length: 60 }, (_, i) => 10 + 7 * i + (i % 3) * 70_000 + (i % 4) * 2 ** 27 + (i % 5) * 2 ** 50)
type Change = [segment: number, person: number, at: number, entered: 0 | 1]

/** Changes as an engine says them: each person enters and leaves in turn, time goes forward. */
function makeChanges(segments: readonly number[], count: number, seed: number): Change[] {
  let random = seed
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return (random >>> 8) % below
  }
  const inside = new Set<string>()
  return Array.from({ length: count }, (_, i) => {
    const segment = segments[next(segments.length)]!
    const person = PEOPLE[next(PEOPLE.length)]!
    const key = `${segment} ${person}`
    const entered = inside.has(key) ? 0 : 1
    if (entered === 1) inside.add(key)
    else inside.delete(key)
    return [segment, person, T + Math.floor(i / 4), entered]
  })
}

function members(changes: readonly Change[], segment: number, asOf = Infinity): Set<number> {
  const found = new Set<number>()
  for (const [of, person, at, entered] of changes) {
    if (of !== segment || at > asOf) continue
    if (entered === 1) found.add(person)
    else found.delete(person)
  }
  return found
}

const everyone = new Set(PEOPLE.filter((person) => person !== PEOPLE[3]))

function peopleOf(expression: Expression, of: (id: string) => Set<number>): Set<number> {
  if (typeof expression === 'string') return of(expression)
  if ('not' in expression) return everyone.difference(peopleOf(expression.not, of))
  if ('all' in expression) return expression.all.map((one) => peopleOf(one, of)).reduce((left, right) => left.intersection(right), everyone)
  return expression.any.map((one) => peopleOf(one, of)).reduce((left, right) => left.union(right), new Set())
}

/** Three live segments, their versions at positions from `first` on. */
async function withSegments(t: TestContext, first: number): Promise<{ bench: OperationsBench; ids: string[] }> {
  const bench = await openOperations(t, registry, history)
  const ids: string[] = []
  while (bench.engine.log.length < first - 1) bench.engine.append({ control: { control: 'segment.archive', segment: 0 } })
  for (const name of ['A', 'B', 'C']) {
    bench.clock.time++
    ids.push((await value(bench.call('create-segment', { name, where: `did "${name}"` }))).id)
  }
  bench.goLive()
  bench.clock.time = T + HOUR
  return { bench, ids }
}

test('any combination of segments is counted exactly, now and at any past instant, while changes come in', async (t) => {
  const { bench, ids } = await withSegments(t, 1)
  const positions = new Map(ids.map((id, index) => [id, index + 1]))
  // Whoever was merged into another is out of everything, and is not one of everyone.
  const changes = makeChanges([1, 2, 3], 1200, 5).filter(([, person]) => person !== PEOPLE[3])
  const facts = PEOPLE.map((person, i) => ({ position: i + 1, person, event: 'X', timestamp: T - 9, appended: T - 9, hash: BigInt(i + 1), traits: {}, properties: {} }))
  for (const one of facts) if (one.person !== PEOPLE[3]) bench.engine.append({ fact: one, person: one.person })
  await bench.history.add(facts, [{ sequence: 1, position: 60, appended: T - 5, loser: PEOPLE[3], survivor: PEOPLE[2] }])
  bench.through = 1e6
  const expression: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...ids),
      fc.array(tie('any'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('any'), { maxLength: 3 }).map((any) => ({ any })),
      tie('any').map((not) => ({ not })),
    ),
  })).any
  for (const [told, from] of [[400, 0], [1200, 400]] as const) {
    await bench.change(...changes.slice(from, told))
    const known = changes.slice(0, told)
    await fc.assert(
      fc.asyncProperty(expression, fc.option(fc.integer({ min: T - 10, max: T + 320 })), async (asked, asOf) => {
        const expected = peopleOf(asked, (id) => members(known, positions.get(id)!, asOf ?? Infinity))
        const got = await value(bench.call('combine', { expression: asked, sample: 100, ...(asOf === null ? {} : { asOf }) }))
        // Before they were there, nobody was anybody.
        if (asOf !== null && asOf < T - 5) return
        assert.equal(got.size, expected.size)
        assert.deepEqual([...got.sample].sort((a, b) => a - b), [...expected].sort((a, b) => a - b))
        for (const part of got.parts) assert.equal(part.size, members(known, positions.get(part.id)!, asOf ?? Infinity).size)
      }),
      { numRuns: 25, seed: 11 },
    )
  }
  const [a, b, c] = ids.map((id) => members(changes, positions.get(id)!))
  const common = await value(bench.call('overlaps', { ids }))
  assert.deepEqual(common.segments.map(({ size }: any) => size), [a!.size, b!.size, c!.size])
  assert.deepEqual(common.overlaps.map((one: any) => [ids.indexOf(one.a), ids.indexOf(one.b), one.both, one.jaccard]), [
    [0, 1, a!.intersection(b!).size, a!.intersection(b!).size / a!.union(b!).size],
    [0, 2, a!.intersection(c!).size, a!.intersection(c!).size / a!.union(c!).size],
    [1, 2, b!.intersection(c!).size, b!.intersection(c!).size / b!.union(c!).size],
  ])
  assert.equal((await value(bench.call('combine', { expression: { not: ids[1] } }))).size, everyone.size - b!.size)
  const before = await value(bench.call('overlaps', { ids: ids.slice(0, 2), asOf: T + 50 }))
  assert.deepEqual(before.overlaps.map(({ both }: any) => both), [members(changes, 1, T + 50).intersection(members(changes, 2, T + 50)).size])
  const sampled = await value(bench.call('combine', { expression: ids[0], sample: 3 }))
  assert.deepEqual([sampled.sample.length, sampled.isComplete], [3, true])
  assert.deepEqual((await value(bench.call('combine', { expression: ids[0], sample: 3 }))).sample, sampled.sample)
})

test('at a past instant the version that spoke then is asked; what is not whole says so', async (t) => {
  const { bench, ids: [id, other] } = await withSegments(t, 101)
  await value(bench.call('update-segment', { id, where: 'did "Z"', cutOver: 'manual' }))
  const second = bench.engine.log.length
  await bench.change([101, 10, T + 5, 1], [101, 17, T + 6, 1], [second, 24, T + 7, 1], [102, 10, T + 8, 1])
  bench.through = bench.engine.log.length
  assert.deepEqual((await value(bench.call('combine', { expression: id }))).size, 2)
  const early = await value(bench.call('combine', { expression: id, asOf: T - 1_000_000 }))
  assert.deepEqual([early.size, early.parts[0].version, early.parts[0].state], [0, null, 'absent'])
  const compared = await value(bench.call('compare-versions', { id }))
  assert.deepEqual([compared.from.version, compared.to, compared.stay, compared.isComplete], [1, { version: 2, state: 'backfilling', size: 1 }, 0, false])
  bench.goLive()
  const whole = await value(bench.call('compare-versions', { id, limit: '5' }))
  assert.deepEqual([whole.enter, { ...whole.leave, people: whole.leave.people.sort() }], [{ count: 1, people: [24] }, { count: 2, people: [10, 17] }])
  assert.deepEqual((await value(bench.call('compare-versions', { id, from: '2', to: '1', limit: '0' }))).enter, { count: 2, people: [] })
  await value(bench.call('cut-over-version', { id, version: 2 }))
  bench.through = bench.engine.log.length
  const now = await value(bench.call('combine', { expression: { any: [id, other] } }))
  assert.deepEqual([now.size, now.isComplete, now.parts.map((part: any) => [part.name, part.version, part.size])], [2, true, [['A', 2, 1], ['B', 1, 1]]])
  const before = await value(bench.call('combine', { expression: id, asOf: T + HOUR - 1 }))
  assert.deepEqual([before.size, before.parts[0].version], [2, 1])
  assert.equal((await value(bench.call('combine', { expression: id, asOf: T - 1 }))).size, 0, 'before it was there')
  assert.equal((await value(bench.call('compare-versions', { id }))).to.version, 1, 'after the cut-over: with the one that stands by')
  bench.through--
  assert.equal((await value(bench.call('combine', { expression: id }))).isComplete, false)
  assert.equal(await codeOf(bench.call('combine', { expression: 'sg_nobody' })), 'segments.not-found')
  assert.equal(await codeOf(bench.call('combine', { expression: id, asOf: T + 2 * HOUR })), 'segments.moment-to-come')
  assert.equal(await codeOf(bench.call('compare-versions', { id, to: '9' })), 'segments.version-not-found')
  assert.equal(await codeOf(bench.call('compare-versions', { id: other })), 'segments.nothing-to-compare')
})

test('an expression of any size is refused in words, not by giving up', () => {
  const issue = (value: unknown): string => shape.safeParse(value).error?.issues[0]?.message ?? 'fine'
  let deep: unknown = 'sg_1'
  for (let i = 0; i < 50_000; i++) deep = { not: deep }
  assert.equal(issue(deep), 'expected a combination of at most 20 levels')
  assert.equal(issue({ any: Array(600).fill('sg_1') }), 'expected a combination of at most 500 parts')
  assert.equal(issue({ any: ['sg_1', { not: { all: [] } }] }), 'fine')
  assert.notEqual(issue({ either: ['sg_1'] }), 'fine')
  const many = segmentsOf({ any: Array.from({ length: 51 }, (_, i) => `sg_${i}`) })
  assert.equal(many.ok ? 'ok' : many.failure.code, 'segments.too-many-segments')
})
