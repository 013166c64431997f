// The vault against a real PostgreSQL.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ManualClock, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import fc from 'fast-check'
import { governanceMigrations } from './migrations.ts'
import { exampleKeyring } from './testing.ts'
import { Vault, type PastValue, type VaultValue } from './vault.ts'
import { MAX_VAULT_ROWS } from './vault-rows.ts'

let registry: Registry
let remove: () => Promise<void>
const { person: sealer } = exampleKeyring(new ManualClock(1_760_000_000_000))
const vault = new Vault(sealer)

before(async () => {
  ;({ registry, remove } = await temporaryRegistry({ migrations: governanceMigrations }))
})
after(() => remove())
beforeEach(async () => {
  await registry.query('TRUNCATE governance.vault')
})

const giver = (identifiers: readonly string[], source = 'shop') => ({ source, identifiers })
const value = (person: number, field: string, text: string, happened: number, ids = [`user_id:${person}`], source?: string): VaultValue => ({ person, field, value: text, giver: giver(ids, source), happened, hash: 1n, position: happened })
const opened = <T>(result: Result<T>): T => (assert.ok(result.ok, result.ok ? '' : result.failure.message), result.value)
const read = async (...people: number[]) => opened(await vault.read(people, registry))
const history = async (field: string | undefined, ...people: number[]): Promise<PastValue[]> => opened(await vault.history(people, registry)).filter((one) => field === undefined || one.field === field)
const told = async (field: string | undefined, ...people: number[]) => (await history(field, ...people)).map((one) => [one.value, one.first.position, one.last.position])
const count = async () => (await registry.query<{ n: number }>('SELECT count(*) AS n FROM governance.vault'))[0]!.n
const rows = () => registry.query('SELECT person_id, field, value, giver, source, sealed_for, first_happened, first_hash, first_position, happened, hash, position FROM governance.vault ORDER BY 1, 2, 3, 4')

const facts = fc.array(
  fc.record({
    person: fc.integer({ min: 1, max: 3 }),
    field: fc.constantFrom('email', 'a\0b'),
    value: fc.constantFrom('"x"', '"y"', 'null'),
    ids: fc.constantFrom(['a'], ['b', 'a'], ['a', 'b']),
    source: fc.constantFrom('shop', 'crm'),
    happened: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 14 },
)

test('keeps each value of each giver once, from its first fact to its last, in any order of arrival and however often it is told', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.nat()), async (given, step, random) => {
      await registry.query('TRUNCATE governance.vault')
      const all = given.map(({ ids, source, ...one }, i): VaultValue => ({ ...one, giver: giver(ids, source), hash: BigInt(1000 + i) * 2n ** 54n, position: i + 1 }))
      const arriving = [...all, ...all.slice(0, 3)].map((one) => [random.next().value as number, one] as const).sort((a, b) => a[0] - b[0]).map(([, one]) => one)
      for (let i = 0; i < arriving.length; i += step) await vault.upsertMany(arriving.slice(i, i + step), registry)

      const expected = new Map<string, VaultValue[]>()
      for (const one of all) {
        const key = JSON.stringify([one.person, one.field.replaceAll('\0', '\uFFFD'), one.value, one.giver.source, one.giver.identifiers.toSorted()])
        expected.set(key, [...(expected.get(key) ?? []), one].sort((a, b) => a.happened - b.happened || (a.hash < b.hash ? -1 : 1)))
      }
      for (const person of [1, 2, 3]) {
        const own = [...expected].filter(([key]) => (JSON.parse(key) as [number])[0] === person)
        const found = (await history(undefined, person)).map((one) => [one.field, one.value, one.source, one.first.position, one.last.position])
        const due = own.map(([key, list]) => [...(JSON.parse(key) as string[]).slice(1, 4), list[0]!.position, list.at(-1)!.position] as (string | number)[])
        assert.deepEqual(found.sort(), due.sort())
      }
      const newest: Record<string, VaultValue> = {}
      for (const one of all) {
        const field = one.field.replaceAll('\0', '\uFFFD')
        const there = newest[field]
        if (one.person < 3 && (!there || one.happened > there.happened || (one.happened === there.happened && one.hash > there.hash))) newest[field] = one
      }
      assert.deepEqual(await read(1, 2), Object.fromEntries(Object.entries(newest).map(([field, one]) => [field, one.value])))
    }),
    { numRuns: 12 },
  )
})

