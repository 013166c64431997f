import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '@touchstone/base'
import { fieldRule } from '@touchstone/vocabulary'
import fc from 'fast-check'
import { T, codeOf, operationsRig, type OperationsRig } from '../testing/operations-rig.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { profilesMigrations } from '../migrations/clickhouse.ts'
import { orderPeople } from './order-live.ts'
import { orderOf } from './order.ts'

const SORTS = ['person', 'firstSeen', 'lastSeen', 'facts', 'traits.plan', 'traits.score', 'traits.odd']
const DIRECTIONS = ['ascending', 'descending'] as const

const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('Zürich', 'zebra', 'Ärger', '😀', '\uFFFD', 'same start 1', 'same start 2', ''),
  fc.boolean(), fc.constant(null), fc.constantFrom([1, 2], { a: 'b' }, []),
)
const fact = fc.record({
  who: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 2 }),
  event: fc.option(fc.constantFrom('A', 'B'), { nil: undefined }),
  back: fc.integer({ min: 0, max: 3 }),
  traits: fc.dictionary(fc.constantFrom('plan', 'score', 'odd'), value, { maxKeys: 3 }),
})

function peopleOf(answer: Result<any>): number[] {
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value.people.map((one: { person: number }) => one.person)
}

/** Everyone, one after the other, in windows of `limit`. */
async function leafThrough({ call }: OperationsRig, question: Record<string, unknown>, limit = 5): Promise<number[]> {
  const seen: number[] = []
  let list: string | undefined
  for (;;) {
    const answer = await call('list-people', { ...question, limit, offset: seen.length, ...(list === undefined ? {} : { list }) })
    const page = peopleOf(answer)
    assert.ok(answer.ok && (list === undefined || answer.value.list === list), 'it is one list')
    list = answer.value.list
    seen.push(...page)
    if (page.length < limit) return (assert.equal(seen.length, answer.value.count), seen)
  }
}

test('lists are everyone once, in the order of their live values, for every sort, filter and history', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 60 }), async (facts) => {
      const rig = await operationsRig(t, ({ machine }) => {
        facts.forEach(({ who, event, back, traits }, i) => machine.fact(T + i, { identifiers: who.map((one) => (one % 2 ? `user_id:u${one}` : `anonymous_id:a${one}`)), ...(event === undefined ? {} : { event }), happened: T + i - back, traits }))
      }, true)
      const everyone = peopleOf(await rig.call('list-people', { limit: 100, sort: 'person', direction: 'ascending' }))
      const alive = rig.rig.state.range('people', 0, undefined, 1000).map(({ key }) => key as number)
      assert.deepEqual(everyone, alive)
      const did = alive.filter((person) => rig.profiles.profile(person)!.events['A'] !== undefined)
      for (const sort of SORTS.filter((one) => !one.startsWith('traits.') || rig.profiles.knowsTrait(one.slice(7)))) {
        for (const direction of DIRECTIONS) {
          const order = orderOf(sort, direction === 'descending', fieldRule)
          assert.ok(order.ok)
          const sorted = (people: readonly number[]) => orderPeople(people.map((one) => rig.profiles.summary(one, ['plan', 'score', 'odd'])!), order.value)
          assert.deepEqual(await leafThrough(rig, { sort, direction }), sorted(alive), `${sort} ${direction}`)
          assert.deepEqual(await leafThrough(rig, { sort, direction, where: 'did "A"' }), sorted(did), `${sort} ${direction} of a condition`)
        }
      }
      await sameFromFacts(rig)
    }),
    { numRuns: 3, seed: 20261129 },
  )
})

/** An installation that had facts before it had lists fills the tables by SQL: they must be what the feed writes. */
async function sameFromFacts({ warehouse }: OperationsRig): Promise<void> {
  for (const [number, columns] of [[4, 'position, person, first, last, facts'], [5, 'key, trait, person, hex(value) AS value']] as const) {
    const sql = profilesMigrations.find((one) => one.number === number)!.sql
    const table = /TABLE (\w+)/.exec(sql)![1]!
    const written = await warehouse!.query(`SELECT ${columns} FROM touchstone.${table} FINAL ORDER BY ALL`)
    const ofFacts = sql.slice(sql.indexOf('AS SELECT') + 3).replace('FROM profiles_facts', 'FROM touchstone.profiles_facts')
    const folded = number === 4 ? ofFacts : `SELECT max(key) AS key, trait, person, max(value) AS value FROM (${ofFacts}) GROUP BY trait, person`
    const filled = await warehouse!.query(`SELECT ${columns} FROM (${folded}) ORDER BY ALL`)
    assert.ok(written.ok && filled.ok, JSON.stringify([written, filled]))
    assert.deepEqual(filled.value, written.value, table)
  }
}

