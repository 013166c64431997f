import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { overlaps as overlapsOf } from '../algebra/overlaps.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { answered, instant, segmentExample, segmentId, sizedPart } from '../shapes.ts'

const MAX_SEGMENTS = 20

export const overlaps = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.overlaps',
    method: 'POST',
    path: 'segments/overlaps',
    summary: 'How much microsegments have in common, two by two',
    description:
      '`both` is the exact number of people in both; `jaccard` is that by the people in either. `asOf` asks about a past ' +
      'moment: what the live segments said then.',
    input: s.object({ ids: s.array(segmentId).min(2).max(MAX_SEGMENTS), asOf: instant.optional() }),
    output: s.object({
      segments: s.array(sizedPart),
      overlaps: s.array(s.object({ a: s.string(), b: s.string(), both: s.number(), jaccard: s.number() })),
      ...answered,
    }),
    permission: 'segments:read',
    audit: 'compared segments',
    example: {
      input: { ids: [segmentExample.id, 'sg_7h3n5p2r9t6w'] },
      output: {
        segments: [
          { id: segmentExample.id, name: 'Repeat buyers', version: 1, state: 'live', size: 800 },
          { id: 'sg_7h3n5p2r9t6w', name: 'Newsletter', version: 3, state: 'live', size: 400 },
        ],
        overlaps: [{ a: segmentExample.id, b: 'sg_7h3n5p2r9t6w', both: 200, jaccard: 0.2 }],
        asOf: 1_760_000_400_000,
        through: 52_110,
        isComplete: true,
        tookMs: 14,
      },
    },
    async handler({ ids, asOf }) {
      const found = await overlapsOf(ports, definitions.versions.speakers, ids, asOf)
      return found.ok ? ok({ ...found.value, segments: [...found.value.segments], overlaps: [...found.value.overlaps] }) : found
    },
  })
