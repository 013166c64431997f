import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample, segmentId } from '../shapes.ts'

export const cutOverVersion = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.cut-over-version',
    method: 'POST',
    path: 'segments/{id}/cut-over',
    summary: 'Let another version of a microsegment speak for it',
    description: 'The version must be live. The one that spoke until now stands by for a day, so that it can be gone back to at once.',
    input: s.object({ id: segmentId, version: s.number().int().min(1) }),
    output: segment,
    permission: 'segments:write',
    audit: 'cut the segment {id} over to version {version}',
    example: {
      input: { id: segmentExample.id, version: 2 },
      output: {
        ...segmentExample,
        where: 'count("Order Completed") in last 90 days >= 5',
        version: 2,
        position: 2011,
        size: 320,
        standby: { version: 1, where: segmentExample.where, until: 1_760_086_400_000 },
      },
    },
    handler: ({ id, version }) => definitions.cutOver(id, version),
  })