test('a list stays as it was while people come, merge and change; a later one has it all', async (t) => {
  let rig: OperationsRig
  rig = await operationsRig(t, ({ machine }) => {
    for (let i = 1; i <= 6; i++) machine.fact(T + i, { identifiers: [`user_id:u${i}`], traits: { plan: i % 2 ? 'pro' : 'free' } })
    machine.fact(T + 10, { identifiers: ['anonymous_id:a'] })
  }, true)
  const { machine } = rig.rig
  const first = await rig.call('list-people', { limit: 2, columns: ['traits.plan'] })
  assert.deepEqual(peopleOf(first), [7, 6])
  assert.ok(first.ok)
  assert.deepEqual([first.value.count, first.value.through, first.value.isComplete, first.value.reading], [7, 7, true, 'Everyone'])
  assert.deepEqual(first.value.people[1].traits, { plan: 'free' })
  machine.fact(T + 20, { identifiers: ['anonymous_id:a', 'user_id:u6'], traits: { plan: 'gone pro' } })
  machine.fact(T + 21, { identifiers: ['user_id:new'] })
  const rest = await rig.call('list-people', { limit: 10, list: first.value.list, columns: ['traits.plan'] })
  assert.deepEqual(peopleOf(rest), [7, 6, 5, 4, 3, 2, 1], 'the same order')
  assert.ok(rest.ok)
  assert.deepEqual(rest.value.people[0], { person: 7, mergedInto: 6, firstSeen: T + 6, lastSeen: T + 20, facts: 3, identifiers: [{ type: 'user_id', value: 'u6', personal: false }, { type: 'anonymous_id', value: 'a', personal: false }], traits: { plan: 'gone pro' } })
  assert.equal(rest.value.people[1].mergedInto, null)
  const other = await rig.call('list-people', { limit: 2, list: first.value.list, sort: 'person' })
  assert.ok(other.ok && other.value.list !== first.value.list, 'another question is another list')
  rig.clock.time += 10_000
  const later = await rig.call('list-people', { limit: 2, list: 'gone' })
  assert.ok(later.ok && later.value.list !== first.value.list && !later.value.isComplete, 'history does not have the newest')
})

test('a search finds by any identifier, personal ones only whole, and the beginning of others', async (t) => {
  const hash = hashForTests('email', 'anna@example.com')
  const { call } = await operationsRig(t, ({ machine }) => {
    machine.fact(T, { identifiers: ['user_id:customer-17', `email:${hash}`], event: 'A' })
    machine.fact(T + 1, { identifiers: ['user_id:customer-18'], event: 'B' })
    machine.fact(T + 2, { identifiers: ['anonymous_id:customer-9'] })
    machine.fact(T + 3, { identifiers: ['loyalty.card:17'] })
    machine.fact(T + 4, { identifiers: [`loyalty.card:${hash}`] })
  }, true)
  const found = async (search: string, more = {}) => peopleOf(await call('list-people', { search, sort: 'person', direction: 'ascending', ...more }))
  assert.deepEqual(await found(' Anna@Example.com'), [1])
  assert.deepEqual(await found('customer-'), [1, 2, 3])
  assert.deepEqual(await found('user_id:customer-'), [1, 2])
  assert.deepEqual(await found('customer-17'), [1])
  assert.deepEqual(await found('17'), [4], 'nobody has the number 17')
  assert.deepEqual(await found('2'), [2], 'the number of a person')
  assert.deepEqual(await found('customer-', { where: 'did "A"' }), [1])
  assert.deepEqual(await found('customer-', { direction: 'descending' }), [3, 2, 1])
  for (const none of ['anna@', hash, hash.slice(0, 8), 'h:', 'nobody']) assert.deepEqual(await found(none), [], none)
  assert.deepEqual(await found(`email:${hash.slice(0, 6)}`), [], 'no part of a hash finds anybody')
})

