import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { description, segment, segmentExample, segmentName, where } from '../shapes.ts'

export const createSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.create-segment',
    method: 'POST',
    path: 'segments',
    summary: 'Define a microsegment',
    description:
      'The condition is checked at once; a failure says where it is wrong and what would fit there. From its definition on ' +
      'the segment follows every fact, while history is read in the background: `state` goes from `backfilling` over ' +
      '`sweeping` to `live`, and members are complete when it is live.',
    input: s.object({ name: segmentName, where, description: description.default('') }),
    output: segment,
    permission: 'segments:write',
    audit: 'defined the segment {name}',
    example: {
      input: { name: 'Repeat buyers', where: 'count("Order Completed") in last 90 days >= 3' },
      output: { ...segmentExample, state: 'backfilling', progress: 0, size: 0 },
    },
    handler: (input) => definitions.create(input),
  })
