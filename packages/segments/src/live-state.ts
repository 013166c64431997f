// What this room reads of the live state. The shapes are declared here and filled by the server from the room that
// keeps the state, so that neither room knows the other.
import type { Millis } from '@touchstone/base'

export type LiveState = 'backfilling' | 'sweeping' | 'live' | 'archiving'

/**
 * reported: it speaks for its segment; one version of each segment does. standby: another one took its place; it is kept
 * up to date so that it could again. shadow: it has not spoken yet.
 */
export type LiveRole = 'reported' | 'shadow' | 'standby'

/** One version of a segment as the engine keeps it. */
export interface LiveVersion {
  /** Position of its definition: its number everywhere below the registry. */
  readonly position: number
  readonly id: string
  readonly version: number
  /** The condition; of a computed trait its expression. */
  readonly where: string
  /** The name of the computed trait that it is a version of; a segment's has none. */
  readonly trait?: string
  readonly state: LiveState
  /** Members now. */
  readonly size: number
  /** History is seeded for people up to this id. */
  readonly seededThrough: number
  /** The sweep has passed people up to this id (null once it has passed everyone). */
  readonly sweptThrough: number | null
  /** When it went live (append time); 0 before. */
  readonly liveSince: Millis
  readonly role: LiveRole
  /** The last threshold of each of its ranks that the engine was told. */
  readonly thresholds: readonly LiveThreshold[]
}

/** A threshold of a rank such as `top 5% by …`, as the engine uses it. */
export interface LiveThreshold {
  /** Canonical text of the rank. */
  readonly key: string
  /** null where nobody has a value. */
  readonly value: number | null
  /** How many people it was computed from. */
  readonly people: number
  /** Bound of the share of people on the wrong side of it, 0 to 1. */
  readonly error: number
  /** The instant that it was computed for. */
  readonly at: Millis
}

/** An aggregate that conditions listen to, by its canonical text. */
export interface LiveNode {
  readonly key: string
  readonly number: number
  /** Position of the definition that brought it: live facts after it are in it. */
  readonly since: number
  /** Facts before it are in it too. */
  readonly complete: boolean
}

export interface LiveMember {
  readonly person: number
  readonly since: Millis
}

export interface SegmentStates {
  /** In the order of their definitions. */
  liveSegments(): readonly LiveVersion[]
  /** The same of computed traits; the size of each is 0, for it has no members. */
  liveTraits(): readonly LiveVersion[]
  nodes(): readonly LiveNode[]
  /** Members of the version defined at `position`, ascending by person above `after`. */
  members(position: number, after: number, limit: number): readonly LiveMember[]
  peopleRange(): { readonly count: number; readonly last: number }
  /** Whether amendments have told facts or values of history apart. */
  readonly isHistoryAmended?: boolean
}
