import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample, segmentId } from '../shapes.ts'

export const rollBackSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.roll-back-segment',
    method: 'POST',
    path: 'segments/{id}/roll-back',
    summary: 'Go back to the version of a microsegment that spoke before',
    description: 'At once: the version before is kept up to date for a day after it was replaced. The one that is gone back from then stands by in turn.',
    input: s.object({ id: segmentId }),
    output: segment,
    permission: 'segments:write',
    audit: 'rolled the segment {id} back to the version before',
    example: {
      input: { id: segmentExample.id },
      output: { ...segmentExample, standby: { version: 2, where: 'count("Order Completed") in last 90 days >= 5', until: 1_760_086_400_000 } },
    },
    handler: ({ id }) => definitions.rollBack(id),
  })