/** As RFC 4180 has it: quotes are doubled, lines end with CR LF. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  for (let cell = cells.exec(text); cell !== null; cell = cells.exec(text)) {
    rows.at(-1)!.push(cell[1]?.replaceAll('""', '"') ?? cell[2]!)
    if (cell[3] === '\r\n' && cells.lastIndex < text.length) rows.push([])
    if (cells.lastIndex === text.length) return rows
  }
  return assert.fail(`no CSV at ${JSON.stringify(text.slice(cells.lastIndex, cells.lastIndex + 80))}`)
}

/** The CSV as a program reads it. */
async function exported({ call }: OperationsRig, question: Record<string, unknown>): Promise<string[][]> {
  const answer = await call('export-people', question)
  assert.ok(answer.ok, JSON.stringify(answer))
  let text = ''
  for await (const chunk of answer.value.chunks) text += chunk
  assert.ok(text.startsWith('\uFEFF'))
  return readCsv(text.slice(1))
}

test('an export has the people of the list in its order, and no cell that begins a formula', async (t) => {
  const texts = ['=1+1', '+1', '-1', '@x', '\tx', '\rx', '\nx', 'a,"b"\r\nc', 'ü😀', '＝1', 'a;=1+1', '']
  const rig = await operationsRig(t, ({ machine }) => {
    for (let i = 0; i < 250; i++) machine.fact(T + i, { identifiers: [`user_id:=u${i}`], event: i % 3 ? 'A' : 'B', traits: { plan: texts[i % texts.length], score: i % 2 ? -i : [i], isNew: i % 2 === 0 } })
  }, true)
  const columns = ['person', 'lastSeen', 'facts', 'identifiers', 'traits.plan', 'traits.score', 'traits.isNew', 'traits.nothing']
  const [heading, ...lines] = await exported(rig, { columns, sort: 'traits.plan', direction: 'ascending' })
  assert.deepEqual(heading, columns)
  assert.deepEqual(lines.map(([person]) => Number(person)), await leafThrough(rig, { sort: 'traits.plan', direction: 'ascending' }, 100))
  const first = lines.find(([person]) => person === '1')!
  assert.deepEqual(first, ['1', new Date(T).toISOString(), '1', 'user_id:=u0', "'=1+1", '[0]', 'true', ''])
  assert.equal(lines.find(([person]) => person === '2')![5], '-1', 'a number is no formula')
  for (const line of lines) for (const cell of line) assert.doesNotMatch(cell, /^(?![-+]?\d+$)[=+\-@\t\r\n＝]/, JSON.stringify(line))
  const byText = new Map(lines.map((line) => [Number(line[0]) - 1, line[4]]))
  texts.forEach((text, i) => assert.ok([text, `'${text}`].includes(byText.get(i)!), text))
  const list = await rig.call('list-people', { where: 'did "B"', limit: 3 })
  assert.ok(list.ok)
  const ofList = await exported(rig, { list: list.value.list, columns: ['person'] })
  assert.equal(ofList.length - 1, list.value.count)
  assert.deepEqual(ofList.slice(1, 4).map(([person]) => Number(person)), peopleOf(list))
  assert.equal(codeOf(await rig.call('export-people', { list: 'gone' })), 'profiles.list-not-found')
  assert.equal(codeOf(await rig.call('export-people', { columns: ['traits.email'] })), 'profiles.personal-column')
})

test('what is no column, or personal, is refused with a name that may be meant', async (t) => {
  const { call } = await operationsRig(t, ({ machine }) => machine.fact(T, { identifiers: ['user_id:u'], traits: { plan: 'x' } }), true)
  for (const [input, code, text] of [
    [{ sort: 'lastSeem' }, 'profiles.unknown-column', 'did you mean lastSeen?'],
    [{ sort: 'traits.email' }, 'profiles.personal-column', 'traits.email_domain'],
    [{ columns: ['traits.lastName'] }, 'profiles.personal-column', 'traits.has_name'],
    [{ sort: 'identifiers' }, 'profiles.unknown-column', 'which are many'],
    [{ sort: 'traits.plam' }, 'profiles.unknown-trait', 'plam'],
    [{ segment: 'sg_a', where: 'did "A"' }, 'profiles.ambiguous-filter', 'both'],
    [{ where: 'nonsense' }, 'language.unexpected', 'nonsense'],
  ] as const) {
    const answer = await call('list-people', input)
    assert.equal(codeOf(answer), code, JSON.stringify(input))
    assert.ok(!answer.ok && answer.failure.message.includes(text), JSON.stringify(answer))
  }
})
