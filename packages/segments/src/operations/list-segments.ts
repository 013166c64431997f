import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { segment, segmentExample } from '../shapes.ts'

export const listSegments = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.list-segments',
    method: 'GET',
    path: 'segments',
    summary: 'All microsegments with their size and state',
    input: s.object({ archived: s.stringbool().optional().describe('also those that were archived') }),
    output: s.object({ segments: s.array(segment) }),
    permission: 'segments:read',
    audit: 'listed the segments',
    example: { input: {}, output: { segments: [segmentExample] } },
    async handler({ archived }) {
      const segments = await definitions.views(archived === true)
      return segments.ok ? ok({ segments: segments.value }) : segments
    },
  })
