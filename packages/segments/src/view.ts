// One answer about a segment, put together from what staff defined and what the engine made of it.
import type { Millis } from '@touchstone/base'
import type { LiveState, LiveVersion } from './live-state.ts'
import type { SegmentDefinition, SegmentVersion } from './model.ts'
import type { SegmentPorts } from './ports.ts'

export type SegmentState = LiveState | 'archived'

export interface Freshness {
  /** The log position that the engine has reached. */
  readonly position: number
  /** Append time of that record. */
  readonly time: Millis
  /** Append time between there and the end of the log: 0 when the engine has reached it. */
  readonly lagMs: number
}

export interface SegmentView {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: SegmentState
  /** 0 to 1: reading history is the first half of the way to live, evaluating everyone the second. */
  readonly progress: number
  readonly size: number
  readonly freshness: Freshness
  readonly createdAt: Millis
  readonly archivedAt: Millis | null
  /** A newer version that takes over once it is live. */
  readonly next: { readonly version: number; readonly where: string; readonly state: SegmentState; readonly progress: number } | null
}

type ViewPorts = Pick<SegmentPorts, 'states' | 'engineProgress' | 'backfillProgress'>

/** Reads the live state once for any number of segments. */
export function createViewer(ports: ViewPorts): (definition: SegmentDefinition) => SegmentView {
  const byId = Map.groupBy(ports.states.liveSegments(), (one) => one.id)
  const freshness = freshnessOf(ports.engineProgress())
  let lastPerson: number | undefined
  const progressOf = (live: LiveVersion | undefined): number => {
    if (live === undefined || live.state === 'archiving') return 0
    if (live.state === 'live') return 1
    lastPerson ??= ports.states.peopleRange().last
    const through = live.state === 'sweeping' ? (live.sweptThrough ?? lastPerson) : live.seededThrough
    const byPeople = lastPerson === 0 ? 0 : Math.min(1, through / lastPerson)
    if (live.state === 'sweeping') return 0.5 + byPeople / 2
    return Math.max(byPeople, ports.backfillProgress(live.position) ?? 0) / 2
  }

  return (definition) => {
    const { id, name, description, createdAt, archivedAt } = definition
    const alive = byId.get(id) ?? []
    const reported = alive.find((one) => one.reported)
    const shown = shownVersion(definition, reported)
    const newest = definition.versions.at(-1)!
    const state = stateOf(definition, reported)
    const isReplaced = archivedAt === null && newest.version > shown.version
    const newestLive = alive.find(({ version }) => version === newest.version)
    return {
      id, name, description, createdAt, archivedAt, state, freshness,
      where: shown.where,
      version: shown.version,
      position: reported?.position ?? shown.position,
      progress: state === 'archived' ? 1 : progressOf(reported),
      size: reported?.size ?? 0,
      next: isReplaced ? { version: newest.version, where: newest.where, state: newestLive?.state ?? 'backfilling', progress: progressOf(newestLive) } : null,
    }
  }
}

/** The version that speaks for the segment: the engine's choice, or the newest while the engine has not met any. */
export function shownVersion(definition: SegmentDefinition, reported: LiveVersion | undefined): SegmentVersion {
  const chosen = definition.versions.find(({ version }) => version === reported?.version)
  return chosen ?? definition.versions.at(-1)!
}

function stateOf(definition: SegmentDefinition, reported: LiveVersion | undefined): SegmentState {
  if (definition.archivedAt !== null) return reported === undefined ? 'archived' : 'archiving'
  return reported?.state ?? 'backfilling'
}

function freshnessOf({ log, engine }: ReturnType<SegmentPorts['engineProgress']>): Freshness {
  const lagMs = engine.position >= log.position ? 0 : Math.max(0, log.time - engine.time)
  return { position: engine.position, time: engine.time, lagMs }
}
