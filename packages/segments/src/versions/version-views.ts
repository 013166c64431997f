// Versions as staff see them: what each one says, how far it is, when it spoke.
import type { Millis } from '@touchstone/base'
import type { LiveVersion } from '../live-state.ts'
import type { CutOver, SegmentDefinition, Speaker } from '../model.ts'
import type { SegmentState } from '../view.ts'

/**
 * pending: on its way into the log. preparing: not live yet. ready: live, waiting for the cut-over. speaking: its members
 * are the segment's. standby: another one took its place; it can be gone back to. archived: gone.
 */
export type VersionRole = 'pending' | 'preparing' | 'ready' | 'speaking' | 'standby' | 'archived'

export interface VersionView {
  readonly version: number
  readonly where: string
  readonly role: VersionRole
  readonly state: SegmentState
  readonly position: number | null
  readonly size: number
  readonly progress: number
  readonly cutOver: CutOver
  readonly reason: string
  readonly createdAt: Millis
  /** When it spoke for the segment; `to` is null while it does. */
  readonly spoke: { from: Millis; to: Millis | null }[]
}

export interface VersionParts {
  readonly alive: readonly LiveVersion[]
  readonly timeline: readonly Speaker[]
  readonly shown: (where: string) => string
  readonly progressOf: (live: LiveVersion | undefined) => number
}

/** Newest first. */
export function versionViews({ versions, archivedAt }: SegmentDefinition, { alive, timeline, shown, progressOf }: VersionParts): VersionView[] {
  return versions.toReversed().map(({ version, where, position, cutOver, reason, createdAt, state }) => {
    const live = alive.find((one) => one.version === version)
    return {
      version, cutOver, reason, createdAt,
      where: shown(where),
      role: roleOf(live, state === 'archived' || archivedAt !== null),
      state: live?.state ?? (state === 'archived' ? 'archived' : 'backfilling'),
      position: live?.position ?? position,
      size: live?.size ?? 0,
      progress: progressOf(live),
      spoke: timeline.flatMap((speaker, index) => (speaker.version === version ? [{ from: speaker.since, to: timeline[index + 1]?.since ?? archivedAt }] : [])),
    }
  })
}

function roleOf(live: LiveVersion | undefined, isArchived: boolean): VersionRole {
  if (isArchived || live?.state === 'archiving') return 'archived'
  if (live === undefined) return 'pending'
  if (live.role === 'reported') return 'speaking'
  if (live.state !== 'live') return 'preparing'
  return live.role === 'standby' ? 'standby' : 'ready'
}
