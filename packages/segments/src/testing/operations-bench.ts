// The room's operations over a real registry and, where a test asks for it, a real warehouse.
import assert from 'node:assert/strict'
import { ok, type ManualClock, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { SegmentDefinitions } from '../definitions.ts'
import { segmentOperations } from '../operations/index.ts'
import type { SegmentPorts } from '../ports.ts'
import { openDefinitions } from './definitions-bench.ts'
import type { EngineStand } from './engine-stand.ts'
import { openHistory, type Afterwards, type History, type HistoryFact } from './history.ts'

/** Of changes, over all benches on one warehouse. */
let sequence = 0
const caller = { subject: 'test', permissions: [] }

export interface OperationsBench {
  readonly engine: EngineStand
  readonly clock: ManualClock
  readonly history: History
  readonly definitions: SegmentDefinitions
  /** What the warehouse is said to hold. */
  through: number
  goLive(): void
  /** Calls an operation as the server does: checked input, output cut to its declared shape. */
  call(name: string, input?: Record<string, unknown>): Promise<Result<any>>
  /** Adds membership changes with the next sequence numbers and waits until they are durable. */
  change(...changes: readonly (readonly [segment: number, person: number, at: number, entered: 0 | 1, cause?: string])[]): Promise<void>
}

/** `shared`: a warehouse of the test's own with `true`, or one that is there. */
export async function openOperations(t: Afterwards, registry: Registry, shared: History | boolean = false, given: Partial<SegmentPorts> = {}): Promise<OperationsBench> {
  const bench = await openDefinitions(registry)
  const history = shared === true ? await openHistory(t) : shared === false ? (undefined as never) : shared
  const ports: SegmentPorts = {
    ...bench.ports(),
    queryHistory: (sql, parameters, limits) => history.warehouse.query(sql, parameters, limits),
    historyThrough: () => it.through,
    backfillProgress: () => 0.5,
    ...given,
  }
  const definitions = new SegmentDefinitions(ports)
  const operations = segmentOperations(definitions, ports)
  const it: OperationsBench = {
    engine: bench.engine, clock: bench.clock, history, definitions, through: 0,
    goLive: () => bench.goLive(),
    async call(name, input = {}) {
      const operation = operations.find((one) => one.name === `segments.${name}`)!
      const result = await operation.handler(operation.input.parse(input), caller)
      return result.ok ? ok(operation.output.parse(result.value)) : result
    },
    async change(...changes) {
      await history.add([], [], changes.map(([segment, person, at, entered, cause = 'fact']) => {
        sequence++
        return { sequence, position: 10 + sequence, appended: at, segment, person, at, entered, cause }
      }))
    },
  }
  return it
}

export async function value(result: Promise<Result<any>>): Promise<any> {
  const settled = await result
  assert.ok(settled.ok, JSON.stringify(settled))
  return settled.value
}

export const fact = (position: number, person: number, event: string, timestamp: number, appended = timestamp): HistoryFact => ({
  position, person, event, timestamp, appended, hash: BigInt(position), traits: {}, properties: { revenue: position },
})
