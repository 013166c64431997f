import { fail } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { description, segment, segmentExample, segmentId, segmentName, where } from '../shapes.ts'

export const updateSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.update-segment',
    method: 'PATCH',
    path: 'segments/{id}',
    summary: 'Rename a microsegment or change its condition',
    description:
      'A new condition becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over ' +
      'once it is live; members of the new version have entered it at that time.',
    input: s.object({ id: segmentId, name: segmentName.optional(), description: description.optional(), where: where.optional() }),
    output: segment,
    permission: 'segments:write',
    audit: 'changed the segment {id}',
    example: {
      input: { id: segmentExample.id, where: 'count("Order Completed") in last 90 days >= 5' },
      output: { ...segmentExample, next: { version: 2, where: 'count("Order Completed") in last 90 days >= 5', state: 'backfilling', progress: 0 } },
    },
    async handler({ id, ...change }) {
      if (Object.values(change).every((value) => value === undefined)) return fail('segments.nothing-to-change', 'expected a new name, description or where, got none of them')
      return definitions.update(id, change)
    },
  })
