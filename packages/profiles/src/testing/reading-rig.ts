// For tests of what reads beside the engine: a Machine over a real LMDB, and the log of everything it was given.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@touchstone/base'
import { LOOP_TABLES, RecordBatch, directoryDisk, openFileLog, openFileReader, openLmdbStore, type LogReader, type StateStore } from '@touchstone/stream'
import type { Migration, Warehouse } from '@touchstone/warehouse'
import { temporaryWarehouse } from '@touchstone/warehouse/testing'
import { profilesMigrations } from '../migrations/clickhouse.ts'
import { PROFILE_TABLES } from '../machine/person-machine.ts'
import { MachineRig } from '../testing.ts'

export interface ReadingRig {
  readonly machine: MachineRig
  readonly state: StateStore
  /** Writes everything the Machine was given into a log on disk and answers a reader of it. Once. */
  writeLog(): Promise<LogReader>
  /** A real warehouse that holds everything the Machine has said. Once, and instead of `writeLog`. */
  openHistory(): Promise<{ warehouse: Warehouse; remove(): Promise<void> }>
  remove(): Promise<void>
}

export function readingRig(): ReadingRig {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-profiles-'))
  const state = openLmdbStore({ directory: join(directory, 'state'), tables: [...LOOP_TABLES, ...PROFILE_TABLES] })
  const machine = new MachineRig(state)
  const given: { kind: number; payload: Buffer; time: number }[] = []
  const append = machine.driver.append.bind(machine.driver)
  machine.driver.append = (kind, payload, time, commit) => {
    given.push({ kind, payload: Buffer.from(payload), time })
    return append(kind, payload, time, commit)
  }
  const logDirectory = join(directory, 'log')
  const rig: ReadingRig = {
    machine,
    state,
    async writeLog() {
      const clock = new ManualClock(0)
      const disk = directoryDisk(logDirectory)
      const log = await openFileLog({ disk, clock })
      const batches = Map.groupBy(given, ({ time }) => time)
      for (const [time, records] of batches) {
        clock.time = time
        const batch = new RecordBatch()
        for (const { kind, payload } of records) batch.add(kind, payload)
        await log.append(batch)
      }
      await log.close()
      return openFileReader(disk)
    },
    async openHistory() {
      await rig.writeLog()
      const migrations = [...profilesMigrations, changesTable]
      const opened = await temporaryWarehouse({ migrations, childModule: new URL('./history-child.ts', import.meta.url), childConfig: { log: logDirectory } })
      for (const entry of machine.driver.outputs.splice(0)) opened.warehouse.apply(entry)
      await opened.warehouse.settled()
      return opened
    },
    async remove() {
      await state.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  return rig
}

/** The table of room segments that the same feed fills. */
export const changesTable: Migration = {
  room: 'segments',
  number: 1,
  sql: `CREATE TABLE IF NOT EXISTS segments_changes (sequence UInt64, position UInt64, appended Int64, segment UInt64, person UInt64,
    at Int64, entered UInt8, cause LowCardinality(String)) ENGINE = MergeTree ORDER BY (segment, person, sequence)`,
}

/** Stands in for the keyed hash of personal identifiers: same form, no key. */
export function hashForTests(type: string, value: string): string {
  return `h:${createHash('sha256').update(`${type}\0${value}`).digest('base64url').slice(0, 22)}`
}
