// Definitions over a real registry and an engine that stands in, and what tests ask of them.
import assert from 'node:assert/strict'
import { ManualClock, fail, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { SegmentControl } from '@touchstone/vocabulary'
import { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { SegmentStore } from '../store.ts'
import { EngineStand } from './engine-stand.ts'

export const T = 1_700_000_000_000

export interface DefinitionsBench {
  readonly engine: EngineStand
  readonly store: SegmentStore
  readonly clock: ManualClock
  ports(): SegmentPorts
  /** A new process over the same registry and engine. */
  restart(ports?: Partial<SegmentPorts>): SegmentDefinitions
  /** Everything that may be live goes live at `clock`'s time. */
  goLive(): void
  /** What is in the log, in short. */
  controls(): string[]
}

export async function openDefinitions(registry: Registry): Promise<DefinitionsBench> {
  await registry.query('TRUNCATE segments.definitions CASCADE')
  const engine = new EngineStand()
  const store = new SegmentStore(registry)
  const clock = new ManualClock(T)
  const ports = (): SegmentPorts => ({
    store, clock,
    states: engine,
    appendControl: engine.appendControl,
    engineProgress: engine.progress,
    queryHistory: () => Promise.resolve(fail('test.unused', 'not asked')),
    historyThrough: () => 0,
    backfillProgress: () => undefined,
  })
  return {
    engine, store, clock, ports,
    restart: (given = {}) => new SegmentDefinitions({ ...ports(), ...given }),
    goLive() {
      engine.now = clock.time
      for (const { position, state } of [...engine.liveSegments(), ...engine.liveTraits()]) if (state === 'backfilling') engine.append({ control: { control: 'segment.seeded', segment: position } })
      engine.sweep()
    },
    controls: () => engine.log.map((entry) => describe((entry as { control: SegmentControl }).control)),
  }
}

function describe(control: SegmentControl): string {
  return control.control === 'segment.define' ? `define v${control.version}${control.shadow === true ? ' in the shadow' : ''}` : `${control.control.slice(8)} ${control.segment}`
}

export async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  assert.ok(settled.ok, JSON.stringify(settled))
  return settled.value
}

export async function codeOf(result: Promise<Result<unknown>>): Promise<string> {
  const settled = await result
  return settled.ok ? 'ok' : settled.failure.code
}
