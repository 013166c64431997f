// A backfill runner's surroundings: an engine that stands in, a real warehouse, and facts that a seed makes up.
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { HOUR, ok } from '@touchstone/base'
import { evaluateNaively, parseCondition, Truth } from '@touchstone/language'
import { BackfillRunner, type BackfillPorts } from '../backfill.ts'
import { EngineStand } from './engine-stand.ts'
import { openHistory, type History, type HistoryFact } from './history.ts'

const EVENTS = ['A', 'Order Completed', 'we"ird\\ näme 🛒']

/** Facts of 60 people, some late, some of the same instant, in log order from position `first` on. */
export function makeFacts(first: number, count: number, from: number, seed: number): HistoryFact[] {
  let random = seed
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return (random >>> 8) % below
  }
  return Array.from({ length: count }, (_, i) => {
    const appended = from + Math.floor(i / 3) * 60_000
    const late = next(4) === 0 ? next(200) * HOUR : next(3) * 1000
    const traits = next(5) === 0 ? { plan: ['gold', 'free', null][next(3)], ...(next(2) === 0 ? { country: 'DE' } : {}) } : {}
    const revenue = [0.1, 0.2, 1.005, 49.9, -3, 'text', 1e20][next(7)]
    return {
      position: first + i, person: 1 + 7 * next(60), event: EVENTS[next(3)]!, timestamp: appended - late, appended,
      hash: BigInt(first + i) * 0x9e37_79b9_7f4an, traits, properties: { revenue, cart: { total: next(5) }, note: 'ü' },
    }
  })
}

export interface Bench {
  readonly engine: EngineStand
  readonly history: History
  readonly facts: HistoryFact[]
  readonly troubles: string[]
  readonly ports: BackfillPorts
  jobs: number
  /** Appends facts to the log; with `stored` they reach the warehouse too. */
  live(facts: readonly HistoryFact[], stored?: boolean): Promise<void>
  /** Members by the definition, over everything in the log. */
  expected(where: string, now: number): number[]
  /** A runner that hears of everything the engine meets. */
  runner(ports?: Partial<BackfillPorts>): BackfillRunner
}

export async function openBench(t: TestContext, history?: History): Promise<Bench> {
  const opened = history ?? (await openHistory(t))
  const engine = new EngineStand()
  const facts: HistoryFact[] = []
  const troubles: string[] = []
  const bench: Bench = {
    engine, history: opened, facts, troubles, jobs: 0,
    ports: {
      states: engine,
      appendControl: engine.appendControl,
      appendSeeds: engine.appendSeeds,
      engineProgress: engine.progress,
      historyThrough: () => engine.log.length,
      runJob: (job, argument, onMessage) => {
        bench.jobs++
        return opened.warehouse.run(job, argument, onMessage)
      },
      follow: () => Promise.resolve(ok(undefined)),
      onTrouble: (code) => troubles.push(code),
      stretchFacts: 150,
    },
    async live(given, stored = true) {
      for (const fact of given) {
        const { person } = fact
        assert.equal(engine.append({ fact, person }), fact.position)
        facts.push(fact)
      }
      engine.now = given.at(-1)?.appended ?? engine.now
      if (stored) await opened.add(given)
    },
    expected(where, now) {
      const condition = parseCondition(where)
      assert.ok(condition.ok)
      const byPerson = Map.groupBy(facts, ({ person }) => person)
      return [...byPerson].filter(([person, own]) => evaluateNaively(condition.value, { person, facts: own, asOf: now }) === Truth.TRUE).map(([person]) => person).sort((a, b) => a - b)
    },
    runner(ports = {}) {
      const runner = new BackfillRunner({ ...bench.ports, ...ports })
      engine.onMet = () => runner.progressed()
      engine.onControl = (position) => runner.expect(position)
      return runner
    },
  }
  return bench
}

export async function define(bench: Bench, id: string, where: string): Promise<number> {
  return ((await bench.engine.appendControl({ control: 'segment.define', id, version: 1, where })) as { value: { position: number } }).value.position
}

/** Lets the runner look until no segment waits for history, and sweeps. */
export async function fill(runner: BackfillRunner, engine: EngineStand): Promise<void> {
  for (let i = 0; i < 20 && [...engine.liveSegments(), ...engine.liveTraits()].some(({ state }) => state === 'backfilling'); i++) {
    const done = await runner.step()
    assert.ok(done.ok, JSON.stringify(done))
  }
  engine.sweep()
}
