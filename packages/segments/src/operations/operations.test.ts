import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DAY } from '@touchstone/base'
import { evaluateNaively, parseCondition, Truth } from '@touchstone/language'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { segmentsRegistryMigrations } from '../migrations/postgres.ts'
import { codeOf, T } from '../testing/definitions-bench.ts'
import { openHistory } from '../testing/history.ts'
import { fact, openOperations, value } from '../testing/operations-bench.ts'
import { segmentOperations } from './index.ts'

const [{ registry, remove }, history] = await Promise.all([temporaryRegistry({ migrations: segmentsRegistryMigrations }), openHistory({ after })])
after(remove)

test('every example fits the shape it explains', () => {
  for (const { name, example, input, output } of segmentOperations({} as never, {} as never)) {
    assert.ok(input.safeParse(example.input).success, name)
    assert.deepEqual(output.parse(example.output), example.output, name)
  }
})

test('segments are created, listed, read, changed and archived', async (t) => {
  const { call, clock } = await openOperations(t, registry)
  const { id } = await value(call('create-segment', { name: '  Buyers ', where: 'did "A"' }))
  clock.time++
  await value(call('create-segment', { name: 'Others', where: 'did "B"', description: 'd' }))
  const { segments } = await value(call('list-segments'))
  assert.deepEqual(segments.map((one: any) => [one.name, one.state, one.progress]), [['Buyers', 'backfilling', 0.25], ['Others', 'backfilling', 0.25]])
  assert.equal((await value(call('update-segment', { id, name: 'Those' }))).name, 'Those')
  assert.equal(await codeOf(call('update-segment', { id })), 'segments.nothing-to-change')
  assert.equal(await codeOf(call('get-segment', { id: 'sg_nobody' })), 'segments.not-found')
  await value(call('archive-segment', { id }))
  assert.deepEqual((await value(call('list-segments'))).segments.map((one: any) => one.name), ['Others'])
  assert.equal((await value(call('list-segments', { archived: 'true' }))).segments.length, 2)
  await assert.rejects(call('create-segment', { name: '   ', where: 'did "A"' }))
})

test('whatever is written as a condition, the language says what is wrong with it, and where', async (t) => {
  const { call } = await openOperations(t, registry)
  for (const where of ['', ' ', '\0', 'a = 1 # \0', 'a = 1 # \ud800', 'a = "\ud800"', 'x'.repeat(900_000), '='.repeat(32_000)]) {
    for (const [name, input] of [['create-segment', { name: 'x', where }], ['preview-segment', { where }], ['explain-person', { person: 1, where }]] as const) {
      const refused = await call(name, input)
      assert.ok(!refused.ok && refused.failure.code.startsWith('language.'), JSON.stringify(refused).slice(0, 300))
      assert.ok(JSON.stringify(refused.failure).length < 1_000)
      assert.ok((refused.failure.details as any).span.end <= where.length)
    }
  }
  const { id, where } = await value(call('create-segment', { name: 'x', where: 'a = "\0" # why' }))
  assert.match(where, /a = "\\u0000"/)
  assert.equal((await value(call('get-segment', { id }))).where, where)
})

test('members come page by page', async (t) => {
  const { call, engine } = await openOperations(t, registry)
  const { id } = await value(call('create-segment', { name: 'Buyers', where: 'did "A"' }))
  assert.deepEqual(await value(call('list-members', { id })), { size: 0, control: 0, members: [], next: null })
  for (let person = 1; person <= 5; person++) engine.append({ fact: fact(1 + person, person, 'A', T), person })
  engine.now = T + 9
  engine.append({ control: { control: 'segment.seeded', segment: 1 } })
  engine.sweep()
  const first = await value(call('list-members', { id, limit: '2' }))
  assert.deepEqual(first, { size: 5, control: 0, members: [{ person: 1, since: T + 9, control: false }, { person: 2, since: T + 9, control: false }], next: 2 })
  assert.deepEqual((await value(call('list-members', { id, after: '2', limit: '9' }))).members.map((one: any) => one.person), [3, 4, 5])
  assert.equal(await codeOf(call('list-members', { id: 'sg_nobody' })), 'segments.not-found')
})

