import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '@touchstone/base'
import fc from 'fast-check'
import { factsOf } from '@touchstone/language'
import { fieldRule, hashToInteger, messageHash } from '@touchstone/vocabulary'
import type { PastPersonalValue, QueryHistory } from '../ports.ts'
import { T, codeOf, operationsRig } from '../testing/operations-rig.ts'
import { readTraitHistory } from './trait-history.ts'

const value = (result: Result<any>) => (assert.ok(result.ok, JSON.stringify(result)), result.value)
const brief = (result: Result<any>): unknown[] => value(result).values.map((one: any) => [one.trait, one.value, one.state, one.position])
const hashOf = (messageId: string) => {
  const { high, low } = messageHash('test', messageId)
  return hashToInteger(high, low)
}

test('every value of everyone who became one is told by fact, page by page, and the one that holds is that of the profile', async (t) => {
  const generated = fc.array(
    fc.record({ who: fc.constantFrom('a', 'b'), happened: fc.integer({ min: -3, max: 0 }), plan: fc.constantFrom(undefined, 'free', 'pro', null, 7, { x: [1] }), zone: fc.constantFrom(undefined, 'UTC', '\u{1F600}"\\') }),
    { minLength: 3, maxLength: 14 },
  )
  const [given] = fc.sample(generated, { numRuns: 1, seed: Number(process.hrtime.bigint() % 1_000_000n) }) as [{ who: string; happened: number; plan: unknown; zone: unknown }[]]
  t.diagnostic(JSON.stringify(given))
  const { call } = await operationsRig(t, ({ machine }) => {
    given.forEach(({ who, happened, plan, zone }, i) => {
      const traits = Object.fromEntries(Object.entries({ plan, 'shoe size': zone }).filter(([, one]) => one !== undefined))
      machine.fact(T + i + 1, { identifiers: [`anonymous_id:${who}`], happened: T + happened, traits })
    })
    machine.fact(T + 50, { identifiers: ['anonymous_id:a', 'anonymous_id:b'], event: 'Met', traits: { plan: 'last' } })
    machine.fact(T + 51, { identifiers: ['anonymous_id:other'], traits: { plan: 'not theirs' } })
  }, true)

  const facts = given.flatMap(({ happened, plan, zone }, i) => ([['plan', plan], ['shoe size', zone]] as const).filter(([, one]) => one !== undefined).map(([trait, one]) => ({ trait, value: one as unknown, happened: T + happened, hash: hashOf(`m${i + 1}`), position: i + 1 })))
  facts.push({ trait: 'plan', value: 'last', happened: T + 50, hash: hashOf(`m${given.length + 1}`), position: given.length + 1 })
  facts.sort((a, b) => b.happened - a.happened || (a.hash < b.hash ? 1 : a.hash > b.hash ? -1 : a.trait < b.trait ? 1 : -1))
  const expected = facts.map((one, i) => {
    const older = facts.slice(i + 1).find(({ trait }) => trait === one.trait)
    const newer = facts.slice(0, i).some(({ trait }) => trait === one.trait)
    return { ...one, state: newer ? 'older' : 'holds', isRepeat: older !== undefined && JSON.stringify(older.value) === JSON.stringify(one.value) }
  })

  const person = String(value(await call('get-profile', { idType: 'anonymous_id', value: 'b' })).person)
  for (const [asked, due] of [
    [{}, expected], [{ changes: 'true' }, expected.filter(({ isRepeat }) => !isRepeat)], [{ trait: 'plan' }, expected.filter(({ trait }) => trait === 'plan')], [{ trait: 'none' }, []],
  ] as const) {
    for (const limit of [500, 3]) {
      const seen: any[] = []
      let before: string | undefined
      do {
        const page = value(await call('get-trait-history', { personId: person, ...asked, limit: String(limit), ...(before === undefined ? {} : { before }) }))
        assert.ok(page.values.length <= limit && (page.next === null || page.values.length === limit))
        seen.push(...page.values)
        before = page.next ?? undefined
      } while (before !== undefined)
      assert.deepEqual(seen.map(({ trait, value: told, happened, position, state, isRepeat }) => ({ trait, value: told, happened, position, state, isRepeat })), due.map(({ hash: _, ...one }) => one))
      if (limit === 500 && seen.length > 0) assert.deepEqual([seen.at(-1).source, seen.at(-1).class, seen.at(-1).sealed, seen.at(-1).since], ['test', 'internal', false, null])
    }
  }
  const { traits } = value(await call('get-profile', { idType: 'person', value: person }))
  const holding = expected.filter(({ state, value: told }) => state === 'holds' && told !== null)
  assert.deepEqual(Object.fromEntries(holding.map((one) => [one.trait, [one.value, one.happened]])), Object.fromEntries(Object.entries<any>(traits).map(([name, one]) => [name, [one.value, one.happened]])))
})

const moment = (at: number) => ({ happened: T + at, hash: BigInt(at), position: at })
const past = (path: string, told: unknown, mark: string, first: number, last: number, isRetracted = false): PastPersonalValue => ({ path, value: told, mark, source: 'crm', first: moment(first), last: moment(last), isRetracted })

