// The whole way with a real PostgreSQL, real keys and a real thread: a list in, people out of the vault, pairs sealed.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ManualClock, ok, type Result } from '@touchstone/base'
import { Vault, governanceMigrations, keyringOf, readVaultSlice, type Operation } from '@touchstone/governance'
import { inventList } from '@touchstone/identity/testing'
import { IdentityDecisions, MATCH_LIMITS as LIMITS, MatchJobs, matchOperations, profilesRegistryMigrations, type IdentityPorts } from '@touchstone/profiles'
import type { Registry } from '@touchstone/registry'
import { temporaryRegistry } from '@touchstone/registry/testing'
import type { IdentityControl } from '@touchstone/vocabulary'

const clock = new ManualClock(1_760_000_000_000)
const keyring = keyringOf(Buffer.alloc(32, 7), clock)
const list = inventList(500, 21)
/** The first records of people are known, the copies come in a list; person n has the id 1,000 + n. */
const known = list.rows.map((row, i) => ({ row, i })).filter(({ i }) => !list.isCopy[i])
const copies = list.rows.map((row, i) => ({ row, i })).filter(({ i }) => list.isCopy[i])
const FIELDS = { given: 'traits.firstName', family: 'traits.lastName', birth: 'traits.birthday', postcode: 'traits.address', phone: 'traits.phone', email: 'traits.email' } as const
const COLUMNS = { given: 'given', family: 'family', birth: 'birth', postcode: 'postcode', phone: 'phone', email: 'email', id: 'id' }

let registry: Registry
let remove: () => Promise<void>
let jobs: MatchJobs
let operations: Operation[]
const reports: unknown[] = []
let slices = 0
const controls: IdentityControl[] = []

before(async () => {
  const opened = await temporaryRegistry({ migrations: [...governanceMigrations, ...profilesRegistryMigrations] })
  ;({ registry, remove } = opened)
  const vault = new Vault(keyring.person)
  const giver = { source: 'test', identifiers: [] }
  await vault.upsertMany(
    known.flatMap(({ row, i }) =>
      Object.entries(FIELDS).flatMap(([field, path]) => {
        const value = row[field as keyof typeof FIELDS]
        return value ? [{ person: 1_000 + list.person[i]!, field: path, value: JSON.stringify(field === 'postcode' ? { postalCode: value } : value), giver, happened: 1, hash: BigInt(i + 1), position: 1_000 + i }] : []
      }),
    ),
    registry,
  )
  jobs = makeJobs()
  const decisions = new IdentityDecisions({ registry, clock, appendControl: (control) => Promise.resolve(ok({ position: 7_000 + controls.push(control) })) })
  // Everybody known has a device and a hashed address; the live state itself is tested with declare-link.
  const summary = (person: number) => ({ identifiers: [{ type: 'anonymous_id', value: `a${person}`, personal: false }, { type: 'email', value: `h:${person}`, personal: true }] })
  operations = matchOperations(jobs, { decisions, profiles: { summary }, hashIdentifier: keyring.hashIdentifier, attempt: (run: () => Promise<unknown>) => registry.attempt(run) } as unknown as IdentityPorts)
})

after(async () => {
  await jobs.close()
  await remove()
  assert.deepEqual(reports, [])
})

function makeJobs(): MatchJobs {
  const ids = known.map(({ i }) => 1_000 + list.person[i]!).sort((a, b) => a - b)
  let made = 0
  return new MatchJobs({
    clock, registry,
    threadModule: new URL('./match-thread.ts', import.meta.url),
    randomId: () => `mt_${++made}`,
    sealer: keyring.transit,
    sealedTraits: () => Promise.resolve(ok([...Object.values(FIELDS), 'traits.iban'])),
    knownPeople: (from, most) => ids.filter((id) => id > from).slice(0, most).map((person) => ({ person, ids: [person] })),
    async openSlice(people, paths) {
      slices++
      assert.ok(people.length <= LIMITS.SLICE && !paths.includes('traits.iban'))
      return await readVaultSlice(keyring.person, people, paths, registry)
    },
    canonical: (person) => person,
    report: (_match, error) => reports.push(error),
  })
}

