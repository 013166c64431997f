// Why somebody is in a segment or not, at any moment: the condition part by part, over the person's facts in the warehouse.
import { ok, type Millis, type Result } from '@touchstone/base'
import { explainSteps, leavesOf, listens, rankText, rankThresholdQuery, type Checked, type Explanation, type Rank } from '@touchstone/language'
import type { Parameters } from '@touchstone/warehouse'
import type { LiveThreshold } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'
import type { InSlices } from './in-slices.ts'
import { readPersonFacts } from './person-facts.ts'

export interface ExplainRequest {
  readonly person: number
  readonly asOf: Millis
  readonly knownAt: Millis
  /** Thresholds that the live engine uses; others are computed for that moment. */
  readonly thresholds: readonly LiveThreshold[]
}

export interface PersonExplanation extends Explanation {
  /** The canonical id at `knownAt`. */
  readonly person: number
  /** Every fact up to this log position was looked at. */
  readonly through: number
}

type Ports = Pick<SegmentPorts, 'queryHistory' | 'historyThrough' | 'states'>

/** Failures: `segments.unknown-person`, `segments.too-many-facts`, those of `InSlices`, `warehouse.*`. */
export async function explainPerson(ports: Ports, slices: InSlices, checked: Checked, request: ExplainRequest): Promise<Result<PersonExplanation>> {
  const { asOf, knownAt } = request
  const through = ports.historyThrough()
  const known = await readPersonFacts(ports.queryHistory, request.person, listens(checked), { asOf, knownAt, isAmended: ports.states.isHistoryAmended === true })
  if (!known.ok) return known
  const thresholds = await thresholdsOf(ports, checked, request)
  if (!thresholds.ok) return thresholds
  const explanation = await slices.run(explainSteps(checked, { ...known.value, asOf, knownAt, thresholds: (rank) => thresholds.value.get(rankText(rank)) }))
  return explanation.ok ? ok({ ...explanation.value, person: known.value.person, through }) : explanation
}

async function thresholdsOf({ queryHistory, states }: Ports, checked: Checked, { asOf, knownAt, thresholds }: ExplainRequest): Promise<Result<Map<string, number>>> {
  const found = new Map<string, number>()
  for (const rank of ranksIn(checked)) {
    const key = rankText(rank)
    const nobody = rank.end === 'top' ? Infinity : -Infinity
    const live = thresholds.find((one) => one.key === key)
    if (live !== undefined) {
      found.set(key, live.value ?? nobody)
      continue
    }
    const query = rankThresholdQuery(checked, key, { asOf, knownAt, isAmended: states.isHistoryAmended === true })
    const rows = await queryHistory(query.sql, query.parameters as Parameters)
    if (!rows.ok) return rows
    found.set(key, (rows.value[0]!['threshold'] as number | null) ?? nobody)
  }
  return ok(found)
}

function ranksIn(checked: Checked): Rank[] {
  return leavesOf(checked.root).filter((leaf) => leaf.kind === 'rank')
}