test('personal values come from the vault, masked unless they are revealed, in one order with the others', async (t) => {
  const vault = [
    past('traits.email', 'a@x.io', 'AAAA', 1, 1), past('traits.email', 'b@x.io', 'BBBB', 2, 3), past('traits.email', null, 'NNNN', 4, 4), past('traits.email', 'a@x.io', 'AAAA', 5, 5),
    past('traits.email', 'broken', 'CCCC', 6, 6, true), past('traits.address.street', 'Ring 1', 'SSSS', 2, 2), past('properties.guests.0.phone', '+43', 'PPPP', 3, 3), past('traits.phone', '+44', 'QQQQ', 1, 1), past('traits.phone', null, 'NNNN', 3, 3),
  ]
  const { call, warehouse } = await operationsRig(t, ({ machine }) => {
    machine.fact(T + 1, { identifiers: ['user_id:u'], happened: T + 1, traits: { email_domain: 'x.io', birth_day: '05-17' } })
    machine.fact(T + 2, { identifiers: ['user_id:u'], happened: T + 2, traits: { address: { country: 'AT' } } })
    machine.fact(T + 3, { identifiers: ['user_id:u'], happened: T + 3, traits: { phone: null } })
    machine.fact(T + 4, { identifiers: ['user_id:u'], happened: T + 4, traits: { email: null } })
    machine.fact(T + 9, { identifiers: ['user_id:u'], event: 'Seen', happened: T + 5 })
  }, true, undefined, vault)
  const masked = await call('get-trait-history', { personId: '1' })
  assert.deepEqual(brief(masked), [
    ['email', '***CCCC', 'retracted', 6], ['email', '***AAAA', 'holds', 5], ['email', null, 'older', 4], ['phone', null, 'holds', 3], ['email', '***BBBB', 'older', 3],
    ['address', { country: 'AT' }, 'holds', 2], ['address.street', '***SSSS', 'holds', 2],
    ['email_domain', 'x.io', 'holds', 1], ['birth_day', '05-17', 'holds', 1], ['phone', '***QQQQ', 'older', 1], ['email', '***AAAA', 'older', 1],
  ].sort(byPlace(masked)))
  assert.ok(!/@x|Ring|\+4/.test(JSON.stringify(masked)))
  const email = value(await call('reveal-trait-history', { personId: '1', trait: 'email', limit: '3' }))
  assert.deepEqual(email.values.map((one: any) => [one.value, one.class, one.sealed, one.since, one.appended, one.source]), [
    ['broken', 'personal', true, null, null, 'crm'], ['a@x.io', 'personal', true, null, T + 9, 'test'], [null, 'personal', false, null, T + 4, 'test'],
  ])
  assert.deepEqual(brief(await call('reveal-trait-history', { personId: '1', trait: 'email', before: email.next })), [['email', 'b@x.io', 'older', 3], ['email', 'a@x.io', 'older', 1]])
  assert.deepEqual(value(await call('reveal-trait-history', { personId: '1', trait: 'email', before: email.next })).values[0].since, { position: 2, happened: T + 2 })
  assert.deepEqual(brief(await call('get-trait-history', { personId: '1', trait: 'address' })).map(([trait]: any) => trait).sort(), ['address', 'address.street'])
  assert.equal(codeOf(await call('get-trait-history', { personId: '1', before: 'now' })), 'profiles.invalid-place')
  assert.equal(codeOf(await call('get-trait-history', { personId: '1', before: `1-${2n ** 64n}-1-x` })), 'profiles.invalid-place')
  assert.equal(codeOf(await call('get-trait-history', { personId: '77' })), 'profiles.not-found')

  // What is left of a birthday is a safe trait, and shown as one everywhere.
  const origins = value(await call('get-origins', { personId: '1' }))
  assert.deepEqual(origins.traits.filter((one: any) => one.name.startsWith('birth')).map((one: any) => [one.name, one.value, one.class]), [['birth_day', '05-17', 'internal']])
  assert.deepEqual(origins.identifiers.map((one: any) => one.class), ['internal'])
  assert.equal(value(await call('get-profile', { idType: 'user_id', value: 'u' })).traits.birth_day.class, 'internal')
  assert.equal(value(await call('get-trait-history', { personId: '1', trait: 'birth_day' })).values[0].class, 'internal')
  assert.ok((await call('list-people', { columns: ['traits.birth_day'] })).ok)
  assert.equal(codeOf(await call('list-people', { columns: ['traits.birthday'] })), 'profiles.personal-column')

  // What was taken back is told from the facts, which keep it; the value before it holds.
  const query: QueryHistory = (sql, parameters) => warehouse!.query(sql.replaceAll('touchstone.profiles_retractions', `(SELECT 2 AS fact, 1 AS person, 'address' AS trait, 1 AS sequence, 0 AS appended UNION ALL SELECT 4, 1, '*', 2, 0)`), parameters)
  const facts = factsOf('{people:Array(UInt64)}', true, String(Number.MAX_SAFE_INTEGER))
  const amended = value(await readTraitHistory({ query, facts, rules: fieldRule, past: [] }, { people: [1], trait: undefined, changes: false, before: undefined, limit: 10, reveal: false }))
  assert.deepEqual(amended.values.map((one: any) => [one.trait, one.state, one.position]).sort(), [['address', 'retracted', 2], ['birth_day', 'holds', 1], ['email', 'retracted', 4], ['email_domain', 'holds', 1], ['phone', 'holds', 3]])
})

/** Values of the same instant go by the hash of their fact, which this test does not choose. */
function byPlace(answer: Result<any>): (a: any[], b: any[]) => number {
  const order = new Map<string, number>(value(answer).values.map((one: any, i: number) => [`${one.trait} ${one.position} ${String(one.value)}`, i]))
  const placeOf = ([trait, told, , position]: any[]): number => order.get(`${trait} ${position} ${String(told)}`) ?? -1
  return (a, b) => b[3] - a[3] || placeOf(a) - placeOf(b)
}
