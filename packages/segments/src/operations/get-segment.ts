import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample, segmentId } from '../shapes.ts'

export const getSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.get-segment',
    method: 'GET',
    path: 'segments/{id}',
    summary: 'One microsegment: condition, size, state and freshness',
    description:
      '`size` is the number of members now. `freshness` says how far the engine is: `lagMs` is 0 when it has met the whole ' +
      'log. `next` is a newer version that takes over once it is live; until then everything else is about the present one.',
    input: s.object({ id: segmentId }),
    output: segment,
    permission: 'segments:read',
    audit: 'read the segment {id}',
    example: { input: { id: segmentExample.id }, output: segmentExample },
    handler: ({ id }) => definitions.view(id),
  })
