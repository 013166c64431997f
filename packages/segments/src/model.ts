import type { Millis } from '@touchstone/base'

/**
 * pending: its definition may not be in the log yet. defined: it is, at `position`. archived: it was told to go, because
 * a newer version took over or the segment was archived.
 */
export type VersionState = 'pending' | 'defined' | 'archived'

export interface SegmentVersion {
  readonly version: number
  /** The condition in its usual layout. */
  readonly where: string
  /** Log position of the definition: its number everywhere below the registry. null while pending. */
  readonly position: number | null
  readonly createdAt: Millis
  readonly state: VersionState
}

/** A segment as staff defined it. */
export interface SegmentDefinition {
  /** `sg_` and 12 characters. */
  readonly id: string
  readonly name: string
  readonly description: string
  readonly createdAt: Millis
  readonly archivedAt: Millis | null
  /** Oldest first; at least one. */
  readonly versions: readonly SegmentVersion[]
}
