import { operation, s } from '@touchstone/governance'
import { MAX_CONTROL_PERCENT } from '../control/control-group.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample, segmentId } from '../shapes.ts'

export const setControlShare = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.set-control-share',
    method: 'POST',
    path: 'segments/{id}/control-share',
    summary: 'Leave a fixed share of a microsegment alone, to compare with',
    description:
      'The control group is chosen by a hash of the segment and the person: it stays the same when members come and go, and ' +
      'a larger share holds everyone of a smaller one. Every change of the share is kept with its time.',
    input: s.object({ id: segmentId, percent: s.number().min(0).max(MAX_CONTROL_PERCENT).multipleOf(0.01).describe('of the members; 0 for no control group') }),
    output: segment,
    permission: 'segments:write',
    audit: 'set the control share of segment {id} to {percent} %',
    example: { input: { id: segmentExample.id, percent: 10 }, output: { ...segmentExample, controlShare: 10 } },
    handler: ({ id, percent }) => definitions.setControlShare(id, percent),
  })
