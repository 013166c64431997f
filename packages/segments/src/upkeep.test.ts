import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ok } from '@touchstone/base'
import type { Alarm } from './alarms/alarm-watch.ts'
import type { ThresholdRefresher } from './ranks/threshold-refresher.ts'
import { SegmentUpkeep } from './upkeep.ts'

test('an alarm is told once when it begins and once when it is over, however often somebody looks', async () => {
  const stuck = (segment: string, since: number): Alarm => ({ kind: 'stuck', segment, version: 1, since, message: `since ${since}` })
  let alarms: Alarm[] = []
  let looks = 0
  const told: string[] = []
  const upkeep = new SegmentUpkeep({
    follow: () => Promise.resolve(ok(looks++)),
    // Ranks are looked after elsewhere (threshold-refresher.test.ts); here there are none.
    refresher: { step: () => Promise.resolve() } as unknown as ThresholdRefresher,
    alarms: () => alarms,
    onAlarm: ({ segment }, isOver) => told.push(`${segment} ${isOver ? 'over' : 'began'}`),
    onTrouble: assert.fail,
    lookEvery: 1,
  })
  const looked = async (): Promise<void> => {
    for (const end = looks + 3; looks < end; ) await sleep(1)
  }
  upkeep.start()
  await looked()
  alarms = [stuck('sg_1', 5), stuck('sg_2', 6)]
  await looked()
  // One that goes on for longer is still the same.
  alarms = [stuck('sg_2', 9)]
  await looked()
  alarms = []
  await looked()
  await upkeep.stop()
  assert.deepEqual(told, ['sg_1 began', 'sg_2 began', 'sg_1 over', 'sg_2 over'])
})
