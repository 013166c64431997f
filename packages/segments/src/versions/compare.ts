// Who would enter and leave if another version spoke for the segment, from the recorded changes of both: each version is
// kept up to date whether it speaks or not.
import { fail, ok, type Result } from '@touchstone/base'
import { PRESENT_MEMBERS, sampleOf } from '../algebra/membership.ts'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentDefinition } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'
import type { SegmentState } from '../view.ts'

export interface ComparedVersion {
  readonly version: number
  readonly state: SegmentState
  readonly size: number
}

export interface Comparison {
  readonly from: ComparedVersion
  readonly to: ComparedVersion
  /** People in both. */
  readonly stay: number
  readonly enter: { readonly count: number; readonly people: readonly number[] }
  readonly leave: { readonly count: number; readonly people: readonly number[] }
  readonly through: number
  /** Whether both versions are live and every change is in. */
  readonly isComplete: boolean
}

type Ports = Pick<SegmentPorts, 'states' | 'queryHistory' | 'historyThrough' | 'engineProgress'>

/**
 * From the version that speaks to the one that is coming, unless given. Names up to `most` people each way.
 * Failures: `segments.version-not-found`, `segments.nothing-to-compare`, `warehouse.*`.
 */
export async function compareVersions(ports: Ports, definition: SegmentDefinition, chosen: { from?: number | undefined; to?: number | undefined }, most: number): Promise<Result<Comparison>> {
  const alive = ports.states.liveSegments().filter((one) => one.id === definition.id)
  const from = chosen.from === undefined ? alive.find(({ role }) => role === 'reported') : versionOf(alive, chosen.from)
  const to = chosen.to === undefined ? (alive.findLast(({ role }) => role === 'shadow') ?? alive.findLast(({ role }) => role === 'standby')) : versionOf(alive, chosen.to)
  const missing = from === undefined ? chosen.from : to === undefined ? chosen.to : undefined
  if (missing !== undefined) return fail('segments.version-not-found', `expected a version that is kept up to date (${alive.map(({ version }) => version).join(', ') || 'there is none'}), got ${missing}`)
  if (from === undefined || to === undefined || from === to) return fail('segments.nothing-to-compare', 'expected a segment with two versions that are kept up to date')
  const through = ports.historyThrough()
  const isBehind = through < ports.engineProgress().log.position
  const sql = `SELECT bitmapCardinality(old) AS oldSize, bitmapCardinality(new) AS newSize, bitmapAndCardinality(old, new) AS stay,
  ${sampleOf('bitmapAndnot(new, old)', most)} AS enter, ${sampleOf('bitmapAndnot(old, new)', most)} AS leave
FROM (SELECT anyIf(members, segment = {old:UInt64}) AS old, anyIf(members, segment = {new:UInt64}) AS new FROM (${PRESENT_MEMBERS}))`
  const rows = await ports.queryHistory(sql, { segments: [from.position, to.position], old: from.position, new: to.position })
  if (!rows.ok) return rows
  const { oldSize, newSize, stay, enter, leave } = rows.value[0] as { oldSize: number; newSize: number; stay: number; enter: number[]; leave: number[] } & Record<string, unknown>
  return ok({
    from: { version: from.version, state: from.state, size: oldSize },
    to: { version: to.version, state: to.state, size: newSize },
    stay, through,
    enter: { count: newSize - stay, people: enter },
    leave: { count: oldSize - stay, people: leave },
    isComplete: !isBehind && from.state === 'live' && to.state === 'live',
  })
}

function versionOf(alive: readonly LiveVersion[], version: number): LiveVersion | undefined {
  return alive.find((one) => one.version === version)
}
