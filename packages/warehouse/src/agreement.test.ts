// Random conditions over random histories in the real ClickHouse: the members that the SQL of a condition selects
// against the oracle of the language, for several pasts, with people merged along the way. The queries go through the
// lane that production uses, so the binding of parameters is under test too.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Checked, type Past, type Query, evaluateNaively, parseCondition, toClickHouse } from '@touchstone/language'
import { type GeneratedHistory, START, type StoredFact, type World, conditionText, history, peopleOf, worldOf } from '@touchstone/language/testing'
import { openEmbeddedStore } from './embedded-lane.ts'
import type { FeedRow } from './ports.ts'
import { type Column, RowBuffer, rowWriter } from './row-binary.ts'
import type { Lane, Store } from './store.ts'

const FACTS: readonly Column[] = [
  { name: 'position', type: 'UInt64' },
  { name: 'person', type: 'UInt64' },
  { name: 'appended', type: 'Int64' },
  { name: 'happened', type: 'Int64' },
  { name: 'hash', type: 'UInt64' },
  { name: 'event', type: 'LowCardinality(String)' },
  { name: 'traits', type: 'String' },
  { name: 'properties', type: 'String' },
]
const ALIASES: readonly Column[] = [
  { name: 'sequence', type: 'UInt64' },
  { name: 'position', type: 'UInt64' },
  { name: 'appended', type: 'Int64' },
  { name: 'loser', type: 'UInt64' },
  { name: 'survivor', type: 'UInt64' },
]

let directory: string
let store: Store
let lane: Lane

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'touchstone-agreement-'))
  store = await openEmbeddedStore(directory, 1024 * 1024 * 1024)
  lane = await store.lane('writer')
  const create = (table: string, columns: readonly Column[], order: string): Promise<void> =>
    lane.command(`CREATE TABLE ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')}) ENGINE = MergeTree ORDER BY (${order})`)
  await create('profiles_facts', FACTS, 'event, person, happened')
  await create('profiles_aliases', ALIASES, 'loser, position')
})

after(async () => {
  await lane.close()
  await store.close()
  rmSync(directory, { recursive: true, force: true })
})

async function insert(table: string, columns: readonly Column[], rows: readonly FeedRow[]): Promise<void> {
  await lane.command(`TRUNCATE TABLE ${table}`)
  if (rows.length === 0) return
  const buffer = new RowBuffer()
  const write = rowWriter(table, columns)
  for (const row of rows) write(buffer, row)
  await lane.insert(table, columns, buffer.filled(), crypto.randomUUID())
}

async function load({ facts, aliases }: World): Promise<void> {
  const rows = facts.map(({ timestamp, traits, properties, ...fact }) => ({
    ...fact,
    happened: timestamp,
    traits: JSON.stringify(traits),
    properties: JSON.stringify(properties),
  }))
  await insert('profiles_facts', FACTS, rows)
  await insert('profiles_aliases', ALIASES, aliases as unknown as FeedRow[])
}

/** The members by SQL of many conditions in one query. */
async function membersOf(queries: readonly Query[]): Promise<Map<number, number[]>> {
  const sql = queries.map((query, index) => `SELECT toUInt32(${index}) AS condition, person FROM (${query.sql})`).join('\nUNION ALL\n')
  const parameters = Object.assign({}, ...queries.map((query) => query.parameters))
  const rows = JSON.parse(await lane.rows(sql, parameters, { max_threads: 2 })) as { condition: number; person: number }[]
  const members = new Map<number, number[]>()
  for (const { condition, person } of rows) members.set(condition, [...(members.get(condition) ?? []), person])
  return members
}

const histories = fc.array(
  fc.record({
    facts: history(fc, 16),
    mergeAt: fc.integer({ min: 0, max: 24 }),
    joinsPrevious: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  }),
  { minLength: 30, maxLength: 30 },
)
const conditions = fc.array(conditionText(fc), { minLength: 48, maxLength: 48 })
/** Instants on both sides of the grid that facts and window edges lie on. */
const instant = fc.tuple(fc.constantFrom(0, 1, 5, 12, 20, 40, 100, 86_400, 100_000), fc.constantFrom(0, -1, 1)).map(([seconds, off]) => START + seconds * 1000 + off)
const pasts = fc.tuple(instant, instant, instant).map(([a, b, c]): Past[] => [
  { asOf: Infinity, knownAt: Infinity },
  { asOf: a, knownAt: a },
  { asOf: b, knownAt: c },
])

