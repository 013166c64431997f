// From the log to history with amendments in between: a real log, a real Machine, a real ClickHouse with the jobs in its child,
// on one thread and by a clock that stands still unless it is told.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock, ok, type Result } from '@touchstone/base'
import { parseCondition, toClickHouse } from '@touchstone/language'
import type { Operation } from '@touchstone/governance'
import { AmendmentRunner, AmendmentState, ProfileReader, SegmentStateReader, amendmentOperations, profilesMigrations } from '@touchstone/profiles'
import { MachineRig, type RigFact } from '@touchstone/profiles/testing'
import { BackfillRunner, segmentsWarehouseMigrations } from '@touchstone/segments'
import { RecordBatch, directoryDisk, openFileLog } from '@touchstone/stream'
import { MemoryState } from '@touchstone/stream/testing'
import { RecordKind, encodeControl, type Amendment, type Control } from '@touchstone/vocabulary'
import type { Parameters } from '@touchstone/warehouse'
import { temporaryWarehouse } from '@touchstone/warehouse/testing'
import { envelope } from '../feeds/envelope.ts'

type RunJob = (job: string, argument: unknown, onMessage: (message: unknown) => Promise<void>) => Promise<Result<unknown>>

const T = 1_700_000_000_000

async function openStores() {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-amend-'))
  const clock = new ManualClock(T)
  const log = await openFileLog({ disk: directoryDisk(join(directory, 'log')), clock })
  const state = new MemoryState()
  const rig = new MachineRig(state)
  const { warehouse, remove } = await temporaryWarehouse({
    migrations: [...profilesMigrations, ...segmentsWarehouseMigrations],
    childModule: new URL('../feeds/warehouse-child.ts', import.meta.url),
    childConfig: { logDirectory: join(directory, 'log') },
  })
  let entries = 0
  const pending: Promise<unknown>[] = []
  const appendDriver = rig.driver.append.bind(rig.driver)
  rig.driver.append = (kind, payload, time, commit) => {
    clock.time = Math.max(clock.time, time)
    pending.push(log.append(RecordBatch.of(kind, Buffer.from(payload))))
    return appendDriver(kind, payload, time, commit)
  }
  const say = async (): Promise<void> => {
    await Promise.all(pending.splice(0))
    for (const output of rig.driver.outputs.splice(0)) while (!warehouse.apply(Buffer.from(envelope(++entries, Buffer.from(output))))) await warehouse.room()
  }
  const append = async (kind: RecordKind, payload: Uint8Array): Promise<Result<{ position: number }>> => {
    const position = rig.driver.append(kind, payload, clock.time)
    await say()
    return ok({ position })
  }
  return {
    clock, state, rig, warehouse, say, append,
    async remove() {
      await remove()
      await log.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** As the server calls it: checked input, output cut to its declared shape. */
async function call(operations: readonly Operation[], name: string, input: Record<string, unknown>): Promise<Result<any>> {
  const operation = operations.find((one) => one.name === `profiles.${name}`)!
  const result = await operation.handler(operation.input.parse(input), { subject: 'admin_test', permissions: [] })
  return result.ok ? ok(operation.output.parse(result.value)) : result
}

/** What follows the state: people who are built again, segments that are filled, and what staff may ask. */
function openRunners({ clock, state, rig, warehouse, append }: Awaited<ReturnType<typeof openStores>>) {
  const progress = () => ({ position: rig.driver.position, time: clock.time })
  const amendmentState = new AmendmentState(state)
  const states = new SegmentStateReader(state)
  const appendControl = (control: Control) => append(RecordKind.CONTROL, encodeControl(control))
  const onTrouble = (code: string, message: string): never => assert.fail(`${code}: ${message}`)
  const runJob: RunJob = async (job, argument, onMessage) => {
    await warehouse.settled()
    return warehouse.run(job, argument, (message) => onMessage(message))
  }
  const runner = new AmendmentRunner({
    state: amendmentState, appendControl, onTrouble,
    appendImages: (payload) => append(RecordKind.IMAGES, payload),
    enginePosition: () => rig.driver.position,
    historyThrough: () => rig.driver.position,
    queryHistory: async (sql, parameters, limits) => {
      await warehouse.settled()
      return warehouse.query(sql, parameters, limits)
    },
    runJob,
    stretchFacts: 7,
  })
  const profiles = new ProfileReader(state, (_type, value) => `h:${value}`)
  const operations = amendmentOperations({
    state: amendmentState, runner, profiles, appendControl,
    queryHistory: async (sql, parameters) => {
      await warehouse.settled()
      return warehouse.query(sql, parameters)
    },
    segmentNames: (ids) => Promise.resolve(new Map(ids.map((id) => [id, `The ${id}`]))),
    hashIdentifier: (_type, value) => `h:${value}`,
    engineAt: progress,
    newId: () => `am_${rig.driver.position}`,
  })
  const backfill = new BackfillRunner({
    states, appendControl, onTrouble,
    appendSeeds: (payload) => append(RecordKind.SEED, payload),
    engineProgress: () => ({ log: progress(), engine: progress() }),
    historyThrough: () => rig.driver.position,
    runJob,
    follow: () => Promise.resolve(ok(undefined)),
  })
  return { amendmentState, states, runner, profiles, operations, backfill }
}

export async function amendStand() {
  const stores = await openStores()
  const { clock, rig, warehouse, say, append } = stores
  const { amendmentState, states, runner, profiles, operations, backfill } = openRunners(stores)
  const it = {
    rig, clock, runner, states, warehouse, say, state: amendmentState,
    profiles,
    call: (name: string, input: Record<string, unknown>) => call(operations, name, input),
    async finish(): Promise<void> {
      for (let step = 0; amendmentState.amendments().some((one) => one.state === 'waiting'); step++) {
        assert.ok(step < 60, 'an amendment comes to an end')
        await say()
        const stepped = await runner.step()
        assert.ok(stepped.ok, JSON.stringify(stepped))
      }
    },
    async define(id: string, where: string): Promise<number> {
      const position = rig.define(clock.time, id, where)
      await say()
      for (let i = 0; i < 20 && states.liveSegments().some((one) => one.state === 'backfilling'); i++) assert.ok((await backfill.step()).ok)
      rig.tick(clock.time)
      await say()
      return position
    },
    fact: (given: RigFact) => rig.fact(clock.time, given),
    /** `meanwhile` is called before each look of the runner. */
    async amend(amendment: Amendment, meanwhile: (step: number) => void = () => {}): Promise<void> {
      const id = `am${rig.driver.position}`
      await append(RecordKind.CONTROL, encodeControl({ control: 'identity.amend', id, amendment }))
      for (let step = 0; amendmentState.amendments().find((one) => one.id === id)!.state === 'waiting'; step++) {
        assert.ok(step < 60, 'an amendment comes to an end')
        meanwhile(step)
        await say()
        const stepped = await runner.step()
        assert.ok(stepped.ok, JSON.stringify(stepped))
      }
    },
    async sql(where: string, asOf = clock.time, knownAt = clock.time): Promise<number[]> {
      const condition = parseCondition(where)
      assert.ok(condition.ok, where)
      const query = toClickHouse(condition.value, { asOf, knownAt, isAmended: states.isHistoryAmended })
      await warehouse.settled()
      const rows = await warehouse.query(query.sql, query.parameters as Parameters)
      assert.ok(rows.ok, JSON.stringify(rows))
      return rows.value.map((row) => row['person'] as number).sort((a, b) => a - b)
    },
    live: (segment: number) => [...rig.members(segment).keys()].sort((a, b) => a - b),
    remove: () => stores.remove(),
  }
  return it
}
