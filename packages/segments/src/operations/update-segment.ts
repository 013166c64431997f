import { fail } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { cutOver, description, segment, segmentExample, segmentId, segmentName, where } from '../shapes.ts'

export const updateSegment = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.update-segment',
    method: 'PATCH',
    path: 'segments/{id}',
    summary: 'Rename a microsegment or change its condition',
    description:
      'A new condition becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes over ' +
      'once it is live; with `cutOver` `manual` it waits, live, until you cut over to it, so that you can compare first. The ' +
      'version it replaces stands by for a day.',
    input: s.object({
      id: segmentId,
      name: segmentName.optional(),
      description: description.optional(),
      where: where.optional(),
      cutOver: cutOver.optional().describe('how the new condition takes over: by itself (`when-ready`) unless given'),
    }),
    output: segment,
    permission: 'segments:write',
    audit: 'changed the segment {id}',
    example: {
      input: { id: segmentExample.id, where: 'count("Order Completed") in last 90 days >= 5' },
      output: { ...segmentExample, next: { version: 2, where: 'count("Order Completed") in last 90 days >= 5', state: 'backfilling', progress: 0, cutOver: 'when-ready', reason: '' } },
    },
    async handler({ id, ...change }) {
      const { name, description: text, where: condition } = change
      if ([name, text, condition].every((value) => value === undefined)) return fail('segments.nothing-to-change', 'expected a new name, description or where, got none of them')
      return definitions.update(id, change)
    },
  })
