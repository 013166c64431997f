import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashToInteger, messageHash } from '@touchstone/vocabulary'
import { readingRig } from './testing/reading-rig.ts'
import { createFactRows } from './warehouse-rows.ts'

const T = 1_700_000_000_000
const text = (bytes: unknown): string => (bytes as Buffer).toString()

test('an entry becomes rows of facts that count, with the bytes of the log and the person the Machine said', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  const { machine } = rig
  const segment = machine.define(T, 'sg', 'did "Größe ≥ 1"')
  machine.fact(T + 5, { identifiers: ['user_id:u1'], event: 'Größe ≥ 1', happened: T + 1, messageId: 'm-1', traits: { plan: 'pro' }, properties: { note: 'ü😀', n: [1, 2] } }, false)
  machine.fact(T + 5, { identifiers: ['user_id:u1'], event: 'Größe ≥ 1', messageId: 'm-1' }, false)
  machine.fact(T + 6, { identifiers: ['user_id:u2', 'anonymous_id:null'] }, false)
  machine.driver.commit()
  machine.fact(T + 7, { identifiers: ['user_id:u1'], event: 'Größe ≥ 1', messageId: 'm-4' })
  const rowsOf = createFactRows(await rig.writeLog())
  const [, first, second] = machine.driver.outputs.map((entry) => rowsOf(Buffer.from(entry)))
  assert.equal(first!.cursor, 4)
  assert.equal(second!.cursor, 5)
  const facts = first!.tables['profiles_facts']!
  assert.deepEqual(facts.map(({ position, person }) => [position, person]), [[2, 2], [4, 4]])
  const { high, low } = messageHash('test', 'm-1')
  const { message_id, traits, properties, context, ...rest } = facts[0]!
  assert.deepEqual(rest, {
    position: 2, person: 2, appended: T + 5, happened: T + 1, received: T + 5, original: T + 1, sent: T + 5,
    hash: hashToInteger(high, low), type: 'track', event: 'Größe ≥ 1', source: 'test', identifiers: ['user_id:u1'], dropped: [], dropped_by: [], rules: 0,
  })
  assert.deepEqual([message_id, traits, properties, context].map(text), ['m-1', '{"plan":"pro"}', '{"note":"ü😀","n":[1,2]}', '{}'])
  assert.deepEqual([facts[1]!['dropped'], facts[1]!['dropped_by']], [['anonymous_id:null'], ['blocked']])
  assert.equal(second!.tables['profiles_facts']![0]!['event'], 'Größe ≥ 1', 'a name met before')
  assert.deepEqual(first!.tables['segments_changes'], [
    { sequence: 2, position: 2, appended: T + 5, segment, person: 2, at: T + 5, entered: 1, cause: 'fact' },
  ])
  assert.deepEqual(first!.tables['profiles_links']!.map(({ sequence, identifier, reason }) => [sequence, identifier, reason]), [[1, 'user_id:u1', 'created'], [3, 'user_id:u2', 'created']])
})

test('aliases come with the merge, and what time alone changes has the cursor that the engine had reached', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  const { machine } = rig
  machine.define(T, 'sg', 'did "A" in last 10 seconds')
  const a = machine.fact(T + 1, { identifiers: ['anonymous_id:a'], event: 'A' })
  const b = machine.fact(T + 2, { identifiers: ['user_id:u'] })
  machine.fact(T + 3, { identifiers: ['anonymous_id:a', 'user_id:u'] })
  machine.tick(T + 60_000)
  const rowsOf = createFactRows(await rig.writeLog())
  const mapped = machine.driver.outputs.map((entry) => rowsOf(Buffer.from(entry)))
  assert.deepEqual(mapped.flatMap(({ tables }) => tables['profiles_aliases']).map((row) => [row!['loser'], row!['survivor'], row!['position']]), [[b, a, 4]])
  const last = mapped.at(-1)!
  assert.equal(last.tables['profiles_facts']!.length, 0)
  assert.equal(last.cursor, 5)
  assert.deepEqual(last.tables['segments_changes']!.map(({ at, entered, cause }) => [at, entered, cause]), [[T + 10_001, 0, 'time']])
  const cursors = mapped.map(({ cursor }) => cursor)
  assert.deepEqual(cursors, [...cursors].sort((x, y) => x - y), 'the cursor never goes back')
  // A child that starts anew meets an entry without records first and still knows where it is.
  assert.equal(createFactRows(await Promise.resolve({ read: () => 0, close: () => undefined }))(Buffer.from(machine.driver.outputs.at(-1)!)).cursor, 5)
})

test('a large entry is read over several blocks, and blocks that reach beyond it are cut', async (t) => {
  const rig = readingRig()
  t.after(() => rig.remove())
  const { machine } = rig
  const filler = 'x'.repeat(3000)
  for (let i = 1; i <= 2000; i++) machine.fact(T + Math.floor(i / 300), { identifiers: [`user_id:u${i % 50}`], event: `E${i % 7}`, properties: { i, filler } }, i === 1000 || i === 2000)
  const rowsOf = createFactRows(await rig.writeLog())
  const rows = machine.driver.outputs.flatMap((entry) => rowsOf(Buffer.from(entry)).tables['profiles_facts']!)
  assert.equal(rows.length, 2000)
  rows.forEach((row, i) => {
    assert.equal(row['position'], i + 1)
    assert.equal((JSON.parse(text(row['properties'])) as { i: number }).i, i + 1)
    assert.equal(row['event'], `E${(i + 1) % 7}`)
  })
})
