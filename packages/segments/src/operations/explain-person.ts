import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { Truth, observedWords, parseStoredCondition, type Checked, type Explained, type Need } from '@touchstone/language'
import type { SegmentDefinitions } from '../definitions.ts'
import { explainPerson } from '../explain/explain-person.ts'
import { instantOf, pastInstantOf } from '../instants.ts'
import type { LiveThreshold } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'
import { instant, millis, segmentId, where } from '../shapes.ts'
import { speakerAt } from '../versions/speakers.ts'
import { shownVersion } from '../view.ts'

const truth = s.enum(['false', 'true', 'unknown'])
const depth = s.number().describe('how deep it is nested: 0 for the whole')

export const explainPersonOperation = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.explain-person',
    method: 'POST',
    path: 'segments/explain',
    summary: 'Why somebody is in a microsegment or not, now or at a past moment',
    description:
      'Give a segment or a condition of your own. Of a segment, the version is explained that spoke for it at `asOf` (before the ' +
      'first one: the first). Each part in the order of the text: its value, what was found, the log ' +
      'positions of the facts it rests on (the latest 20), since when it is so and until when, by time alone, with everything that was known. ' +
      '`needs` says what would have to become so to enter, or to leave: a line per part, nested under "all of" and "any of". ' +
      'A fact of the last second may not be there yet; `through` is the log position up to which all are.',
    input: s.object({ person: s.number().int().min(1).max(Number.MAX_SAFE_INTEGER), segment: segmentId.optional(), where: where.optional(), asOf: instant.optional(), knownAt: instant.optional() }),
    output: s.object({
      person: s.number().describe('the id the person has by then'),
      version: s.number().nullable().describe('of the segment; null for a condition of your own'),
      truth,
      since: millis.nullable(),
      until: millis.nullable(),
      parts: s.array(
        s.object({ depth, kind: s.string(), text: s.string(), reading: s.string(), truth, found: s.array(s.string()), facts: s.array(s.number()), factCount: s.number(), since: millis.nullable(), until: millis.nullable() }),
      ),
      needs: s.array(s.object({ depth, text: s.string() })),
      asOf: millis,
      knownAt: millis,
      through: s.number(),
    }),
    permission: 'segments:read',
    audit: 'asked why person {person} is in a microsegment or not',
    example: {
      input: { person: 1042, where: 'count("Order Completed") in last 90 days >= 3' },
      output: {
        person: 1042,
        version: null,
        truth: 'false',
        since: 1_759_000_000_000,
        until: null,
        parts: [
          {
            depth: 0,
            kind: 'measure',
            text: 'count("Order Completed") in last 90 days >= 3',
            reading: 'they did "Order Completed" at least 3 times in the last 90 days',
            truth: 'false',
            found: ['2'],
            facts: [51_003, 52_044],
            factCount: 2,
            since: 1_759_000_000_000,
            until: null,
          },
        ],
        needs: [{ depth: 0, text: 'they did "Order Completed" at least 3 times in the last 90 days (now 2)' }],
        asOf: 1_760_000_400_000,
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
      const condition = await conditionOf(definitions, ports, input, { asOf: asOf.value, isNow: input.asOf === undefined })
      if (!condition.ok) return condition
      const { checked, version, thresholds } = condition.value
      const explained = await explainPerson(ports, definitions.explaining, checked, { person: input.person, asOf: asOf.value, knownAt: knownAt.value, thresholds })
      if (!explained.ok) return explained
      const { person, root, needs, through } = explained.value
      return ok({
        person, version, through, asOf: asOf.value, knownAt: knownAt.value,
        truth: truthName(root), since: root.since ?? null, until: root.until ?? null,
        parts: partsOf(root, 0),
        needs: linesOf(needs, 0),
      })
    },
  })

interface Asked {
  readonly checked: Checked
  readonly version: number | null
  readonly thresholds: readonly LiveThreshold[]
}

/** The condition of the version that spoke for the segment, with the thresholds that it uses now, or the given one. */
async function conditionOf(definitions: SegmentDefinitions, ports: SegmentPorts, input: { segment?: string | undefined; where?: string | undefined }, { asOf, isNow }: { asOf: Millis; isNow: boolean }): Promise<Result<Asked>> {
  if ((input.segment === undefined) === (input.where === undefined)) return fail('segments.explain-what', 'expected either "segment", the id of one, or "where", a condition')
  if (input.segment === undefined) {
    const checked = await definitions.conditions.check(input.where!)
    return checked.ok ? ok({ checked: checked.value.checked, version: null, thresholds: [] }) : checked
  }
  const found = await definitions.find(input.segment)
  if (!found.ok) return found
  const timeline = await definitions.versions.speakers.timeline(input.segment)
  if (!timeline.ok) return timeline
  const speaker = speakerAt(timeline.value, asOf) ?? timeline.value[0]
  const { version, expanded, position } = shownVersion(found.value, speaker?.version)
  // What is in the log, in which the segments that it names are written out.
  const checked = parseStoredCondition(expanded)
  if (!checked.ok) return checked
  const live = ports.states.liveSegments().find((one) => one.position === position)
  return ok({ checked: checked.value, version, thresholds: isNow ? (live?.thresholds ?? []) : [] })
}

function partsOf(part: Explained, nesting: number): { depth: number; kind: string; text: string; reading: string; truth: 'false' | 'true' | 'unknown'; found: string[]; facts: number[]; factCount: number; since: number | null; until: number | null }[] {
  const { kind, text, reading, facts, factCount, since, until } = part
  const own = { depth: nesting, kind, text, reading, truth: truthName(part), found: part.observed.map(observedWords), facts: [...facts], factCount, since: since ?? null, until: until ?? null }
  return [own, ...part.items.flatMap((item) => partsOf(item, nesting + 1))]
}

function linesOf(need: Need, nesting: number): { depth: number; text: string }[] {
  if (need.kind === 'so') return [{ depth: nesting, text: need.text }]
  return [{ depth: nesting, text: need.kind === 'all' ? 'all of' : 'any of' }, ...need.items.flatMap((item) => linesOf(item, nesting + 1))]
}

function truthName({ truth: value }: Explained): 'false' | 'true' | 'unknown' {
  return value === Truth.TRUE ? 'true' : value === Truth.FALSE ? 'false' : 'unknown'
}
