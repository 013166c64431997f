import type { Millis } from '@touchstone/base'

/**
 * pending: its definition may not be in the log yet. defined: it is, at `position`. archived: it was told to go, because
 * another version took its place or the segment was archived.
 */
export type VersionState = 'pending' | 'defined' | 'archived'

/** Whether a version takes over by itself once it is live, or waits until staff say so. */
export type CutOver = 'when-ready' | 'manual'

/** Another segment that a condition names, and which of its versions was written out in its place. */
export interface Use {
  readonly id: string
  readonly version: number
}

export interface SegmentVersion {
  readonly version: number
  /** The condition in its usual layout; other segments are named by their ids. */
  readonly where: string
  /** The condition with the conditions of other segments in their places: what is in the log. */
  readonly expanded: string
  readonly uses: readonly Use[]
  /** Log position of the definition: its number everywhere below the registry. null while pending. */
  readonly position: number | null
  readonly createdAt: Millis
  readonly state: VersionState
  readonly cutOver: CutOver
  /** Why there is this version, where nobody asked for it; else empty. */
  readonly reason: string
}

/** A segment as staff defined it. */
export interface SegmentDefinition {
  /** `sg_` and 12 characters. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly createdAt: Millis
  readonly archivedAt: Millis | null
  /** The version that staff want to speak for it, until it does. */
  readonly cutOverTo: number | null
  /** Hundredths of a percent of its members that are its control group; 0 for none. */
  readonly controlShare: number
  /** Oldest first; at least one. */
  readonly versions: readonly SegmentVersion[]
}

/** A version that speaks for its segment from an instant on, until the next one does. */
export interface Speaker {
  readonly version: number
  readonly position: number
  readonly since: Millis
}
