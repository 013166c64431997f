import type { Operation } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { getMemberships } from './get-memberships.ts'
import { getProfile } from './get-profile.ts'
import { getTimeline } from './get-timeline.ts'
import { revealProfile } from './reveal-profile.ts'

/** Everything this room can be asked. */
export function profileOperations(ports: ProfilePorts): Operation[] {
  return [getProfile(ports), revealProfile(ports), getTimeline(ports), getMemberships(ports)]
}