test('a merge moves nothing: the value that holds is the newest of all ids', async () => {
  await vault.upsertMany([value(5, 'email', 'old', 10), value(5, 'name', 'New Name', 30), value(9, 'email', 'new', 20), value(9, 'name', 'Old Name', 5), value(9, 'phone', '+49', 7)], registry)
  assert.deepEqual(await read(5, 9), { email: 'new', name: 'New Name', phone: '+49' })
  assert.deepEqual(await read(5), { email: 'old', name: 'New Name' }, 'and neither has lost anything should they come apart')
  assert.deepEqual(await read(9), { email: 'new', name: 'Old Name', phone: '+49' })
  assert.deepEqual(await told('email', 5, 9), [['new', 20, 20], ['old', 10, 10]])
})

test('the bound keeps the newest row of every value before a second one of any, in any order of arrival, never without the one that holds', async () => {
  const many = MAX_VAULT_ROWS * 2
  // One address under many browsers, and a few that were told long before.
  const all = [
    ...Array.from({ length: 5 }, (_, i) => value(1, 'email', `"old ${i}"`, 10 + i)),
    ...Array.from({ length: many }, (_, i) => value(1, 'email', '"one"', 100 + i, [`anonymous_id:${i}`])),
    value(1, 'name', '"untouched"', 1),
  ]
  const results = []
  for (const arriving of [all, all.toReversed(), [...all.filter((_, i) => i % 3 === 1), ...all.filter((_, i) => i % 3 !== 1)]]) {
    await registry.query('TRUNCATE governance.vault')
    for (let i = 0; i < arriving.length; i += 7) await vault.upsertMany(arriving.slice(i, i + 7), registry)
    assert.equal(await count(), MAX_VAULT_ROWS + 1)
    const kept = await told('email', 1)
    assert.deepEqual(kept.filter(([text]) => text !== '"one"').map(([text]) => text), [4, 3, 2, 1, 0].map((i) => `"old ${i}"`))
    assert.deepEqual(kept[0], ['"one"', 100 + many - 1, 100 + many - 1])
    results.push(await rows())
  }
  assert.deepEqual(results[1], results[0])
  assert.deepEqual(results[2], results[0])
  // Only different values: the oldest go.
  await vault.upsertMany(Array.from({ length: many }, (_, i) => value(2, 'email', `"${i}"`, 100 + i)), registry)
  assert.deepEqual((await told('email', 2)).map(([, first]) => first), Array.from({ length: MAX_VAULT_ROWS }, (_, i) => 100 + many - 1 - i))
})

test('people who come apart are each given what their own facts brought, sealed for them, and a repetition changes nothing', async () => {
  const given = [
    value(1, 'email', '"tablet"', 10, ['anonymous_id:t']),
    value(1, 'email', '"ada"', 20, ['user_id:ada']),
    value(1, 'email', '"bob"', 30, ['user_id:bob']),
    value(1, 'email', '"ada"', 40, ['user_id:ada']),
    value(4, 'name', '"Bob"', 50, ['user_id:bob']),
    value(7, 'email', '"other"', 60, ['user_id:eve']),
  ]
  // Two facts of one browser that go different ways.
  const shared = [value(1, 'phone', '"+43"', 70, ['anonymous_id:t']), value(1, 'phone', '"+43"', 80, ['anonymous_id:t'])]
  const owners = new Map([[10, 1], [20, 1], [30, 30], [40, 1], [70, 1], [80, 30]])
  const all = [...given, ...shared]
  for (let again = 0; again < 3; again++) {
    // A crash has outbox entries told again, from before the people came apart.
    await vault.upsertMany(again === 2 ? all.slice(2) : all, registry)
    opened(await vault.reassign([1, 4], (position) => owners.get(position), registry))
    assert.deepEqual(await read(1), { email: '"ada"', phone: '"+43"' })
    assert.deepEqual(await told('email', 1), [['"ada"', 20, 40], ['"tablet"', 10, 10]])
    assert.deepEqual(await told('phone', 1), [['"+43"', 70, 70]])
    assert.deepEqual(await read(30, 4), { email: '"bob"', name: '"Bob"', phone: '"+43"' })
    assert.deepEqual(await told('phone', 30), [['"+43"', 80, 80]])
    assert.deepEqual(await read(7), { email: '"other"' })
    assert.deepEqual(await registry.query('SELECT DISTINCT person_id = sealed_for AS own FROM governance.vault'), [{ own: true }])
  }
  // Another amendment knows under whom a fact was stored, and need not know who had it in between.
  opened(await vault.reassign([1], (position) => (position === 30 ? 1 : undefined), registry))
  assert.deepEqual(await read(30), { phone: '"+43"' })
  assert.deepEqual(await told('email', 1), [['"ada"', 20, 40], ['"bob"', 30, 30], ['"tablet"', 10, 10]])
})

