// Tracking plans: who tells intake, who counts what is not as planned, and who knows what was really sent. No rule lives here.
import { ok } from '@touchstone/base'
import type { Sources } from '@touchstone/governance'
import { openPlanDefinitions, type Intake, type PlanPorts, type ViolationTally, type WatchPorts } from '@touchstone/intake'
import { readSeen } from '@touchstone/profiles'
import type { Fields } from './plug-fields.ts'
import { plugWatches } from './plug-watches.ts'
import type { Stores } from './plugs.ts'

/** What was counted is written down as often. */
const WRITE_EVERY = 5_000

export async function plugPlans(stores: Stores, intake: Intake, violations: ViolationTally, fields: Fields, sources: Sources, started: (() => Promise<unknown> | unknown)[]): Promise<{ readonly plans: PlanPorts; readonly watches: WatchPorts }> {
  const { registry, clock, warehouse, log } = stores
  const plans = await openPlanDefinitions({ registry, clock, usePlan: (source, plan) => intake.usePlan(source, plan) })
  const write = async (): Promise<void> => {
    const written = await violations.flush()
    if (!written.ok) log({ level: 'warn', event: 'intake.violations-unwritten', code: written.failure.code, message: written.failure.message })
  }
  const writing = setInterval(() => void write(), WRITE_EVERY)
  started.push(() => (clearInterval(writing), write()))
  const ports: PlanPorts = {
    plans, violations, clock,
    seen: (source, from, until) => readSeen((sql, parameters) => warehouse.query(sql, parameters), source, from, until),
    sealedFields: () => registry.attempt(() => fields.sealed.list()),
    classOf: fields.definitions.classOf,
    async sourceName(id) {
      const found = await registry.attempt(() => sources.get(id))
      if (!found.ok) return found
      return ok(found.value.ok ? found.value.value.name : undefined)
    },
  }
  return { plans: ports, watches: await plugWatches(stores, ports, started) }
}
