// People with long histories, in the real store: their blocks go through small caches, batches of any length and crashes
// between them, and people become one. What comes out is what the oracle says of all their facts.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import { Truth, evaluateNaively, parseStoredCondition, type NaiveFact } from '@touchstone/language'
import { LOOP_TABLES, openLmdbStore } from '@touchstone/stream'
import { hashToInteger, messageHash } from '@touchstone/vocabulary'
import { ProfileReader } from '../read-profile.ts'
import { MachineRig, type RigFact } from '../testing.ts'
import { hashForTests } from '../testing/reading-rig.ts'
import { PROFILE_TABLES } from './person-machine.ts'

const T = Date.UTC(2026, 2, 1)

const CONDITIONS = [
  'sum("A".v) in last 30 days > 1500',
  'average("A".v) in last 7 days >= 5',
  'maximum("A".v) from 40 days ago to 10 days ago >= 9.5',
  'count("A") in last 2 days > 2 * count("A") from 20 days ago to 2 days ago',
  'distinct("A".sku) in last 20 days >= 30',
  'last("A".sku) in last 5 days = "s7"',
  'count("A" where v > 5) last month >= 300',
  'sum("A".v) today in their zone > 40',
  '"A" then "B" within 1 hour without "C"',
  '"A" then "B" and not "C" within 2 hours after in last 10 days',
  '(count("A") in last 3 days >= 40) for 2 days',
  'entered (count("A") in last 3 days >= 40) in last 5 days',
  '(plan = "gold") for 1 day',
]

/** A small source of the same numbers each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

interface Given {
  readonly time: number
  readonly fact: RigFact
}

/** A history of `facts` facts of several people over 60 days, some of them late, in which all become one in the end. */
function historyOf(seed: number, facts: number): Given[] {
  const roll = dice(seed)
  const given: Given[] = []
  for (let i = 0; i < facts; i++) {
    const time = T + Math.floor((i * 60 * DAY) / facts)
    const late = roll(10) === 0 ? roll(40) * DAY + roll(1000) : roll(3) * SECOND
    const who = `anonymous_id:p${roll(4) % 3}`
    const identifiers = i === Math.floor(facts * 0.6) ? ['anonymous_id:p0', 'anonymous_id:p1'] : i === Math.floor(facts * 0.8) ? ['anonymous_id:p1', 'anonymous_id:p2'] : [who]
    const event = ['A', 'A', 'A', 'A', 'B', 'C'][roll(6)]!
    const traits = roll(20) === 0 ? { plan: roll(4) === 0 ? 'basic' : 'gold', timezone: ['UTC', 'Asia/Kathmandu', 'America/New_York'][roll(3)] } : {}
    given.push({ time, fact: { identifiers, event, messageId: `m${i}`, happened: time - late, properties: { v: roll(1000) / 100, sku: `s${roll(40)}` }, traits } })
  }
  return given
}

// In the other time zones one is enough to see that zones do not matter.
for (const seed of process.env['TZ'] === 'UTC' ? [1, 2] : [3]) {
  test(`long histories through small caches, crashes and merges (seed ${seed})`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-long-'))
    const state = openLmdbStore({ directory, tables: [...LOOP_TABLES, ...PROFILE_TABLES], mapBytes: 256 * 1024 * 1024 })
    const given = historyOf(seed, 4000)
    const roll = dice(seed + 100)
    let rig = new MachineRig(state)
    const segments = CONDITIONS.map((where, i) => ({ where, position: rig.define(T, `s${i}`, where) }))
    const before = rig.driver.position
    let committed = 0
    let sawChunks = 0
    for (let i = 0; i < given.length; i++) {
      const { time, fact } = given[i]!
      const ends = roll(15) === 0 || i === given.length - 1
      rig.fact(time, fact, ends)
      if (ends) committed = i + 1
      // A crash loses the batch that was not committed: the log gives it again.
      if (roll(100) === 0) {
        rig = new MachineRig(state)
        rig.driver.startAt(before + committed, given[Math.max(0, committed - 1)]!.time)
        i = committed - 1
      }
      if (i % 500 === 499) sawChunks = Math.max(sawChunks, state.range('chunks', undefined, undefined, 1e6).length)
    }
    assert.ok(sawChunks > 10, `long histories lie in blocks (${sawChunks})`)
    const end = given.at(-1)!.time
    compare(rig, segments, given, end)
    // Nothing but time goes on.
    for (const later of [1, 3 * HOUR, DAY, 6 * DAY, 11 * DAY, 31 * DAY]) {
      rig.tick(end + later)
      compare(rig, segments, given, end + later)
    }
    for (const { position } of segments) rig.control(end + 40 * DAY, { control: 'segment.archive', segment: position })
    assert.equal(state.range('chunks', undefined, undefined, 1e6).length, 0, 'no block is left behind')
    await state.close()
    rmSync(directory, { recursive: true })
  })
}

function compare(rig: MachineRig, segments: readonly { where: string; position: number }[], given: readonly Given[], now: number): void {
  const [person] = rig.driver.state.range('people', undefined, undefined, 10).map(({ key }) => key as number)
  assert.equal(rig.driver.state.range('people', undefined, undefined, 10).length, 1, 'all have become one')
  const facts = given.map(({ time, fact }, i): NaiveFact => {
    const { high, low } = messageHash('test', fact.messageId!)
    return { event: fact.event!, timestamp: fact.happened!, appended: time, position: i + 1, hash: hashToInteger(high, low), traits: { ...fact.traits }, properties: { ...fact.properties } }
  })
  const seen = new Map(new ProfileReader(rig.driver.state, hashForTests).memberships(person!, now, true)!.map(({ position, value }) => [position, value]))
  for (const { where, position } of segments) {
    const condition = parseStoredCondition(where)
    assert.ok(condition.ok, where)
    const value = evaluateNaively(condition.value, { person: person!, facts, asOf: now })
    assert.equal(rig.members(position).size, value === Truth.TRUE ? 1 : 0, `${where} at ${now}`)
    assert.equal(seen.get(position), value === Truth.TRUE ? true : value === Truth.FALSE ? false : null, `as read beside the engine: ${where} at ${now}`)
  }
}

test('a person of many facts costs no more to change than one of few', () => {
  const rig = new MachineRig()
  rig.define(T, 's', 'sum("A".v) in last 300 days > 1e9')
  const sizes: number[] = []
  for (let i = 0; i < 20_000; i++) {
    rig.fact(T + 10 * i * MINUTE, { identifiers: ['user_id:u'], event: 'A', properties: { v: 1 } }, i % 1000 === 999)
    if (i % 5000 === 4999) sizes.push(rig.driver.state.get('people', 2)!.length)
  }
  const record = sizes.at(-1)!
  assert.ok(record < 64 * 1024, `the record stays small while the history grows: ${sizes.join(', ')}`)
  const blocks = rig.driver.state.range('chunks', undefined, undefined, 1e6).map(({ value }) => value.length)
  assert.ok(blocks.length > 50, String(blocks.length))
  const largest = Math.max(...blocks)
  assert.ok(largest <= 8 * 1024, `so do blocks: ${largest}`)
})