async function call(name: string, input: Record<string, unknown>): Promise<Result<any>> {
  const operation = operations.find((one) => one.name === `profiles.${name}`)!
  const result = await operation.handler(operation.input.parse(input), { subject: 'tester', permissions: [] })
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

async function value(name: string, input: Record<string, unknown>): Promise<any> {
  const result = await call(name, input)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

async function codeOf(name: string, input: Record<string, unknown>): Promise<string> {
  const result = await call(name, input)
  return result.ok ? '' : result.failure.code
}

async function finished(id: string): Promise<any> {
  for (let i = 0; i < 600; i++) {
    const found = await value('get-match', { id })
    if (found.match.state === 'done' || found.match.state === 'failed') return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the comparison takes too long')
}

const quoted = (text: string | undefined): string => `"${(text ?? '').replaceAll('"', '""')}"`
const csv = `id,given,family,birth,postcode,phone,email\n${copies.map(({ row, i }) => [`Customer ${i}`, row.given, row.family, row.birth, row.postcode, row.phone, row.email].map(quoted).join(',')).join('\n')}`

test('every example fits the shape it explains', () => {
  for (const { name, example, input, output } of operations) {
    assert.ok(input.safeParse(example.input).success, name)
    assert.deepEqual(output.parse(example.output), example.output, name)
  }
})

test('a slice of the vault has the newest value of all ids of a person, of the fields asked for, and none that was taken back', async () => {
  const vault = new Vault(keyring.person)
  const giver = { source: 'test', identifiers: [] }
  const said = (person: number, field: string, value: string, happened: number) => ({ person, field, value: JSON.stringify(value), giver, happened, hash: 1n, position: happened })
  await vault.upsertMany([said(90_001, 'traits.email', 'old@x.example', 10), said(90_002, 'traits.email', 'new@x.example', 20), said(90_002, 'traits.iban', 'DE00', 20), said(90_003, 'traits.email', 'wrong@x.example', 30), said(90_003, 'traits.phone', '030 1234567', 31)], registry)
  await vault.retract([90_003], (_position, field) => field === 'traits.email', registry)
  const read = await readVaultSlice(keyring.person, [{ person: 90_001, ids: [90_001, 90_002] }, { person: 90_003, ids: [90_003] }, { person: 90_004, ids: [90_004] }], ['traits.email', 'traits.phone'], registry)
  assert.ok(read.ok)
  assert.deepEqual([...read.value], [[90_001, { 'traits.email': '"new@x.example"' }], [90_003, { 'traits.phone': '"030 1234567"' }]])
  const elsewhere = await readVaultSlice(keyringOf(Buffer.alloc(32, 8), clock).person, [{ person: 90_001, ids: [90_001] }], ['traits.email'], registry)
  assert.equal(elsewhere.ok ? '' : elsewhere.failure.code, 'governance.cannot_open')
})

test('a list is compared with itself and with known people; what is found is right, and sealed', async () => {
  const { id } = await value('begin-match', { columns: COLUMNS })
  assert.equal(await codeOf('list-match-pairs', { id }), 'profiles.match-not-found')
  const half = Math.floor(csv.length / 2)
  await value('add-match-rows', { id, part: 0, csv: csv.slice(0, half) })
  const { rows } = await value('add-match-rows', { id, part: 1, csv: csv.slice(half) })
  assert.deepEqual(await value('add-match-rows', { id, part: 1, csv: csv.slice(half) }), { rows }, 'the last part may come again')
  assert.equal(await codeOf('add-match-rows', { id, part: 3, csv: 'x' }), 'profiles.match-part')
  assert.equal((await value('run-match', { id })).state, 'opening')
  assert.equal(await codeOf('add-match-rows', { id, part: 2, csv: 'x' }), 'profiles.match-started')
  const { match, summary } = await finished(id)
  assert.deepEqual([match.state, match.rows, summary.rows, summary.known], ['done', copies.length, copies.length, known.length])
  assert.ok(slices >= known.length / LIMITS.SLICE && summary.compareable < known.length)

  const pairs: any[] = []
  for (let from: number | null = 0; from !== null; ) {
    const page: any = await value('list-match-pairs', { id, from: String(from), limit: '60', least: String(summary.recommended) })
    pairs.push(...page.pairs)
    from = page.next
  }
  assert.equal(pairs.length, summary.thresholds.find((one: any) => one.threshold === summary.recommended).pairs)
  const personOf = (side: any): number => (side.person === null ? list.person[copies[side.row - 1]!.i]! : side.person - 1_000)
  assert.ok(pairs.every(({ a }) => a.id === `Customer ${copies[a.row - 1]!.i}`))
  const right = pairs.filter(({ a, b }) => personOf(a) === personOf(b)).length
  assert.ok(right / pairs.length >= 0.97 && right >= 0.7 * copies.length, `${right} of ${pairs.length}`)
  assert.ok(pairs.some(({ b }) => b.person === null) && pairs.some(({ b }) => b.person !== null))
  assert.deepEqual(pairs[0].evidence.map((one: any) => one.field).slice(0, 2), ['given', 'family'])

  // Accepting one is a declared link between the row's own id and the strongest identifier of the person.
  const accepted = pairs.find(({ b }) => b.person !== null)
  const { decision } = await value('accept-match', { id, place: String(accepted.place), idType: 'crm_id', why: 'same address' })
  assert.deepEqual(controls, [{ control: 'identity.link', identifiers: [`crm_id:${accepted.a.id}`, `email:h:${accepted.b.person}`], decision: decision.id }])
  assert.deepEqual([decision.kind, decision.position, decision.subject], ['link', 7_001, 'tester'])
  assert.equal(await codeOf('accept-match', { id, place: '0', idType: 'person', why: 'x' }), 'profiles.invalid-id-type')
  assert.equal(await codeOf('accept-match', { id, place: String(summary.pairs), idType: 'crm_id', why: 'x' }), 'profiles.match-not-found')

  // Nothing of the list is readable in the tables.
  const [kept] = await registry.query<{ text: string }>(`SELECT (SELECT string_agg(encode(sealed, 'escape'), '') FROM profiles.match_parts) || (SELECT string_agg(summary, '') FROM profiles.matches) AS text`)
  for (const word of ['Customer', copies[0]!.row.family!, '.example']) assert.ok(!kept!.text.includes(word), word)
  // And another comparison's parts do not open here.
  await registry.query(`INSERT INTO profiles.matches SELECT 'mt_other', subject, made_at, expires_at, summary FROM profiles.matches`)
  await registry.query(`INSERT INTO profiles.match_parts SELECT 'mt_other', part, sealed FROM profiles.match_parts`)
  assert.equal(await codeOf('list-match-pairs', { id: 'mt_other' }), 'governance.cannot_open')
  await value('drop-match', { id: 'mt_other' })
})

test('what was found goes after a day, and an abandoned list after minutes', async () => {
  const { matches } = await value('list-matches', {})
  assert.equal(matches.length, 1)
  const { id } = await value('begin-match', { columns: COLUMNS, against: 'list' })
  clock.time += LIMITS.IDLE + 1
  await jobs.expire()
  assert.equal(await codeOf('add-match-rows', { id, part: 0, csv: 'x' }), 'profiles.match-not-found')
  clock.time = matches[0].expiresAt
  assert.equal(await codeOf('get-match', { id: matches[0].id }), 'profiles.match-not-found')
  await jobs.expire()
  assert.deepEqual(await registry.query('SELECT match FROM profiles.match_parts'), [])
})

test('a list within itself opens nothing of the vault; bad lists end with what was expected', async () => {
  const before = slices
  const { id } = await value('begin-match', { columns: { name: 'n', email: 'e' }, against: 'list' })
  await value('add-match-rows', { id, part: 0, rows: [{ n: 'Anna Muster', e: 'anna7@post.example' }, { n: 'Muster, Anna', e: 'ANNA7@post.example' }, { n: 'Bo Anders' }] })
  await value('run-match', { id })
  const { summary } = await finished(id)
  const { pairs } = await value('list-match-pairs', { id })
  assert.deepEqual([summary.pairs, pairs[0].a.row, pairs[0].b.row, slices], [1, 1, 2, before])
  assert.equal(await codeOf('accept-match', { id, place: '0', idType: 'crm_id', why: 'x' }), 'profiles.match-no-id')

  const bad = await value('begin-match', { columns: { email: 'Mail' }, against: 'list' })
  assert.equal(await codeOf('add-match-rows', { id: bad.id, part: 0, csv: 'name,email\nAnna,a@b.c\n' }), 'profiles.match-column')
  assert.equal((await value('get-match', { id: bad.id })).match.failure.code, 'profiles.match-column')
  assert.equal(await codeOf('run-match', { id: bad.id }), 'profiles.match-column')
  const empty = await value('begin-match', { columns: { email: 'Mail' }, against: 'list' })
  assert.equal(await codeOf('run-match', { id: empty.id }), 'profiles.match-empty')
  assert.equal(await codeOf('begin-match', { columns: { id: 'x' } }), 'profiles.match-columns')
  assert.equal(await codeOf('add-match-rows', { id: empty.id, part: 0 }), 'profiles.match-rows')
})

test('only so many are under way, and one that is dropped makes room at once', async () => {
  const ids: string[] = []
  for (let i = 0; i < LIMITS.OPEN; i++) ids.push((await value('begin-match', { columns: COLUMNS })).id)
  assert.equal(await codeOf('begin-match', { columns: COLUMNS }), 'profiles.match-busy')
  await value('add-match-rows', { id: ids[0]!, part: 0, csv })
  await value('run-match', { id: ids[0]! })
  for (const id of ids) await value('drop-match', { id })
  assert.equal(await codeOf('get-match', { id: ids[0]! }), 'profiles.match-not-found')
  const again = await value('begin-match', { columns: COLUMNS })
  await value('drop-match', { id: again.id })
  assert.equal(await codeOf('drop-match', { id: again.id }), 'profiles.match-not-found')
})
