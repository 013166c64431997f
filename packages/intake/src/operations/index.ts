import type { Operation } from '@touchstone/governance'
import type { PlanPorts } from '../plan/plan-ports.ts'
import type { Quarantine } from '../quarantine.ts'
import type { WatchPorts } from '../watch/watch-ports.ts'
import { definePlan } from './define-plan.ts'
import { defineWatch } from './define-watch.ts'
import { draftPlan } from './draft-plan.ts'
import { endPlan } from './end-plan.ts'
import { endWatch } from './end-watch.ts'
import { explainQuarantined } from './explain-quarantined.ts'
import { generateTypes } from './generate-types.ts'
import { getDrift } from './get-drift.ts'
import { getPlan } from './get-plan.ts'
import { listPlanVersions } from './list-plan-versions.ts'
import { listPlans } from './list-plans.ts'
import { listQuarantine } from './list-quarantine.ts'
import { listViolations } from './list-violations.ts'
import { listWatchAlarms } from './list-watch-alarms.ts'
import { listWatches } from './list-watches.ts'
import { replayQuarantined } from './replay-quarantined.ts'

/** What can be done with refused events. */
export function intakeOperations(quarantine: Quarantine): Operation[] {
  return [listQuarantine(quarantine), explainQuarantined(quarantine), replayQuarantined(quarantine)]
}

/** What can be done with tracking plans. */
export function planOperations(ports: PlanPorts): Operation[] {
  return [listPlans(ports), getPlan(ports), listPlanVersions(ports), definePlan(ports), endPlan(ports), draftPlan(ports), listViolations(ports), getDrift(ports), generateTypes(ports)]
}

/** What can be done with watches. */
export function watchOperations(ports: WatchPorts): Operation[] {
  return [listWatches(ports), defineWatch(ports), endWatch(ports), listWatchAlarms(ports)]
}
