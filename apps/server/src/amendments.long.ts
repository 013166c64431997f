// Facts, merges and amendments at random: the live state, SQL for now and SQL for what was known before must agree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Amendment } from '@touchstone/vocabulary'
import { amendStand } from './testing/amend-stand.ts'

const CONDITIONS = [
  'count("A") >= 2', 'sum("B".v) >= 3', 'plan = "x"', 'plan = "y" and did "A"', 'not did "B" and did "A"', 'last("B".v) > 1',
  'plan = "x" for 2 minutes', '"A" then "B" within 2 hours', 'distinct("B".v) >= 2', 'count("A") in last 3 hours >= 2',
]

test('random facts, merges and amendments: live and SQL agree, now and as of what was known', async () => {
  const it = await amendStand()
  const seed = Number(process.env['TOUCHSTONE_SEED'] ?? 1)
  let random = seed
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return (random >>> 8) % below
  }
  const anything = (): void => {
    it.clock.time += [0, 1, 1000, 600_000][next(4)]!
    const timestamp = it.clock.time - [0, 0, 5_000, 3_600_000][next(4)]!
    const identifiers = [...new Set([`anonymous_id:a${next(6)}`, ...(next(3) === 0 ? [`anonymous_id:a${next(6)}`] : []), ...(next(6) === 0 ? [`user_id:u${next(3)}`] : [])])]
    const event = ['A', 'B', undefined][next(3)]
    facts.push(it.fact({ identifiers, happened: timestamp, traits: next(3) === 0 ? { plan: ['x', 'y', null][next(3)] } : {}, properties: { v: [1, 0.5, 2][next(3)] }, ...(event === undefined ? {} : { event }) }))
  }
  const facts: number[] = []
  const past: { at: number; where: string; members: number[] }[] = []
  try {
    const segments: [number, string][] = []
    for (const [i, where] of CONDITIONS.slice(0, 7).entries()) segments.push([await it.define(`s${i}`, where), where])
    for (let round = 0; round < 9; round++) {
      for (let i = 0; i < 10; i++) anything()
      if (round === 5) for (const [i, where] of CONDITIONS.slice(7).entries()) segments.push([await it.define(`late${i}`, where), where])
      if (round % 2 === 1) {
        const pair = (): [string, string] => [`anonymous_id:a${next(3)}`, `anonymous_id:a${3 + next(3)}`]
        const amendment: Amendment = round === 7 ? { kind: 'retract', values: facts.slice(0, 8).map((fact) => ({ fact, trait: 'plan' })) } : { kind: 'apart', pairs: [pair(), pair()] }
        await it.amend(amendment, (step) => {
          if (step < 3) anything()
        })
      }
      it.rig.tick(it.clock.time)
      await it.say()
      for (const [segment, where] of segments) {
        const live = it.live(segment)
        assert.deepEqual(await it.sql(where), live, `${where} in round ${round}, seed ${seed}`)
        past.push({ at: it.clock.time, where, members: live })
      }
      // The next record is not of the same instant.
      it.clock.time += 1
    }
    assert.ok(it.state.amendments().some(({ components }) => components > 0), 'people were built again')
    for (const { at, where, members } of past) assert.deepEqual(await it.sql(where, at, at), members, `${where} as it was at ${at}, seed ${seed}`)
  } finally {
    await it.remove()
  }
})
