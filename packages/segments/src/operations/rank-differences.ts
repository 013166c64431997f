import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { rank } from '../compare/rank.ts'
import { answered, asked, interval } from '../compare/shapes.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { segmentExample } from '../shapes.ts'

const MAX_DAYS = 3_650
const MAX_TOLD = 100

const group = s.object({ reading: s.string(), people: s.number() })

export const rankDifferences = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.rank-differences',
    method: 'POST',
    path: 'segments/differences',
    summary: 'Which traits and behaviours tell two groups of people apart most',
    description:
      'Groups as in segments.compare-segments. `effect` is 0 to 1 and means the same for all: of numbers the size of Cliff’s delta, of categories how much of the shares lies elsewhere, of events the difference of the ' +
      'shares who did them in the last `days`. `signed` is a less b. `adjustedP` accounts for how many were `looked` at (Benjamini and Hochberg): of those below 0.05 about one in twenty is there by chance. ' +
      'Large groups make small differences certain: look at the effect first. Personal traits are not compared. A condition that made the groups is of course among what differs.',
    input: s.object({ ...asked, days: s.number().int().min(1).max(MAX_DAYS).default(30), limit: s.number().int().min(1).max(MAX_TOLD).default(20) }),
    output: s.object({
      a: group, b: group,
      both: s.number(),
      differences: s.array(
        s.object({
          subject: s.enum(['trait', 'event']),
          name: s.string(),
          kind: s.enum(['number', 'category', 'share']),
          effect: s.number(),
          signed: s.number().nullable(),
          interval: interval.describe('of `signed`'),
          p: s.number(),
          adjustedP: s.number(),
          knownA: s.number().describe('people of a of whom it is known'),
          knownB: s.number(),
        }),
      ),
      looked: s.number().describe('how many traits and events were compared'),
      ...answered,
    }),
    permission: 'segments:read',
    audit: 'ranked what tells two groups of people apart',
    example: {
      input: { a: { segment: segmentExample.id }, days: 30, limit: 1 },
      output: {
        a: { reading: 'People in the segment "Repeat buyers"', people: 751 }, b: { reading: 'Everyone else', people: 3_621 }, both: 0,
        differences: [{ subject: 'event', name: 'Product Viewed', kind: 'share', effect: 0.41, signed: 0.41, interval: { low: 0.37, high: 0.44 }, p: 1e-12, adjustedP: 3e-11, knownA: 751, knownB: 3_621 }],
        looked: 34, asOf: 1_760_000_400_000, through: 52_110, isComplete: true, tookMs: 310,
      },
    },
    async handler(question, _caller, gone) {
      const found = await rank(ports, definitions, question, gone)
      if (!found.ok) return found
      const { readings, people, differences, looked, prepared } = found.value
      const { asOf, through, isComplete, began } = prepared
      return ok({
        a: { reading: readings[0], people: people.a }, b: { reading: readings[1], people: people.b }, both: people.both,
        differences: [...differences], looked, asOf, through, isComplete, tookMs: ports.clock.now() - began,
      })
    },
  })
