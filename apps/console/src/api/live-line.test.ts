// The live line with a scripted server: what listeners hear, when the connection is made again, what is bounded.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { LiveEntry, StreamLiveInput, WatchOptions } from '@touchstone/client'
import { StreamRefused } from '@touchstone/client'
import { LiveLine } from './live-line.ts'
import type { Figures } from './live-line.ts'

interface Connection {
  readonly wish: StreamLiveInput
  readonly signal: AbortSignal
  up(isUp: boolean): void
  send(entry: LiveEntry): void
  refuse(): void
}

/** What a browser has: frames, and whether the tab is in front. */
const frames: (() => void)[] = []
beforeEach(() => Object.assign(globalThis, { document: { hidden: false }, requestAnimationFrame: (draw: () => void) => frames.push(draw) }))
afterEach(() => {
  frames.length = 0
})
const nextFrame = (): void => frames.splice(0).forEach((draw) => draw())
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

function serverOf(): { connections: Connection[]; client: ConstructorParameters<typeof LiveLine>[0] } {
  const connections: Connection[] = []
  async function* watch(_name: string, wish: StreamLiveInput, { signal, onLine }: WatchOptions): AsyncGenerator<LiveEntry> {
    const queue: (LiveEntry | Error)[] = []
    let wake = (): void => undefined
    signal!.addEventListener('abort', () => wake())
    const push = (one: LiveEntry | Error): void => {
      queue.push(one)
      wake()
    }
    connections.push({ wish, signal: signal!, up: (isUp) => onLine?.(isUp), send: push, refuse: () => push(new StreamRefused('api.unauthenticated', 'no')) })
    while (!signal!.aborted) {
      const one = queue.shift()
      if (one instanceof Error) throw one
      if (one !== undefined) yield one
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return { connections, client: { watch } as unknown as ConstructorParameters<typeof LiveLine>[0] }
}

const figures = (segments: Record<string, number>): LiveEntry => ({
  kind: 'figures', at: 1_760_000_000_000, facts: { accepted: 1, processed: 1, perSecond: 0 }, people: 1, warehouse: { behindFacts: 0, behindMillis: 0 }, quarantined: 0,
  segments: Object.entries(segments).map(([id, size]) => ({ id, version: 1, state: 'live', size, changedAt: 0 })), engine: { position: 1, time: 1, lagMs: 0 }, stores: [],
})
const fact = (position: number): LiveEntry => ({ kind: 'fact', position, at: 1, happened: 1, person: 1, type: 'track', event: 'Visit', source: 'key_1' })

test('figures gather; entries come once per frame, and what does not fit is counted', async () => {
  const { connections, client } = serverOf()
  const line = new LiveLine(client)
  const heard: [number, number][] = []
  const seen: Figures[] = []
  line.listen({ wish: { facts: true }, onEntries: (entries, missed) => heard.push([entries.length, missed]), onFigures: (now) => seen.push(now) })
  const stop = line.start()
  const [connection] = connections
  assert.deepEqual([line.state().state, connection.wish], ['connecting', { facts: 'true' }])
  connection.up(true)
  connection.send(figures({ sg_1: 1, sg_2: 2 }))
  connection.send(figures({ sg_2: 3 }))
  for (let position = 0; position < 6_000; position++) connection.send(fact(position))
  await settle()
  assert.deepEqual([line.state().state, heard.length, frames.length], ['up', 0, 1])
  assert.deepEqual([...line.figures()!.segments.values()].map(({ id, size }) => [id, size]), [['sg_1', 1], ['sg_2', 3]])
  nextFrame()
  assert.deepEqual(heard, [[5_000, 1_000]])
  assert.equal(seen.length, 2)
  stop()
  assert.equal(connection.signal.aborted, true)
})

test('one connection for all, made again only when it must carry something else', async () => {
  const { connections, client } = serverOf()
  const line = new LiveLine(client)
  const stop = line.start()
  connections[0].up(true)
  const first = line.listen({ wish: { facts: true, person: 7 } })
  await settle()
  assert.deepEqual(connections.map(({ wish }) => wish), [{}, { facts: 'true', person: 7 }])
  assert.equal(connections[0].signal.aborted, false, 'the old one stays until the new one is there')
  connections[1].up(true)
  assert.equal(connections[0].signal.aborted, true)
  const second = line.listen({ wish: { facts: true } })
  await settle()
  assert.deepEqual(connections[2].wish, { facts: 'true' })
  connections[2].up(true)
  first()
  const third = line.listen({ wish: { facts: true } })
  second()
  await settle()
  assert.equal(connections.length, 3, 'nothing else is wished')
  third()
  await settle()
  assert.deepEqual(connections[3].wish, {})
  assert.equal(line.state().state, 'up')
  stop()
})

test('the state of the system comes on the same line to a screen that wishes it, and goes with the screen', async () => {
  const { connections, client } = serverOf()
  const line = new LiveLine(client)
  let changes = 0
  const stop = line.start()
  connections[0].up(true)
  const leave = line.listen({ wish: { system: true } })
  const both = line.listen({ wish: { facts: true, person: 7 } })
  await settle()
  assert.deepEqual(connections[1].wish, { facts: 'true', person: 7, system: 'true' })
  connections[1].up(true)
  line.subscribe(() => changes++)
  const state = { kind: 'system', at: 1, alarms: [] } as unknown as LiveEntry
  connections[1].send(state)
  await settle()
  nextFrame()
  assert.deepEqual([line.system(), changes], [state, 1])
  leave()
  await settle()
  assert.deepEqual([connections[2].wish, line.system()], [{ facts: 'true', person: 7 }, undefined])
  both()
  stop()
})

test('a lost line is said with its time, what came before the gap is asked for again, and a refusal is final', async () => {
  const { connections, client } = serverOf()
  const line = new LiveLine(client)
  let gaps = 0
  let changes = 0
  line.listen({ wish: {}, onGap: () => gaps++ })
  line.subscribe(() => changes++)
  const stop = line.start()
  connections[0].up(true)
  connections[0].up(false)
  const { state, since } = line.state()
  assert.equal(state, 'lost')
  assert.ok(since > 0)
  connections[0].send({ kind: 'notice', reason: 'reconnected', count: 0 })
  connections[0].up(true)
  await settle()
  assert.deepEqual([line.state().state, gaps, changes], ['up', 1, 3])
  connections[0].refuse()
  await settle()
  assert.equal(line.state().state, 'refused')
  stop()
})