function checkedOf(text: string): Checked {
  const condition = parseCondition(text)
  assert.ok(condition.ok, text)
  return condition.value
}

function shown(people: Map<number, StoredFact[]>, ids: readonly number[]): string {
  const facts = ids.flatMap((id) => (people.get(id) ?? []).map((fact) => ({ of: id, ...fact, hash: String(fact.hash) })))
  return facts.map((fact) => JSON.stringify(fact)).join('\n')
}

/** What fast-check would print are thirty histories; the case at hand is in the message. Run again with this seed. */
function report<T>(run: fc.RunDetails<T>): void {
  if (!run.failed) return
  const cause = run.errorInstance instanceof Error ? run.errorInstance : undefined
  throw new Error(`disagreement with seed: ${run.seed}, path: ${JSON.stringify(run.counterexamplePath)}\n${cause?.message ?? ''}`, { cause })
}

test('SQL selects the people for whom the oracle says true, in every past', async () => {
  let trueOnes = 0
  const run = async (texts: string[], generated: GeneratedHistory[], chosen: Past[]): Promise<void> => {
    const world = worldOf(generated)
    await load(world)
    const checked = texts.map(checkedOf)
    for (const past of chosen) {
      const people = peopleOf(world, past)
      for (let first = 0; first < texts.length; first += 12) {
        const group = checked.slice(first, first + 12)
        const found = await membersOf(group.map((condition, index) => toClickHouse(condition, past, { prefix: `q${index}_` })))
        group.forEach((condition, index) => {
          const expected = [...people].filter(([, facts]) => evaluateNaively(condition, facts, past.asOf, past.knownAt) === 1).map(([id]) => id).sort((a, b) => a - b)
          const actual = (found.get(index) ?? []).sort((a, b) => a - b)
          trueOnes += expected.length
          const wrong = [...expected.filter((id) => !actual.includes(id)), ...actual.filter((id) => !expected.includes(id))]
          assert.deepEqual(actual, expected, `${texts[first + index]}\nin the past ${JSON.stringify(past)}, for\n${shown(people, wrong.slice(0, 2))}`)
        })
      }
    }
  }
  await fc.assert(fc.asyncProperty(conditions, histories, pasts, run), { numRuns: 6, endOnFailure: true, reporter: report })
  assert.ok(trueOnes > 1_000, 'the generated cases have members')
})

test('SQL rounds and adds as the oracle does, at every border', async () => {
  const border = fc.tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.constantFrom(0, 0.5, -0.5, 0.4999999, 0.2)).map(([k, off]) => (k + off) / 1e6)
  const value = fc.oneof(border, fc.double({ min: -1.1e12, max: 1.1e12, noNaN: true }), fc.constantFrom(1e12, -1e12, 1e12 + 0.001, -1e12 - 1, 0.29, 1.005, 5e-324))
  const run = async (values: number[]): Promise<void> => {
    // Some have the value many times: such sums pass 2^63 millionths.
    const facts = values.flatMap((revenue, index): StoredFact[] =>
      Array.from({ length: index % 5 === 0 ? 12 : 1 }, (_, copy) => {
        const position = index * 12 + copy + 1
        return { position, person: index + 1, appended: START, timestamp: START, hash: BigInt(position), event: 'A', traits: {}, properties: { revenue } }
      }),
    )
    const world: World = { facts, aliases: [] }
    await load(world)
    const past = { asOf: START, knownAt: START }
    const people = peopleOf(world, past)
    const limits = values.filter((limit, index) => index % 8 === 1 && Math.abs(limit) <= 1e12)
    const checked = limits.map((limit, index) => checkedOf(`sum("A".revenue) ${index % 2 === 0 ? '>=' : '='} ${limit}`))
    const found = await membersOf(checked.map((condition, index) => toClickHouse(condition, past, { prefix: `q${index}_` })))
    checked.forEach((condition, index) => {
      const expected = [...people].filter(([, own]) => evaluateNaively(condition, own, START) === 1).map(([id]) => id)
      assert.deepEqual((found.get(index) ?? []).sort((a, b) => a - b), expected, `limit ${limits[index]}`)
    })
  }
  const values = fc.array(value, { minLength: 200, maxLength: 200 })
  await fc.assert(fc.asyncProperty(values, run), { numRuns: 3, endOnFailure: true, reporter: report })
})
