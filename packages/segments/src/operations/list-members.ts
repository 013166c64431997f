import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { readGroup } from '../control/control-group.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { millis, segmentExample, segmentId } from '../shapes.ts'

const MAX_MEMBERS = 10_000

export const listMembers = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.list-members',
    method: 'GET',
    path: 'segments/{id}/members',
    summary: 'Who is in a microsegment now, and since when',
    description:
      'By ascending person number. To read on, give the `next` of the answer as `after`, until it is null: a page of one ' +
      'group may hold fewer people than `limit`. `control` says who is in the control group. Who enters or leaves meanwhile ' +
      'may be on a page or not.',
    input: s.object({
      id: segmentId,
      after: s.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER - 1).default(0).describe('members with a larger person number'),
      limit: s.coerce.number().int().min(1).max(MAX_MEMBERS).default(1000),
      group: s.enum(['all', 'control', 'treated']).default('all').describe('everyone, the control group, or everyone else'),
    }),
    output: s.object({
      size: s.number(),
      control: s.number().nullable().describe('how many of them are the control group; null while that cannot be counted'),
      members: s.array(s.object({ person: s.number(), since: millis, control: s.boolean() })),
      next: s.number().nullable(),
    }),
    permission: 'segments:read',
    audit: 'listed the members of segment {id}',
    example: {
      input: { id: segmentExample.id, limit: 2 },
      output: {
        size: 751,
        control: 75,
        members: [{ person: 1042, since: 1_760_000_360_120, control: true }, { person: 1107, since: 1_760_000_200_000, control: false }],
        next: 1107,
      },
    },
    async handler({ id, after, limit, group }) {
      const found = await definitions.find(id)
      if (!found.ok) return found
      const reported = ports.states.liveSegments().find((one) => one.id === id && one.role === 'reported')
      if (reported === undefined) return ok({ size: 0, control: 0, members: [], next: null })
      const share = found.value.controlShare
      const page = readGroup(ports.states, { segment: id, position: reported.position, share, group, after, limit })
      return ok({ size: reported.size, control: await definitions.control.count(reported, share), ...page })
    },
  })
