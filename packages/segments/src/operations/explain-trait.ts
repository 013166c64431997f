import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { parseStoredExpression, readExpression, type CheckedExpression } from '@touchstone/language'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { instantOf, pastInstantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import { instant, millis } from '../shapes.ts'
import { expression, scalar, traitName } from '../traits/trait-shapes.ts'
import { personValue } from '../traits/trait-values.ts'
import { speakerAt } from '../versions/speakers.ts'

/** Positions of facts in one answer: the latest. */
const MOST_FACTS = 100

export const explainTrait = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.explain-trait',
    method: 'POST',
    path: 'segments/traits/explain',
    summary: 'What a computed trait is for one person, now or at a past moment, and where it comes from',
    description:
      'Of a trait the version that spoke at `asOf` is asked; or an expression can be given instead. `value` is that of history at ' +
      '`asOf` with what was known at `knownAt`; `facts` are the log positions of the facts that it is made of, the latest ' +
      '100 of `factCount`. What is known live is in profiles.get-profile.',
    input: s.object({ person: s.number().int().min(1), trait: traitName.optional(), expression: expression.optional(), asOf: instant.optional(), knownAt: instant.optional() }),
    output: s.object({
      person: s.number(),
      value: scalar.nullable(),
      facts: s.array(s.number()),
      factCount: s.number(),
      expression: s.string(),
      reading: s.string(),
      version: s.number().nullable(),
      asOf: millis,
      knownAt: millis,
      through: s.number(),
    }),
    permission: 'segments:read',
    audit: 'explained a computed trait of person {person}',
    example: {
      input: { person: 1042, trait: 'lifetime_value', asOf: '2026-03-01T00:00:00Z' },
      output: {
        person: 1042,
        value: 129.8,
        facts: [51_003, 52_044],
        factCount: 2,
        expression: 'sum("Order Completed".revenue)',
        reading: 'The sum of revenue over "Order Completed" of all time',
        version: 1,
        asOf: 1_772_323_200_000,
        knownAt: 1_760_000_400_000,
        through: 52_110,
      },
    },
    async handler(input) {
      const now = ports.clock.now()
      const asOf = input.asOf === undefined ? ok(now) : pastInstantOf('asOf', input.asOf, now)
      if (!asOf.ok) return asOf
      const knownAt = input.knownAt === undefined ? ok(now) : instantOf('knownAt', input.knownAt)
      if (!knownAt.ok) return knownAt
      const meant = await meantBy(definitions, input, asOf.value)
      if (!meant.ok) return meant
      const { checked, text, version } = meant.value
      const through = ports.historyThrough()
      const past = { asOf: asOf.value, knownAt: knownAt.value, isAmended: ports.states.isHistoryAmended === true }
      const found = await personValue(ports, checked, input.person, past)
      if (!found.ok) return found
      const { person, value, facts } = found.value
      return ok({ person, value, facts: facts.slice(-MOST_FACTS), factCount: facts.length, expression: text, reading: readExpression(checked), version, asOf: asOf.value, knownAt: knownAt.value, through })
    },
  })

interface Meant {
  readonly checked: CheckedExpression
  readonly text: string
  readonly version: number | null
}

async function meantBy({ traits }: SegmentDefinitions, { trait, expression: given }: { trait?: string | undefined; expression?: string | undefined }, asOf: Millis): Promise<Result<Meant>> {
  if ((trait === undefined) === (given === undefined)) return fail('segments.explain-what', 'expected either "trait", the name of one, or "expression"')
  if (trait === undefined) {
    const checked = await traits.expressions.check(given!)
    return checked.ok ? ok({ checked: checked.value.checked, text: given!, version: null }) : checked
  }
  const found = await traits.find(trait)
  if (!found.ok) return found
  const timeline = await traits.versions.speakers.timeline(trait)
  if (!timeline.ok) return timeline
  const speaker = speakerAt(timeline.value, asOf) ?? timeline.value[0]
  const { version, where, expanded } = found.value.versions.find((one) => one.version === speaker?.version) ?? found.value.versions.at(-1)!
  // What is in the log, in which the computed traits that it names are written out.
  const checked = parseStoredExpression(expanded)
  return checked.ok ? ok({ checked: checked.value, text: where, version }) : checked
}
