// The work of sealing the past again, from its order to its end, with a real PostgreSQL and a history that a test leads.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import { temporaryRegistry } from '@touchstone/registry/testing'
import { governanceMigrations } from '../migrations.ts'
import { exampleKeyring } from '../testing.ts'
import { Vault } from '../vault.ts'
import type { FieldDefinition } from './field-definitions.ts'
import { Reseals, type PastPorts, type Reseal, type TakenOut } from './reseals.ts'

const { registry, remove } = await temporaryRegistry({ migrations: governanceMigrations })
after(() => remove())
beforeEach(() => registry.query('TRUNCATE governance.reseals, governance.vault'))

const clock = new ManualClock(1_760_000_000_000)
const vault = new Vault(exampleKeyring(clock).person)
const definition = (field: string, over: Partial<FieldDefinition> = {}): FieldDefinition => ({ place: 'property', event: '', field, version: 1, description: '', class: 'personal', position: 50, createdAt: 1, subject: 'a', ...over })
const fact = (position: number): TakenOut => ({ position, person: 7, happened: position, hash: String(2n ** 63n + BigInt(position)), source: 's', identifiers: ['user_id:u'], personal: { 'properties.note': `value ${position}` } })

function opened(seal: PastPorts['seal'], through = { position: 100 }) {
  const trouble: string[] = []
  const reseals = new Reseals({
    statements: registry, vault, clock, attempt: (run) => registry.attempt(run), onTrouble: (code) => trouble.push(code),
    past: { seal, count: async () => ok({ facts: 0, traits: 0, examples: 0 }), historyThrough: () => through.position },
  })
  return { reseals, trouble }
}
async function until(reseals: Reseals, isSo: (all: Reseal[]) => boolean): Promise<Reseal[]> {
  for (let i = 0; i < 2_000; i++) {
    const all = await reseals.list()
    if (isSo(all)) return all
    await turn()
  }
  throw new Error(JSON.stringify(await reseals.list()))
}
const states = (all: readonly Reseal[]) => all.map(({ name, state, through, facts }) => [name, state, through, facts])

test('it waits for history, keeps the values before it says that they left, and is done once', async () => {
  const through = { position: 49 }
  const order: string[] = []
  const { reseals } = opened(async (work, keep, done) => {
    order.push(`seal ${work.name} ${work.through}`)
    await keep([fact(3), fact(9)])
    await done(9, 2)
    await done(40, 1)
    return ok(3)
  }, through)
  await reseals.expect([definition('Gift.No-te'), definition('open', { class: 'internal' }), definition('unplaced', { position: null }), definition('taken back', { class: null })])
  assert.deepEqual(states(await reseals.list()), [['note', 'waiting', 0, 0]])
  through.position = 50
  reseals.progressed()
  assert.deepEqual(states(await until(reseals, ([first]) => first?.state === 'done')), [['note', 'done', 40, 3]])
  const read = await vault.read([7], registry)
  assert.deepEqual(read, ok({ 'properties.note': '"value 9"' }))
  await reseals.expect([definition('note')])
  reseals.progressed()
  await turn()
  assert.deepEqual(order, ['seal note 0'])
  const checked = await reseals.check('property', 'No te')
  assert.deepEqual(checked.ok && [checked.value.facts, checked.value.reseal.state], [0, 'done'])
  assert.equal((await reseals.check('trait', 'note')).ok, false)
})

test('a warehouse that goes away is no failure: the next look goes on where it was; a failure is told and begun again by staff', async () => {
  const answers: Result<unknown>[] = [fail('warehouse.unavailable', 'gone'), fail('warehouse.job_failed', 'broken'), ok(0)]
  const from: number[] = []
  const { reseals, trouble } = opened(async (work, _, done) => {
    from.push(work.through)
    await done(work.through + 10, 1)
    return answers.shift()!
  })
  await reseals.expect([definition('note')])
  await until(reseals, ([first]) => first?.message === 'gone')
  await turn()
  reseals.progressed()
  const [failed] = await until(reseals, ([first]) => first?.state === 'failed')
  assert.equal(failed!.message, 'warehouse.job_failed: broken')
  assert.deepEqual(trouble, ['warehouse.unavailable', 'warehouse.job_failed'])
  assert.equal((await reseals.restart('property', 'none')).ok, false)
  await reseals.restart('property', 'note')
  await until(reseals, ([first]) => first?.state === 'done')
  assert.deepEqual(from, [0, 10, 0])
})

test('what a killed process left running is taken up by the next', async () => {
  await registry.query(`INSERT INTO governance.reseals (place, name, class, position, state, through, facts, created_at) VALUES ('trait', 'club', 'personal', 20, 'running', 12, 4, 1)`)
  const { reseals } = opened(async () => ok(0))
  reseals.progressed()
  assert.deepEqual(states(await until(reseals, ([first]) => first?.state === 'done')), [['club', 'done', 12, 4]])
})
