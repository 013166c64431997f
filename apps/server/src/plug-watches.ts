// Watches: who counts what sources sent, and who hears of alarms. No rule lives here.
import { randomBytes } from 'node:crypto'
import { openWatches, WatchKeeper, type PlanPorts, type WatchPorts } from '@touchstone/intake'
import { readMinutes, readMissing } from '@touchstone/profiles'
import type { Stores } from './plugs.ts'

export async function plugWatches({ registry, clock, warehouse, engine, feed, log }: Stores, { seen, sourceName }: PlanPorts, started: (() => Promise<unknown> | unknown)[]): Promise<WatchPorts> {
  const query = (sql: string, parameters: Parameters<typeof warehouse.query>[1]) => warehouse.query(sql, parameters)
  const watches = await openWatches({ registry, clock, newId: () => `wt_${randomBytes(6).toString('hex')}` })
  const keeper = new WatchKeeper({
    watches, clock, seen,
    minutes: (source, from, until) => readMinutes(query, source, from, until),
    missing: (source, event, field, from, until) => readMissing(query, source, event, field, from, until),
    isComplete: () => engine.progress.position >= engine.log.end && feed.through >= engine.progress.position,
    onAlarm: ({ watch, kind, source, message }, isOver) => log({ level: isOver ? 'info' : 'warn', event: isOver ? 'intake.watch-alarm-over' : 'intake.watch-alarm', watch, kind, source, message }),
    onTrouble: (code, message) => log({ level: 'warn', event: 'intake.watches', code, message }),
  })
  keeper.start()
  started.push(() => keeper.stop())
  return { watches, sourceName }
}
