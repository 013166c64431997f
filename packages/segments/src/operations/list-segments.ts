import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentPorts } from '../ports.ts'
import { createViewer } from '../view.ts'
import { segment, segmentExample } from '../shapes.ts'

export const listSegments = (ports: SegmentPorts) =>
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
      const definitions = await ports.store.list()
      if (!definitions.ok) return definitions
      const shown = definitions.value.filter(({ archivedAt }) => archived === true || archivedAt === null)
      return ok({ segments: shown.map(createViewer(ports)) })
    },
  })
