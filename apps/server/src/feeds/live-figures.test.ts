import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ManualClock } from '@touchstone/base'
import type { LiveEntry, LiveFigures } from '../http/live.ts'
import type { TailEntry } from '../http/tail.ts'
import { figuresExample, type Figures } from '../stream/figures-shape.ts'
import { LiveFeed } from './live-figures.ts'
import type { Reading } from './live-figures.ts'

function rig() {
  const clock = new ManualClock(1_000_000)
  const reading = {
    facts: { accepted: 0, processed: 0, perSecond: 0 }, people: 0, warehouse: { behindFacts: 0, behindMillis: 0 }, quarantined: 0,
    segments: [1, 2, 3].map((number) => ({ id: `sg_${number}`, version: 1, state: 'live', size: 0, changedAt: 0 })),
    engine: { position: 0, time: 0, lagMs: 0 }, stores: [],
  }
  let readings = 0
  const tails = new Set<(entry: TailEntry) => void>()
  const systems = new Set<(state: Figures) => void>()
  const feed = new LiveFeed({
    read: (): Reading => {
      readings++
      return structuredClone({ ...reading, at: clock.now() })
    },
    tail: (listener) => {
      tails.add(listener)
      return () => tails.delete(listener)
    },
    system: (listener) => {
      systems.add(listener)
      return () => systems.delete(listener)
    },
    clock,
    onFailure: (error) => assert.fail(String(error)),
  })
  const figuresOf = (entries: readonly LiveEntry[]): LiveFigures[] => entries.filter((one) => one.kind === 'figures')
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let waited = 0; !isSo(); waited += 10) {
      assert.ok(waited < 5_000, 'not so within five seconds')
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  return { clock, reading, feed, tails, systems, figuresOf, until, readings: () => readings }
}

test('all segments at first, then those that changed, and nothing while nothing changes', async () => {
  const { clock, reading, feed, figuresOf, until, readings } = rig()
  const seen: LiveEntry[] = []
  const leave = feed.subscribe((entry) => seen.push(entry), {})
  assert.equal(seen.length, 0, 'not before it returned')
  await until(() => seen.length === 1)
  assert.deepEqual(figuresOf(seen)[0].segments.map(({ id }) => id), ['sg_1', 'sg_2', 'sg_3'])
  const before = readings()
  await until(() => readings() >= before + 2)
  assert.equal(seen.length, 1)
  reading.segments[1].size = 7
  await until(() => seen.length === 2)
  assert.deepEqual(figuresOf(seen)[1].segments.map(({ id, size }) => [id, size]), [['sg_2', 7]])
  clock.time += 5_000
  await until(() => seen.length === 3)
  assert.deepEqual(figuresOf(seen)[2].segments, [], 'a sign of life')
  const late: LiveEntry[] = []
  const leaveToo = feed.subscribe((entry) => late.push(entry), {})
  await until(() => late.length === 1)
  assert.equal(figuresOf(late)[0].segments.length, 3, 'who comes later gets all of them too')
  leave()
  leaveToo()
  const then = readings()
  await new Promise((resolve) => setTimeout(resolve, 600))
  assert.equal(readings(), then, 'nobody looks, nothing is read')
})

test('facts only when wished, memberships of the wished segment', async () => {
  const { feed, tails } = rig()
  const [plain, all, one]: LiveEntry[][] = [[], [], []]
  const leave = [feed.subscribe((entry) => plain.push(entry), {}), feed.subscribe((entry) => all.push(entry), { facts: true }), feed.subscribe((entry) => one.push(entry), { facts: true, segment: 'sg_1' })]
  const fact: TailEntry = { kind: 'fact', position: 1, at: 1, happened: 1, person: 1, type: 'track', event: 'Visit', source: 'key_1' }
  const entered = (segment: string): TailEntry => ({ kind: 'membership', position: 1, at: 1, person: 1, segment, entered: true, cause: 'fact' })
  for (const entry of [fact, entered('sg_1'), entered('sg_2')]) for (const tail of tails) tail(entry)
  const kinds = (entries: LiveEntry[]) => entries.filter(({ kind }) => kind !== 'figures').map((entry) => (entry.kind === 'membership' ? entry.segment : entry.kind))
  assert.deepEqual([kinds(plain), kinds(all), kinds(one)], [['sg_1', 'sg_2'], ['fact', 'sg_1', 'sg_2'], ['fact', 'sg_1']])
  for (const end of leave) end()
  assert.equal(tails.size, 0)
})

test('the state of the system for those who wish it, on the same line', async () => {
  const { feed, systems } = rig()
  const [plain, wishing]: LiveEntry[][] = [[], []]
  const leave = [feed.subscribe((entry) => plain.push(entry), {}), feed.subscribe((entry) => wishing.push(entry), { system: true })]
  assert.equal(systems.size, 1)
  for (const tell of systems) tell(figuresExample)
  const told = (entries: LiveEntry[]) => entries.filter(({ kind }) => kind === 'system')
  assert.deepEqual(told(plain), [])
  assert.deepEqual(told(wishing), [{ kind: 'system', ...figuresExample }])
  for (const end of leave) end()
  assert.equal(systems.size, 0)
})
