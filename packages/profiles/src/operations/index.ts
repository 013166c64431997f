import type { Operation } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { countSynthetic } from './count-synthetic.ts'
import { exportPeople } from './export-people.ts'
import { getDevices } from './get-devices.ts'
import { getFactSeries } from './get-fact-series.ts'
import { getMemberships } from './get-memberships.ts'
import { getOrigins } from './get-origins.ts'
import { getProfile } from './get-profile.ts'
import { getTimeline } from './get-timeline.ts'
import { listEvents } from './list-events.ts'
import { listFields } from './list-fields.ts'
import { listPeople } from './list-people.ts'
import { revealProfile } from './reveal-profile.ts'
import { PeopleLists } from '../people/people-lists.ts'

/** Everything this room can be asked. */
export function profileOperations(ports: ProfilePorts): Operation[] {
  const lists = new PeopleLists(ports)
  return [listPeople(ports, lists), exportPeople(ports, lists), getProfile(ports), revealProfile(ports), getTimeline(ports), getMemberships(ports), getOrigins(ports), getDevices(ports), countSynthetic(ports), getFactSeries(ports), listEvents(ports), listFields(ports)]
}
