// One answer about a segment, put together from what staff defined and what the engine made of it.
import type { Millis } from '@touchstone/base'
import type { Alarm, AlarmWatch } from './alarms/alarm-watch.ts'
import type { LiveRole, LiveState, LiveThreshold, LiveVersion } from './live-state.ts'
import type { CutOver, SegmentDefinition, SegmentVersion } from './model.ts'
import type { SegmentPorts } from './ports.ts'
import { rankKeys } from './ranks/rank-keys.ts'

export type SegmentState = LiveState | 'archived'

export interface Freshness {
  /** The log position that the engine has reached. */
  readonly position: number
  /** Append time of that record. */
  readonly time: Millis
  /** Append time between there and the end of the log: 0 when the engine has reached it. */
  readonly lagMs: number
}

/** A version that is not the one that speaks. */
export interface NextVersion {
  readonly version: number
  readonly where: string
  readonly state: SegmentState
  readonly progress: number
  readonly cutOver: CutOver
  readonly reason: string
}

/** A rank's threshold; all but the key are null while it waits for its first one. */
export interface ThresholdView {
  readonly key: string
  readonly value: number | null
  readonly people: number | null
  readonly error: number | null
  /** The instant that it was computed for. */
  readonly at: Millis | null
  /** When it was computed last, with the same outcome since `at`; null where that was not in this process. */
  readonly checkedAt: Millis | null
  /** Milliseconds between two computations; null where nobody computes it. */
  readonly every: Millis | null
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
  /** A newer version, which takes over once it is live or when staff say so. */
  readonly next: NextVersion | null
  /** The version before, which can still be gone back to until then. */
  readonly standby: { readonly version: number; readonly where: string; readonly until: Millis } | null
  /** Percent of the members that are the control group. */
  readonly controlShare: number
  readonly thresholds: ThresholdView[]
  readonly alarms: Alarm[]
}

type ViewPorts = Pick<SegmentPorts, 'states' | 'engineProgress' | 'backfillProgress' | 'thresholdRefresh'>

export interface ViewParts {
  /** Every version in the live state. */
  readonly live: readonly LiveVersion[]
  /** A stored condition with the names that segments have now. */
  readonly shown: (where: string) => string
  readonly alarms: AlarmWatch
  readonly replaced: ReadonlyMap<string, { readonly version: number; readonly until: Millis }>
}

/** For any number of segments at one moment. */
export function createViewer(ports: ViewPorts, { live, shown: named, alarms, replaced }: ViewParts): (definition: SegmentDefinition) => SegmentView {
  const byId = Map.groupBy(live, (one) => one.id)
  const freshness = freshnessOf(ports.engineProgress())
  const progressOf = createProgress(ports)
  alarms.look(live)
  const behind = alarms.engine()

  return (definition) => {
    const { id, name, description, createdAt, archivedAt } = definition
    const alive = byId.get(id) ?? []
    const reported = alive.find(({ role }) => role === 'reported')
    const shown = shownVersion(definition, reported?.version)
    const state = stateOf(definition, reported)
    const next = comingVersion(definition, shown, alive)
    const standby = alive.find((one) => one.role === 'standby' && one.version === replaced.get(id)?.version && one.state === 'live')
    return {
      id, name, description, createdAt, archivedAt, state, freshness,
      where: named(shown.where),
      version: shown.version,
      position: reported?.position ?? shown.position,
      progress: state === 'archived' ? 1 : progressOf(reported),
      size: reported?.size ?? 0,
      next: next === undefined ? null : { version: next.version, where: named(next.where), state: liveOf(alive, next)?.state ?? 'backfilling', progress: progressOf(liveOf(alive, next)), cutOver: next.cutOver, reason: next.reason },
      standby: standby === undefined ? null : { version: standby.version, where: named(definition.versions.find(({ version }) => version === standby.version)!.where), until: replaced.get(id)!.until },
      controlShare: definition.controlShare / 100,
      thresholds: reported === undefined ? [] : thresholdsOf(ports, reported),
      alarms: archivedAt === null ? [...(behind === undefined ? [] : [behind]), ...alarms.ofSegment(id), ...alive.flatMap((one) => alarms.of(one))] : [],
    }
  }
}

/** The version that speaks for the segment: the engine's choice, or the newest while the engine has not met any. */
export function shownVersion(definition: SegmentDefinition, reported: number | undefined): SegmentVersion {
  const chosen = definition.versions.find(({ version }) => version === reported)
  return chosen ?? definition.versions.at(-1)!
}

/** The newest version that has not spoken yet, while the segment is there. */
function comingVersion({ archivedAt, versions }: SegmentDefinition, shown: SegmentVersion, alive: readonly LiveVersion[]): SegmentVersion | undefined {
  const newest = versions.at(-1)!
  if (archivedAt !== null || newest.version <= shown.version || newest.state === 'archived') return undefined
  const role: LiveRole = liveOf(alive, newest)?.role ?? 'shadow'
  return role === 'shadow' ? newest : undefined
}

function liveOf(alive: readonly LiveVersion[], { version }: { readonly version: number }): LiveVersion | undefined {
  return alive.find((one) => one.version === version)
}

/** How far a version is on its way to live, 0 to 1. */
export function createProgress(ports: Pick<SegmentPorts, 'states' | 'backfillProgress'>): (live: LiveVersion | undefined) => number {
  let lastPerson: number | undefined
  return (live) => {
    if (live === undefined || live.state === 'archiving') return 0
    if (live.state === 'live') return 1
    lastPerson ??= ports.states.peopleRange().last
    const through = live.state === 'sweeping' ? (live.sweptThrough ?? lastPerson) : live.seededThrough
    const byPeople = lastPerson === 0 ? 0 : Math.min(1, through / lastPerson)
    if (live.state === 'sweeping') return 0.5 + byPeople / 2
    return Math.max(byPeople, ports.backfillProgress(live.position) ?? 0) / 2
  }
}

function thresholdsOf(ports: ViewPorts, live: LiveVersion): ThresholdView[] {
  return rankKeys(live).map((key) => {
    const known: LiveThreshold | undefined = live.thresholds.find((one) => one.key === key)
    const refresh = ports.thresholdRefresh?.(key)
    return { key, value: known?.value ?? null, people: known?.people ?? null, error: known?.error ?? null, at: known?.at ?? null, checkedAt: refresh?.at ?? null, every: refresh?.every ?? null }
  })
}

function stateOf(definition: SegmentDefinition, reported: LiveVersion | undefined): SegmentState {
  if (definition.archivedAt !== null) return reported === undefined ? 'archived' : 'archiving'
  return reported?.state ?? 'backfilling'
}

export function freshnessOf({ log, engine }: ReturnType<SegmentPorts['engineProgress']>): Freshness {
  const lagMs = engine.position >= log.position ? 0 : Math.max(0, log.time - engine.time)
  return { position: engine.position, time: engine.time, lagMs }
}
