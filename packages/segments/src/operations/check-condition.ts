import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { checkCondition as check } from '../conditions/assist.ts'
import type { SegmentDefinitions } from '../definitions.ts'
import { cost, segmentId, unknownNames } from '../shapes.ts'

const MAX_TEXT = 1_000_000

const span = s.object({ start: s.number(), end: s.number() }).describe('places between UTF-16 units of the text')

export const checkCondition = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.check-condition',
    method: 'POST',
    path: 'segments/check',
    summary: 'What a condition says and costs, or what is wrong with it',
    description:
      'For editors while somebody types: what is wrong is an answer, not an error. `reading` is the condition in plain ' +
      'English. `unknown` lists names that no fact has had so far: a misspelling, most likely. `segment` is the id of the ' +
      'segment whose condition it is to be, so that it is not part of itself.',
    input: s.object({ where: s.string().max(MAX_TEXT), segment: segmentId.optional() }),
    output: s.object({
      where: s.string().nullable().describe('the condition in its usual layout; null where it makes no sense'),
      reading: s.string().nullable(),
      cost: cost.nullable(),
      unknown: unknownNames,
      failure: s
        .object({ code: s.string(), message: s.string(), span, expected: s.array(s.string()), found: s.string().nullable(), suggestion: s.string().nullable() })
        .nullable(),
    }),
    permission: 'segments:read',
    audit: 'checked a condition',
    example: {
      input: { where: 'plann = "free" and COUNT("Order Completed")>=3' },
      output: {
        where: 'plann = "free" and count("Order Completed") >= 3',
        reading: 'People whose plann is "free", and who did "Order Completed" at least 3 times',
        cost: { leaves: 2, state: 32, work: 3 },
        unknown: [{ kind: 'trait', name: 'plann', span: { start: 0, end: 14 }, suggestion: 'plan' }],
        failure: null,
      },
    },
    async handler({ where, segment }) {
      const self = segment === undefined ? ok(undefined) : await definitions.find(segment)
      if (!self.ok) return self
      const report = await check(definitions.conditions, definitions.names, where, self.value)
      if (!report.ok) return report
      const { failure, ...rest } = report.value
      return ok({
        ...rest,
        failure: failure && { code: failure.code, message: failure.message, ...failure.details, expected: [...failure.details.expected], found: failure.details.found ?? null, suggestion: failure.details.suggestion ?? null },
      })
    },
  })
