import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { millis, segmentExample, segmentId } from '../shapes.ts'

const MAX_MEMBERS = 10_000

export const listMembers = (definitions: SegmentDefinitions, { states }: SegmentPorts) =>
  operation({
    name: 'segments.list-members',
    method: 'GET',
    path: 'segments/{id}/members',
    summary: 'Who is in a microsegment now, and since when',
    description: 'By ascending person number. To read on, give the `next` of the answer as `after`. Who enters or leaves meanwhile may be on a page or not.',
    input: s.object({
      id: segmentId,
      after: s.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER - 1).default(0).describe('members with a larger person number'),
      limit: s.coerce.number().int().min(1).max(MAX_MEMBERS).default(1000),
    }),
    output: s.object({
      size: s.number(),
      members: s.array(s.object({ person: s.number(), since: millis })),
      next: s.number().nullable(),
    }),
    permission: 'segments:read',
    audit: 'listed the members of segment {id}',
    example: {
      input: { id: segmentExample.id, limit: 2 },
      output: { size: 751, members: [{ person: 1042, since: 1_760_000_360_120 }, { person: 1107, since: 1_760_000_200_000 }], next: 1107 },
    },
    async handler({ id, after, limit }) {
      const found = await definitions.find(id)
      if (!found.ok) return found
      const reported = states.liveSegments().find((one) => one.id === id && one.reported)
      if (reported === undefined) return ok({ size: 0, members: [], next: null })
      const members = [...states.members(reported.position, after, limit)]
      return ok({ size: reported.size, members, next: members.length === limit ? members.at(-1)!.person : null })
    },
  })
