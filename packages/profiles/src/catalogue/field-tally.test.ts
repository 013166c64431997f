// What the catalogue counts, three ways: fact by fact on the way to history, by the query that fills it from history at an
// upgrade, and from parsed facts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FactView, FactWriter } from '@touchstone/vocabulary'
import { profilesMigrations } from '../migrations/clickhouse.ts'
import { rigFact, type RigFact } from '../testing.ts'
import { readingRig } from '../testing/reading-rig.ts'
import { CATALOGUE_LIMITS, FieldTally } from './field-tally.ts'

const T = 1_700_000_000_000

type Counted = Map<string, { facts: number; first: number; last: number }>

function count(into: Counted, name: readonly string[], happened: number): void {
  const key = name.join(' | ')
  const known = into.get(key)
  if (known === undefined) into.set(key, { facts: 1, first: happened, last: happened })
  else {
    known.facts++
    known.first = Math.min(known.first, happened)
    known.last = Math.max(known.last, happened)
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : (typeof value as 'number' | 'boolean' | 'object')
}

/** The definition. */
function naive(facts: readonly { readonly given: RigFact; readonly happened: number }[]): Counted {
  const counted: Counted = new Map()
  for (const { given, happened } of facts) {
    const [type, event] = given.event === undefined ? ['identify', ''] : ['track', given.event]
    count(counted, ['event', type!, event!, '', ''], happened)
    for (const [place, object] of [['property', given.properties], ['trait', given.traits]] as const) {
      const at = place === 'trait' ? ['', ''] : [type!, event!]
      for (const [name, value] of Object.entries(object ?? {})) {
        count(counted, [place, ...at, name, kindOf(value)], happened)
        if (kindOf(value) !== 'object') continue
        for (const [inner, deeper] of Object.entries(value as object)) count(counted, [place, ...at, `${name}.${inner}`, kindOf(deeper)], happened)
      }
    }
  }
  return counted
}

function countedRows(rows: readonly Record<string, unknown>[]): Counted {
  return new Map(rows.map(({ place, type, event, field, kind, facts, first, last }) => [[place, type, event, field, kind].join(' | '), { facts: facts as number, first: first as number, last: last as number }]))
}

const sorted = (counted: Counted) => [...counted].sort(([a], [b]) => (a < b ? -1 : 1))

const name = fc.oneof(fc.constantFrom('a', 'b', 'a.b', 'quote"d', 'back\\slash', 'Straße', '😀', ''), fc.string({ unit: 'grapheme', maxLength: 6 })).filter((text) => text !== '__proto__' && !text.includes('\0'))
const single = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('"', '\\', '}', '{"a":1}', ']', ','), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => Math.abs(n) < 1e15), fc.boolean(), fc.constant(null))
const nested = fc.dictionary(name, fc.oneof(single, fc.array(single, { maxLength: 3 }), fc.dictionary(name, single, { maxKeys: 2 })), { maxKeys: 3 })
const object = fc.dictionary(name, fc.oneof(single, single, fc.array(fc.oneof(single, nested), { maxLength: 3 }), nested), { maxKeys: 4 })
const fact = fc.record({ who: fc.integer({ min: 1, max: 4 }), event: fc.option(fc.constantFrom('A', 'B', 'Ü'), { nil: undefined }), back: fc.integer({ min: 0, max: 5 }), properties: object, traits: object, again: fc.boolean() })

const TOTALS = `SELECT place, type, event, field, kind, sum(facts) AS facts, min(first) AS first, max(last) AS last FROM touchstone.profiles_catalogue GROUP BY place, type, event, field, kind`

