import { governanceOperations, type GovernancePorts, type Operation } from '@touchstone/governance'
import { intakeOperations, planOperations, watchOperations, type PlanPorts, type Quarantine, type WatchPorts } from '@touchstone/intake'
import { amendmentOperations, householdOperations, identityOperations, matchOperations, profileOperations, type IdentityPorts, type AmendmentParts, type MatchJobs, type ProfilePorts, type ProposalParts } from '@touchstone/profiles'
import { segmentOperations, type SegmentDefinitions, type SegmentPorts } from '@touchstone/segments'
import { streamOperations } from './stream/index.ts'
import type { StreamPorts } from './stream/ports.ts'

/** What the rooms' operations need to run. */
export interface OperationPorts {
  readonly quarantine: Quarantine
  readonly plans: PlanPorts
  readonly watches: WatchPorts
  readonly profiles: ProfilePorts
  readonly identity: IdentityPorts
  readonly households: ProposalParts
  readonly amendments: AmendmentParts
  readonly matches: MatchJobs
  readonly definitions: SegmentDefinitions
  readonly segments: SegmentPorts
  readonly governance: GovernancePorts
  readonly stream: StreamPorts
}

/** Everything this release can do. Listing it calls none of the ports. */
export function operations(ports: OperationPorts): Operation[] {
  return [
    ...profileOperations(ports.profiles),
    ...identityOperations(ports.identity),
    ...householdOperations(ports.households),
    ...amendmentOperations(ports.amendments),
    ...matchOperations(ports.matches, ports.identity),
    ...segmentOperations(ports.definitions, ports.segments),
    ...intakeOperations(ports.quarantine),
    ...planOperations(ports.plans),
    ...watchOperations(ports.watches),
    ...governanceOperations(ports.governance),
    ...streamOperations(ports.stream),
  ]
}
