// The room's operations over a real state and, if wanted, a real history, called as the server calls them.
import type { TestContext } from 'node:test'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import type { Operation } from '@touchstone/governance'
import { fieldRule, type FieldRules } from '@touchstone/vocabulary'
import type { Warehouse } from '@touchstone/warehouse'
import type { Definition } from '../lineage/model.ts'
import type { PastPersonalValue } from '../ports.ts'
import type { CataloguePorts } from '../catalogue/read-catalogue.ts'
import { profileOperations } from '../operations/index.ts'
import { ProfileReader } from '../read-profile.ts'
import { hashForTests, readingRig, type ReadingRig } from './reading-rig.ts'

export const T = 1_700_000_000_000
const caller = { subject: 'test', permissions: [] }

export interface OperationsRig {
  readonly rig: ReadingRig
  readonly clock: ManualClock
  readonly profiles: ProfileReader
  readonly operations: readonly Operation[]
  readonly warehouse: Warehouse | undefined
  /** Calls an operation as the server does: text in, checked input, output cut to its declared shape. */
  call(name: string, input: Record<string, unknown>): Promise<Result<any>>
}

/** Nobody described a field, or gave one another class. */
export const NOTHING_SAID: CataloguePorts = { sealedFields: () => Promise.resolve(ok([])), said: () => undefined, overrideOf: () => undefined, rules: fieldRule }

/** With history, the condition `did "E"` is all that `where` may say. */
export async function operationsRig(t: TestContext, build: (rig: ReadingRig) => void, withHistory = false, rules: FieldRules = fieldRule, past: readonly PastPersonalValue[] = [], definitions: readonly Definition[] = []): Promise<OperationsRig> {
  const rig = readingRig()
  t.after(() => rig.remove())
  build(rig)
  const history = withHistory ? await rig.openHistory() : undefined
  if (history !== undefined) t.after(() => history.remove())
  const clock = new ManualClock(T + 60_000)
  const profiles = new ProfileReader(rig.state, hashForTests)
  const operations = profileOperations({
    profiles, clock,
    queryHistory: (sql, parameters) => history!.warehouse.query(sql, parameters),
    readNumbers: (sql, parameters, limits) => history!.warehouse.numbers(sql, parameters, limits),
    historyThrough: () => history?.warehouse.state().durable ?? 0,
    logPosition: () => rig.machine.driver.position,
    engineAt: () => ({ position: rig.machine.driver.position, time: clock.time }),
    selectPeople: ({ where }) => Promise.resolve(selectByEvent(where)),
    segmentNames: (ids) => Promise.resolve(new Map(ids.filter((id) => id !== 'nameless').map((id) => [id, `The ${id}`]))),
    personalValues: (people) => Promise.resolve(ok([{ path: 'traits.email', value: `of ${people.join(' and ')}` }])),
    pastValues: () => Promise.resolve(ok(past)),
    catalogue: { ...NOTHING_SAID, rules },
    lineage: { sources: () => Promise.resolve(ok([{ id: 'test', name: 'The test' }])), definitions: () => Promise.resolve(ok(definitions)) },
  })
  return { rig, clock, profiles, operations, warehouse: history?.warehouse, call: (name, input) => call(operations, name, input) }
}

async function call(operations: readonly Operation[], name: string, input: Record<string, unknown>): Promise<Result<unknown>> {
  const operation = operations.find((one) => one.name === `profiles.${name}`)!
  const result = await operation.handler(operation.input.parse(input), caller)
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

/** Stands in for the segments room, which is tested with this one in apps/server. */
function selectByEvent(where: string | undefined) {
  const event = /^did "(\w+)"$/.exec(where ?? '')?.[1]
  if (event === undefined) return fail('language.unexpected', `expected did "…", got ${where}`)
  const sql = `SELECT DISTINCT if(a.survivor > 0, a.survivor, f.person) AS person FROM touchstone.profiles_facts AS f
LEFT ANY JOIN (SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM touchstone.profiles_aliases GROUP BY loser) AS a ON f.person = a.loser
WHERE f.event = {event:String}`
  return ok({ sql, parameters: { event }, reading: `People who did "${event}"` })
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.failure.code
}
