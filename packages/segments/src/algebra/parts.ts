// From segments to the versions whose members are meant: now the ones that speak, at a past instant the ones that spoke.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import type { LiveState } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'
import { speakerAt, type Speakers } from '../versions/speakers.ts'

export interface Part {
  readonly id: string
  readonly name: string
  /** null where the segment had no version in the log, so nobody was in it. */
  readonly version: number | null
  readonly position: number | null
  /** Of that version now; while it is not live, not everyone has been looked at. `absent`: the segment was not there yet. */
  readonly state: LiveState | 'archived' | 'absent'
}

export type PartPorts = Pick<SegmentPorts, 'store' | 'states'>

/** In the order of `ids`. Failures: `segments.not-found`, `registry.*`. */
export async function resolveParts(ports: PartPorts, speakers: Speakers, ids: readonly string[], asOf: Millis | undefined): Promise<Result<Part[]>> {
  const found = await ports.store.find(ids)
  if (!found.ok) return found
  const definitions = new Map(found.value.map((one) => [one.id, one]))
  const missing = ids.find((id) => !definitions.has(id))
  if (missing !== undefined) return fail('segments.not-found', `there is no segment ${JSON.stringify(missing)}`)
  const live = ports.states.liveSegments()
  const parts: Part[] = []
  for (const id of ids) {
    const chosen = await chosenVersion(speakers, id, asOf, live)
    if (!chosen.ok) return chosen
    const gone = asOf !== undefined && chosen.value === undefined ? 'absent' : 'archived'
    const state = live.find(({ position }) => position === chosen.value?.position)?.state ?? gone
    parts.push({ id, name: definitions.get(id)!.name, version: chosen.value?.version ?? null, position: chosen.value?.position ?? null, state })
  }
  return ok(parts)
}

async function chosenVersion(speakers: Speakers, id: string, asOf: Millis | undefined, live: ReturnType<PartPorts['states']['liveSegments']>) {
  if (asOf === undefined) return ok(live.find((one) => one.id === id && one.role === 'reported'))
  const timeline = await speakers.timeline(id)
  return timeline.ok ? ok(speakerAt(timeline.value, asOf)) : timeline
}
