import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { cutOver, millis, segmentExample, segmentId, state } from '../shapes.ts'

export const listVersions = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.list-versions',
    method: 'GET',
    path: 'segments/{id}/versions',
    summary: 'Every version of a microsegment, and when it spoke',
    description:
      'Newest first. `role` is `preparing` until the version is live, `ready` while it waits for the cut-over, `speaking` for ' +
      'the one whose members are the segment’s, `standby` for the one before, which can be gone back to. `reason` says why there ' +
      'is a version that nobody asked for.',
    input: s.object({ id: segmentId }),
    output: s.object({
      versions: s.array(
        s.object({
          version: s.number(),
          where: s.string(),
          role: s.enum(['pending', 'preparing', 'ready', 'speaking', 'standby', 'archived']),
          state,
          position: s.number().nullable(),
          size: s.number(),
          progress: s.number(),
          cutOver,
          reason: s.string(),
          createdAt: millis,
          spoke: s.array(s.object({ from: millis, to: millis.nullable() })),
        }),
      ),
    }),
    permission: 'segments:read',
    audit: 'listed the versions of segment {id}',
    example: {
      input: { id: segmentExample.id },
      output: {
        versions: [
          { version: 2, where: 'count("Order Completed") in last 90 days >= 5', role: 'ready', state: 'live', position: 2011, size: 320, progress: 1, cutOver: 'manual', reason: '', createdAt: 1_760_000_200_000, spoke: [] },
          { version: 1, where: segmentExample.where, role: 'speaking', state: 'live', position: 1980, size: 751, progress: 1, cutOver: 'when-ready', reason: '', createdAt: 1_760_000_000_000, spoke: [{ from: 1_760_000_000_000, to: null }] },
        ],
      },
    },
    handler: ({ id }) => definitions.listVersions(id),
  })