test('the way to history, the query over history and the definition count the same', async (t) => {
  const fill = profilesMigrations.find(({ sql }) => sql.includes('TABLE profiles_catalogue'))!.sql
  const query = fill.slice(fill.indexOf('AS SELECT') + 3).replaceAll('FROM profiles_facts', 'FROM touchstone.profiles_facts')
  await fc.assert(
    fc.asyncProperty(fc.array(fact, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 9 }), async (facts, batch) => {
      const rig = readingRig()
      t.after(() => rig.remove())
      const given = facts.map(({ who, event, back, properties, traits }, i) => {
        const happened = T + i - back
        return { happened, given: { identifiers: [`user_id:u${who}`], happened, messageId: `m${i}`, properties, traits, ...(event === undefined ? {} : { event }) } satisfies RigFact }
      })
      given.forEach((one, i) => {
        rig.machine.fact(T + i, one.given, i % batch === 0)
        // A duplicate counts nowhere.
        if (facts[i]!.again) rig.machine.fact(T + i, one.given, i % batch === 0)
      })
      rig.machine.tick(T + 10_000)
      const { warehouse, remove } = await rig.openHistory()
      try {
        const table = await warehouse.query(TOTALS)
        const history = await warehouse.query(query)
        assert.ok(table.ok && history.ok, JSON.stringify([table, history]))
        const expected = sorted(naive(given))
        assert.deepEqual(sorted(countedRows(table.value)), expected)
        assert.deepEqual(sorted(countedRows(history.value)), expected, 'from history')
        const minutes = await warehouse.query('SELECT sum(facts) AS facts, max(last) AS last FROM touchstone.profiles_minutes')
        assert.deepEqual(minutes, { ok: true, value: [{ facts: given.length, last: T + given.length - 1 }] })
      } finally {
        await remove()
      }
    }),
    { numRuns: 4 },
  )
})

function tallied(...facts: readonly Partial<RigFact>[]) {
  const tally = new FieldTally()
  const writer = new FactWriter()
  facts.forEach((given, i) => {
    const bytes = Buffer.from(writer.encode(rigFact({ identifiers: ['user_id:u'], event: 'A', ...given }, T + i, `m${i}`)))
    tally.add(new FactView().reset(bytes, 0, bytes.length), i + 1, 'A', 'shop', T + i)
  })
  return tally
}

test('keys grow strictly, also over entries, and each field is told once per entry', () => {
  const tally = tallied({ properties: { a: 1, b: 'x' } }, { properties: { b: 'y', c: true, a: 2 } }, { properties: { a: 'text' } })
  const rows = tally.take().catalogue
  const keys = rows.map(({ key }) => key as number)
  assert.deepEqual(keys, [4096, 4097, 4098, 8192, 12_288])
  assert.deepEqual(rows.map(({ field, kind, facts }) => [field, kind, facts]), [['', '', 3], ['a', 'number', 2], ['b', 'text', 2], ['c', 'boolean', 1], ['a', 'text', 1]])
  assert.deepEqual(tally.take(), { catalogue: [], hours: [], looks: [] })
})

test('an example is a short one of the values, told with the first row; what is large has none', () => {
  const rows = tallied({ properties: { title: 'x'.repeat(500), n: 4.5, q: 'say "hi"\n', list: [1], inner: { a: 'deep', b: { c: 1 } }, no: null } }).take().catalogue
  const of = (field: string) => rows.find((one) => one['field'] === field)!['example'] as string
  assert.equal(of('title'), `${'x'.repeat(CATALOGUE_LIMITS.example - 1)}…`)
  assert.deepEqual([of('n'), of('q'), of('list'), of('inner'), of('inner.a'), of('inner.b'), of('no')], ['4.5', 'say "hi"\n', '', '', 'deep', '', ''])
  assert.ok(!rows.some(({ field }) => field === 'inner.b.c'), 'what is deeper is not looked into')
})

test('it is bounded: fields of a fact, bytes of a name', () => {
  const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`f${i}`, i]))
  assert.equal(tallied({ properties: many }).take().catalogue.length, CATALOGUE_LIMITS.fieldsOfFact + 1)
  const rows = tallied({ properties: { ['n'.repeat(201)]: { a: 1 }, ok: 1, ['n'.repeat(200)]: 1 } }).take().catalogue
  assert.deepEqual(rows.map(({ field }) => (field as string).length), [0, 2, 200])
})
