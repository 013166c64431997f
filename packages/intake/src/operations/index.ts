import type { Operation } from '@touchstone/governance'
import type { Quarantine } from '../quarantine.ts'
import { explainQuarantined } from './explain-quarantined.ts'
import { listQuarantine } from './list-quarantine.ts'
import { replayQuarantined } from './replay-quarantined.ts'

/** Every operation of this room, for the server to register. */
export function intakeOperations(quarantine: Quarantine): Operation[] {
  return [listQuarantine(quarantine), explainQuarantined(quarantine), replayQuarantined(quarantine)]
}
