import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { combine as combineSegments } from '../algebra/combine.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { answered, expression, instant, segmentExample, sizedPart } from '../shapes.ts'

const MAX_SAMPLE = 10_000

export const combine = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.combine',
    method: 'POST',
    path: 'segments/combine',
    summary: 'How many people are in a combination of microsegments',
    description:
      'The size is exact. `asOf` asks who was in it at a past moment: what the live segments said then. `not` by itself is ' +
      'everyone else there is. `sample` is how many people to name, the same ones for the same answer. `isComplete` is false ' +
      'while the newest changes are on their way into the warehouse, and while one of the segments is not live yet.',
    input: s.object({ expression, sample: s.number().int().min(0).max(MAX_SAMPLE).default(0), asOf: instant.optional() }),
    output: s.object({ size: s.number(), sample: s.array(s.number()), parts: s.array(sizedPart), ...answered }),
    permission: 'segments:read',
    audit: 'combined segments',
    example: {
      input: { expression: { all: [segmentExample.id, { not: 'sg_7h3n5p2r9t6w' }] }, sample: 3 },
      output: {
        size: 512,
        sample: [1042, 88, 19_204],
        parts: [
          { id: segmentExample.id, name: 'Repeat buyers', version: 1, state: 'live', size: 751 },
          { id: 'sg_7h3n5p2r9t6w', name: 'Newsletter', version: 3, state: 'live', size: 40_210 },
        ],
        asOf: 1_760_000_400_000,
        through: 52_110,
        isComplete: true,
        tookMs: 21,
      },
    },
    async handler(input) {
      const found = await combineSegments(ports, definitions.versions.speakers, input)
      return found.ok ? ok({ ...found.value, sample: [...found.value.sample], parts: [...found.value.parts] }) : found
    },
  })
