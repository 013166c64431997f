// What the person's Machine says of a batch of records: the shapes in an entry of the outbox.

/** Why a membership changed. In an entry a cause is its place here: only ever add at the end. */
export const CHANGE_CAUSES = ['fact', 'time', 'merge', 'backfill', 'archive', 'threshold', 'amendment', 'class'] as const
export type ChangeCause = (typeof CHANGE_CAUSES)[number]

export interface MembershipChange {
  readonly sequence: number
  readonly position: number
  readonly appended: number
  /** Position of the segment's definition. */
  readonly segment: number
  readonly person: number
  /** The exact instant: the append time of the fact that caused it, or when the window ended. */
  readonly at: number
  readonly entered: boolean
  readonly cause: ChangeCause
}

export interface AliasRow {
  readonly sequence: number
  readonly position: number
  readonly appended: number
  readonly loser: number
  readonly survivor: number
}

export interface LinkRow {
  readonly sequence: number
  readonly position: number
  readonly appended: number
  readonly person: number
  readonly identifier: string
  readonly reason: string
  /** Version of the identity rules that held; an entry of an earlier release does not say. */
  readonly rules?: number
}

export interface DroppedIdentifiers {
  readonly position: number
  readonly identifiers: readonly string[]
  /** Of each identifier the rule that dropped it, and the rules' version; an entry of an earlier release does not say. */
  readonly rules?: readonly string[]
  readonly version?: number
}

/** Two who may be one person, for somebody to look at: a fact that would have made them one lost an identifier. */
export interface HeldRow {
  readonly position: number
  readonly appended: number
  /** What held it, and the version of the rules. */
  readonly rule: string
  readonly version: number
  /** The strongest identifiers (as `type:value`) of the two, the smaller text first, and the people they led to. */
  readonly one: string
  readonly other: string
  readonly people: readonly number[]
  /** What would have made them one. */
  readonly via: string
  /** How many identifiers the two have together. */
  readonly identifiers: number
}

/** A fact that the aliases lead to the wrong person: from `position` on it is this one's (or whom that one became). */
export interface MoveRow {
  readonly sequence: number
  readonly position: number
  readonly appended: number
  readonly fact: number
  /** Under whom it was stored. */
  readonly stored: number
  readonly person: number
}

/** Images that took their place. Their record in the log holds moves and retractions of its own, numbered from `sequence` on. */
export interface TakenImages {
  readonly position: number
  readonly sequence: number
}

export interface Outcomes {
  readonly from: number
  readonly persons: Float64Array
  readonly changes: readonly MembershipChange[]
  readonly aliases: readonly AliasRow[]
  readonly links: readonly LinkRow[]
  readonly dropped: readonly DroppedIdentifiers[]
  readonly moves: readonly MoveRow[]
  readonly images: readonly TakenImages[]
  readonly held: readonly HeldRow[]
  /** Versions of the identity rules, each with the position from which on it held, ascending; nothing before the first. */
  readonly rules: readonly RulesFrom[]
}

export type RulesFrom = readonly [position: number, version: number]
