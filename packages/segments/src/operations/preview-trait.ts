import { ok } from '@touchstone/base'
import { readExpression } from '@touchstone/language'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { instantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import { untilGone } from '../selection.ts'
import { cost, instant, millis } from '../shapes.ts'
import { expression, scalar } from '../traits/trait-shapes.ts'
import { distributionOf } from '../traits/trait-values.ts'

const MAX_SAMPLE = 100

export const previewTrait = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.preview-trait',
    method: 'POST',
    path: 'segments/traits/preview',
    summary: 'Which values an expression has over all people, now or at a past moment',
    description:
      'Exact, over history, before or without making it a computed trait. `people` have a value: of a number that is everyone ' +
      'with an event that counts. `asOf`, `knownAt`, `through` and `isComplete` are those of segments.preview-segment.',
    input: s.object({ expression, asOf: instant.optional(), knownAt: instant.optional(), sample: s.number().int().min(0).max(MAX_SAMPLE).default(20) }),
    output: s.object({
      people: s.number(),
      distribution: s
        .union([
          s.object({ kind: s.literal('numbers'), minimum: s.number(), maximum: s.number(), mean: s.number(), quantiles: s.array(s.object({ share: s.number(), value: s.number() })) }),
          s.object({ kind: s.literal('values'), values: s.array(s.object({ value: scalar, people: s.number() })), different: s.number() }),
        ])
        .nullable(),
      sample: s.array(s.object({ person: s.number(), value: scalar })),
      reading: s.string(),
      cost,
      asOf: millis,
      knownAt: millis,
      tookMs: s.number(),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'segments:read',
    audit: 'previewed the expression of a computed trait',
    example: {
      input: { expression: 'sum("Order Completed".revenue)', sample: 1 },
      output: {
        people: 2914,
        distribution: { kind: 'numbers' as const, minimum: 4.9, maximum: 1840, mean: 212.4, quantiles: [{ share: 0.05, value: 12.9 }, { share: 0.25, value: 49 }, { share: 0.5, value: 129.8 }, { share: 0.75, value: 290 }, { share: 0.95, value: 702 }] },
        sample: [{ person: 1042, value: 129.8 }],
        reading: 'The sum of revenue over "Order Completed" of all time',
        cost: { leaves: 1, state: 40, work: 4 },
        asOf: 1_760_000_400_000,
        knownAt: 1_760_000_400_000,
        tookMs: 61,
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ expression: text, sample, ...moments }, _caller, gone) {
      const began = ports.clock.now()
      const found = await definitions.traits.expressions.check(text)
      if (!found.ok) return found
      const { checked } = found.value
      const asOf = moments.asOf === undefined ? ok(began) : instantOf('asOf', moments.asOf)
      if (!asOf.ok) return asOf
      const knownAt = moments.knownAt === undefined ? ok(began) : instantOf('knownAt', moments.knownAt)
      if (!knownAt.ok) return knownAt
      // Asked before the query: what is there by now is surely counted.
      const through = ports.historyThrough()
      const isComplete = through >= ports.engineProgress().log.position
      const past = { asOf: asOf.value, knownAt: knownAt.value, isAmended: ports.states.isHistoryAmended === true }
      const values = await distributionOf({ states: ports.states, queryHistory: untilGone(ports.queryHistory, gone) }, checked, past, sample)
      if (!values.ok) return values
      return ok({ ...values.value, asOf: asOf.value, knownAt: knownAt.value, reading: readExpression(checked), cost: checked.cost, tookMs: ports.clock.now() - began, through, isComplete })
    },
  })
