import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { preview } from '../preview.ts'
import { cost, instant, millis, unknownNames, where } from '../shapes.ts'

const MAX_SAMPLE = 100

export const previewSegment = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.preview-segment',
    method: 'POST',
    path: 'segments/preview',
    summary: 'Count who is in a condition, now or at a past moment',
    description:
      '`count` is exact. `asOf` is the moment the question is about: facts that happened later are left out. `knownAt` is ' +
      'the moment it is asked from: facts and merges that were processed later are left out. Both are now unless given; both ' +
      'at the same moment give what the live segment said then. `isComplete` is false while the newest facts are on their ' +
      'way into the warehouse; `through` is the log position up to which everything was counted. ' +
      'Whoever hangs up before the answer calls the query off. ' +
      '`reading` is the condition in plain English; `cost` is what it would cost as a segment: bytes per person, and steps per fact. ' +
      '`unknown` lists names that no fact has had so far, with the nearest that some had: a misspelling, most likely.',
    input: s.object({ where, asOf: instant.optional(), knownAt: instant.optional(), sample: s.number().int().min(0).max(MAX_SAMPLE).default(20) }),
    output: s.object({
      count: s.number(),
      sample: s.array(s.number()),
      asOf: millis,
      knownAt: millis,
      tookMs: s.number(),
      through: s.number(),
      isComplete: s.boolean(),
      reading: s.string(),
      cost,
      unknown: unknownNames,
    }),
    permission: 'segments:read',
    audit: 'previewed a condition',
    example: {
      input: { where: 'count("Order Completed") in last 90 days >= 3', asOf: '2011-12-10T00:00:00Z', sample: 3 },
      output: {
        count: 751,
        sample: [1042, 88, 19_204],
        asOf: 1_323_475_200_000,
        knownAt: 1_760_000_400_000,
        tookMs: 84,
        through: 52_110,
        isComplete: true,
        reading: 'People who did "Order Completed" at least 3 times in the last 90 days',
        cost: { leaves: 1, state: 32, work: 2 },
        unknown: [],
      },
    },
    async handler(input, _caller, gone) {
      const found = await preview(ports, definitions, input, gone)
      return found.ok ? ok({ ...found.value, sample: [...found.value.sample], unknown: [...found.value.unknown] }) : found
    },
  })