test('what a fact said can be taken back: it stays as past, counts again when it is said again, and older facts of the same row stand', async () => {
  const given = [
    value(1, 'traits.email', '"right"', 10),
    value(1, 'traits.email', '"wrong"', 20, ['user_id:1'], 'import'),
    value(1, 'traits.email', '"wrong"', 30, ['user_id:1'], 'import'),
    value(1, 'traits.name', '"Ada"', 40, ['user_id:1'], 'import'),
    value(1, 'traits.name', '"Ada"', 50, ['user_id:1'], 'import'),
  ]
  for (let again = 0; again < 2; again++) {
    await vault.upsertMany(given, registry)
    await vault.retract([1], (position, field) => field === 'traits.email' ? position === 20 || position === 30 : position === 50, registry)
    assert.deepEqual(await read(1), { 'traits.email': '"right"', 'traits.name': '"Ada"' })
    assert.deepEqual((await history(undefined, 1)).map((one) => [one.value, one.first.position, one.last.position, one.isRetracted]), [['"Ada"', 40, 40, false], ['"wrong"', 20, 30, true], ['"right"', 10, 10, false]])
  }
  await vault.upsertMany([value(1, 'traits.email', '"wrong"', 60, ['user_id:1'], 'import')], registry)
  assert.deepEqual(await read(1), { 'traits.email': '"wrong"', 'traits.name': '"Ada"' })
})

test('holds no plain value, knows a value again only within its person and field, and notices a row that was moved to another person', async () => {
  await vault.upsertMany([value(1, 'email', '"someone@example.com"', 1), value(2, 'email', '"someone@example.com"', 1), value(2, 'mail', '"someone@example.com"', 1)], registry)
  const stored = await registry.query<{ v: string }>(`SELECT encode(value, 'hex') AS v, vault::text FROM governance.vault`)
  assert.ok(!JSON.stringify(stored).includes('someone') && !JSON.stringify(stored).includes(Buffer.from('someone').toString('hex')))
  assert.equal(new Set(stored.map(({ v }) => v)).size, 3)
  const marks = (await history(undefined, 1, 2)).map(({ field, mark }) => `${field} ${mark}`)
  assert.equal(new Set(marks).size, 2, 'the ids of one person show the same mark for the same value')
  await registry.query(`UPDATE governance.vault SET sealed = (SELECT sealed FROM governance.vault WHERE person_id = 2 AND field = 'email') WHERE person_id = 1`)
  for (const result of [await vault.read([1], registry), await vault.history([1], registry), await vault.reassign([1], () => 3, registry)]) {
    assert.ok(!result.ok && result.failure.code === 'governance.cannot_open')
  }
  assert.equal(await count(), 3, 'what cannot be opened is not lost either')
})

test('takes a batch in one statement', async () => {
  await vault.upsertMany(Array.from({ length: 5_000 }, (_, i) => value(1 + (i % 1_000), `f${i % 7}`, `v${i % 14}`, i)), registry)
  assert.equal(await count(), 5_000)
  await vault.upsertMany([], registry)
})

test('values of an earlier release go back to whom they were given, and are told apart from what comes', async () => {
  const sql = (number: number): string => governanceMigrations.find((one) => one.number === number)!.sql
  // 9 became one with 5 and its address was the newer one, as that release kept it.
  const before = [[5, 'name', 5, '"Ada"', 3], [5, 'email', 9, '"new"', 20]] as const
  await registry.transaction(async (scope) => {
    for (const one of ['DROP SCHEMA IF EXISTS before CASCADE', 'CREATE SCHEMA before', 'SET LOCAL search_path TO before', ...sql(1).split(';')]) if (one.trim() !== '') await scope.query(one)
    for (const [person, field, from, text, at] of before) await scope.query('INSERT INTO vault VALUES ($1, $2, $3, $4, $5, 1, $5)', [person, field, Buffer.from(sealer.seal(from, field, text)), from, at])
    for (const one of sql(5).split(';')) if (one.trim() !== '') await scope.query(one)
    await scope.query('INSERT INTO governance.vault SELECT * FROM vault')
  })
  await vault.upsertMany([value(5, 'email', '"newest"', 30), value(5, 'name', '"Ada"', 40)], registry)
  assert.deepEqual(await read(5, 9), { name: '"Ada"', email: '"newest"' })
  assert.deepEqual(await read(9), { email: '"new"' })
  const past = await history(undefined, 5, 9)
  assert.deepEqual(past.map((one) => [one.field, one.value, one.source, one.last.position]), [['name', '"Ada"', 'shop', 40], ['email', '"newest"', 'shop', 30], ['email', '"new"', undefined, 20], ['name', '"Ada"', undefined, 3]])
  assert.equal(past[0]!.mark, past[3]!.mark)
})
