import type { Operation } from '@touchstone/governance'
import { intakeOperations, type Quarantine } from '@touchstone/intake'
import { profileOperations, type ProfilePorts } from '@touchstone/profiles'
import { segmentOperations, type SegmentDefinitions, type SegmentPorts } from '@touchstone/segments'

/** What the rooms' operations need to run. */
export interface OperationPorts {
  readonly quarantine: Quarantine
  readonly profiles: ProfilePorts
  readonly definitions: SegmentDefinitions
  readonly segments: SegmentPorts
}

/** Everything this release can do. Listing it calls none of the ports. */
export function operations(ports: OperationPorts): Operation[] {
  return [...profileOperations(ports.profiles), ...segmentOperations(ports.definitions, ports.segments), ...intakeOperations(ports.quarantine)]
}
