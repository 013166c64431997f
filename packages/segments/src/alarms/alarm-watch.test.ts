import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, ManualClock } from '@touchstone/base'
import { parseStoredCondition, compile } from '@touchstone/language'
import type { LiveVersion } from '../live-state.ts'
import { AlarmWatch, BEHIND_AFTER, STUCK_AFTER } from './alarm-watch.ts'

const T = 1_700_000_000_000
const RANK = 'top 10% by sum("A".v)'

const version = (position: number, given: Partial<LiveVersion> = {}): LiveVersion => ({
  position, id: `sg_${position}`, version: 1, where: 'did "A"', state: 'backfilling', size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0, role: 'reported', thresholds: [], ...given,
})

function given() {
  const clock = new ManualClock(T)
  const it = {
    clock,
    versions: [] as LiveVersion[],
    progress: new Map<number, number>(),
    log: { position: 10, time: T },
    engine: { position: 10, time: T },
    interval: undefined as number | undefined,
    computed: undefined as number | undefined,
    kinds: () => watch.all().map(({ kind, segment }) => `${kind} ${segment}`),
  }
  const watch = new AlarmWatch({
    clock,
    states: { liveSegments: () => it.versions, liveTraits: () => [], nodes: () => [], members: () => [], peopleRange: () => ({ count: 0, last: 0 }) },
    engineProgress: () => ({ log: it.log, engine: it.engine }),
    backfillProgress: (position) => it.progress.get(position),
    thresholdRefresh: () => it.interval === undefined ? undefined : { at: it.computed, every: it.interval },
  })
  return { ...it, it, watch }
}

test('a version that makes no progress is stuck until it moves; who waits for its turn is not', () => {
  const { it, clock, watch, progress, kinds } = given()
  it.versions = [version(1), version(2), version(3, { state: 'live' })]
  progress.set(1, 0.1)
  assert.deepEqual(kinds(), [])
  clock.time += STUCK_AFTER - 1
  assert.deepEqual(kinds(), [])
  clock.time += 1
  assert.deepEqual(kinds(), ['stuck sg_1', 'stuck sg_2'])
  assert.equal(watch.all()[0]!.since, T)
  assert.equal(watch.of(it.versions[0]!)[0]!.message, 'version 1 is backfilling and has made no progress for 5 minutes')
  progress.set(1, 0.2)
  assert.deepEqual(kinds(), [], 'the second one waits for the first')
  clock.time += STUCK_AFTER
  it.versions = [version(1, { state: 'sweeping', sweptThrough: 7 }), version(2)]
  assert.deepEqual(kinds(), [])
  clock.time += STUCK_AFTER
  it.versions = [version(1, { state: 'live' }), version(2, { state: 'archiving', sweptThrough: 4 })]
  assert.deepEqual(kinds(), [])
  clock.time += STUCK_AFTER
  assert.deepEqual(kinds(), ['stuck sg_2'])
})

test('an engine that lags, or stands still before the end of the log, is behind', () => {
  const { it, clock, watch, kinds } = given()
  assert.deepEqual(kinds(), [])
  it.log = { position: 12, time: T + 5 }
  clock.time += 5
  assert.deepEqual(kinds(), [])
  clock.time += BEHIND_AFTER
  assert.deepEqual(kinds(), ['behind null'])
  assert.match(watch.engine()!.message, /^the engine has stood still for 1 minute, 2 records behind the log$/)
  it.engine = { position: 11, time: T + 1 }
  assert.deepEqual(kinds(), [], 'it moves again')
  it.log = { position: 500, time: T + 1 + 10 * BEHIND_AFTER }
  assert.equal(watch.engine()!.message, 'the engine is 10 minutes behind the log')
  it.engine = { position: 500, time: it.log.time }
  clock.time += HOUR
  assert.deepEqual(kinds(), [], 'nothing to do is not standing still')
  it.engine = { position: 0, time: 0 }
  assert.deepEqual(kinds(), [], 'one that has just begun is not decades late')
})

test('a threshold that is not computed anew is stale after three intervals, and so is one that never came', () => {
  const { it, clock, kinds } = given()
  const condition = parseStoredCondition(RANK)
  assert.ok(condition.ok)
  const [{ key }] = compile(condition.value, { node: () => 1, trait: () => 1 }).ranks as readonly { key: string }[] as [{ key: string }]
  const ranked = (thresholds: LiveVersion['thresholds']): LiveVersion => version(1, { where: RANK, state: 'live', liveSince: T, thresholds })
  it.versions = [ranked([])]
  clock.time += 10 * HOUR
  assert.deepEqual(kinds(), [], 'nobody computes them')
  it.interval = HOUR
  assert.deepEqual(kinds(), ['stale-threshold sg_1'])
  it.versions = [ranked([{ key, value: 3, people: 10, error: 0, at: T + 8 * HOUR }])]
  assert.deepEqual(kinds(), [])
  clock.time += HOUR
  assert.deepEqual(kinds(), ['stale-threshold sg_1'])
  it.computed = T + 10 * HOUR
  assert.deepEqual(kinds(), [], 'it was computed, and was the same')
})