test('a preview counts exactly, at any past, with a sample that does not change, and says what it does not know yet', async (t) => {
  const it = await openOperations(t, registry, history)
  const { call, clock, engine } = it
  const facts: ReturnType<typeof fact>[] = []
  for (let i = 1; i <= 400; i++) facts.push(fact(i, 1 + (i % 90), i % 7 < 3 ? 'A' : 'B', T - (400 - i) * 1_000_000 - (i % 5) * DAY, T - (400 - i) * 1_000_000))
  for (const { person } of facts) engine.append({ fact: fact(0, person, 'X', T), person })
  engine.now = T
  await history.add(facts, [{ sequence: 1, position: 399, appended: T - 1_000_000, loser: 7, survivor: 4 }])
  it.through = 400
  clock.time = T + 5
  const where = 'count("A") in last 3 days >= 1 and sum("B".revenue) > 200'
  const condition = parseCondition(where)
  assert.ok(condition.ok)
  const expected = (asOf: number, knownAt: number): number => {
    const canonical = (person: number): number => (person === 7 && knownAt >= T - 1_000_000 ? 4 : person)
    const people = Map.groupBy(facts, ({ person }) => canonical(person))
    return [...people].filter(([person, own]) => evaluateNaively(condition.value, { person, facts: own, asOf, knownAt }) === Truth.TRUE).length
  }
  const now = await value(call('preview-segment', { where }))
  assert.deepEqual([now.asOf, now.knownAt, now.through, now.isComplete], [T + 5, T + 5, 400, true])
  assert.ok(now.count > 20)
  assert.equal(now.count, expected(T + 5, T + 5))
  assert.equal(now.sample.length, 20)
  assert.deepEqual((await value(call('preview-segment', { where }))).sample, now.sample)
  const asOf = new Date(T - 2 * DAY).toISOString()
  const past = await value(call('preview-segment', { where, asOf, sample: 0 }))
  assert.deepEqual([past.count, past.asOf, past.sample], [expected(T - 2 * DAY, T + 5), T - 2 * DAY, []])
  const both = await value(call('preview-segment', { where, asOf, knownAt: T - 2 * DAY }))
  assert.equal(both.count, expected(T - 2 * DAY, T - 2 * DAY))
  assert.notEqual(both.count, past.count)

  engine.append({ fact: fact(0, 1, 'X', T), person: 1 })
  assert.equal((await value(call('preview-segment', { where }))).isComplete, false, 'a fact is on its way')
  assert.equal((await value(call('preview-segment', { where, knownAt: T - DAY }))).isComplete, true, 'but not one that was known a day ago')
  assert.equal(await codeOf(call('preview-segment', { where, asOf: 'last week' })), 'segments.invalid-instant')
  assert.match(await codeOf(call('preview-segment', { where: 'count(' })), /^language\./)
  const { unknown } = await value(call('preview-segment', { where: 'count("AA") >= 1 and plan = "x"' }))
  assert.deepEqual(unknown.map((one: any) => [one.name, one.suggestion]), [['AA', 'A'], ['plan', null]])
})

test('the history of a segment has the entries and exits of all its versions, newest first', async (t) => {
  const it = await openOperations(t, registry, history)
  const { call, engine } = it
  const { id } = await value(call('create-segment', { name: 'Buyers', where: 'did "A"' }))
  await value(call('create-segment', { name: 'Others', where: 'did "B"' }))
  engine.append({ control: { control: 'segment.seeded', segment: 1 } })
  engine.sweep()
  await value(call('update-segment', { id, where: 'did "C"' }))
  const change = (sequence: number, segment: number, person: number, at: number, entered: number, cause: string) => ({ sequence, position: 10 + sequence, appended: at, segment, person, at, entered, cause })
  await history.add([], [], [
    change(1, 1, 5, T + 1, 1, 'fact'),
    change(2, 2, 5, T + 2, 1, 'fact'),
    change(3, 1, 6, T + 3, 1, 'backfill'),
    change(4, 1, 5, T + 4, 0, 'time'),
    change(5, 4, 6, T + 5, 1, 'backfill'),
  ])
  it.through = 15
  const all = await value(call('get-history', { id }))
  assert.deepEqual(all.changes, [
    { person: 6, at: T + 5, entered: true, cause: 'backfill', version: 2, position: 15 },
    { person: 5, at: T + 4, entered: false, cause: 'time', version: 1, position: 14 },
    { person: 6, at: T + 3, entered: true, cause: 'backfill', version: 1, position: 13 },
    { person: 5, at: T + 1, entered: true, cause: 'fact', version: 1, position: 11 },
  ])
  assert.deepEqual([all.next, all.through], [null, 15])
  const page = await value(call('get-history', { id, limit: '2' }))
  assert.equal(page.next, 4)
  assert.deepEqual((await value(call('get-history', { id, before: '4' }))).changes.map((one: any) => one.position), [13, 11])
  const within = await value(call('get-history', { id, from: String(T + 3), to: new Date(T + 5).toISOString() }))
  assert.deepEqual(within.changes.map((one: any) => one.position), [14, 13])
  assert.equal(await codeOf(call('get-history', { id, from: 'soon' })), 'segments.invalid-moment')
})
