import type { Operation } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { countSynthetic } from './count-synthetic.ts'
import { exportPeople } from './export-people.ts'
import { getAccount } from './get-account.ts'
import { getDevices } from './get-devices.ts'
import { getFactSeries } from './get-fact-series.ts'
import { getLineage } from './get-lineage.ts'
import { getMemberships } from './get-memberships.ts'
import { getOrigins } from './get-origins.ts'
import { getPersonAccounts } from './get-person-accounts.ts'
import { getProfile } from './get-profile.ts'
import { getTimeline } from './get-timeline.ts'
import { getTraitHistory } from './get-trait-history.ts'
import { listAccountMembers } from './list-account-members.ts'
import { listAccounts } from './list-accounts.ts'
import { listEvents } from './list-events.ts'
import { listFields } from './list-fields.ts'
import { listPeople } from './list-people.ts'
import { previewImpact } from './preview-impact.ts'
import { revealProfile } from './reveal-profile.ts'
import { revealTraitHistory } from './reveal-trait-history.ts'
import { PeopleLists } from '../people/people-lists.ts'

/** Everything this room can be asked. */
export function profileOperations(ports: ProfilePorts): Operation[] {
  const lists = new PeopleLists(ports)
  return [listPeople(ports, lists), exportPeople(ports, lists), getProfile(ports), revealProfile(ports), getTimeline(ports), getMemberships(ports), getOrigins(ports), getTraitHistory(ports), revealTraitHistory(ports), getDevices(ports), getAccount(ports), listAccounts(ports), listAccountMembers(ports), getPersonAccounts(ports), countSynthetic(ports), getFactSeries(ports), listEvents(ports), listFields(ports), getLineage(ports), previewImpact(ports)]
}
