import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample, segmentId } from '../shapes.ts'

export const archiveSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.archive-segment',
    method: 'DELETE',
    path: 'segments/{id}',
    summary: 'End a microsegment',
    description: 'Its members leave and its live state goes; its definition and its history of entries and exits stay. Its name is free again.',
    input: s.object({ id: segmentId }),
    output: segment,
    permission: 'segments:write',
    audit: 'archived the segment {id}',
    example: {
      input: { id: segmentExample.id },
      output: { ...segmentExample, state: 'archiving', progress: 0, archivedAt: 1_760_000_400_000 },
    },
    handler: ({ id }) => definitions.archive(id),
  })
