import type { Program } from '@touchstone/language'
import type { LiveNode } from './segment-index.ts'

/**
 * backfilling: live facts build its nodes, history is being read; nobody is a member yet.
 * sweeping: its nodes are complete; everyone is evaluated once, in slices, while facts already evaluate it.
 * live: done. archiving: members are being let go.
 */
export type SegmentState = 'backfilling' | 'sweeping' | 'live' | 'archiving'

/** A segment version as the state keeps it (JSON in table `segments`, by position of its definition). */
export interface StoredSegment {
  readonly position: number
  readonly id: string
  readonly version: number
  readonly where: string
  state: SegmentState
  /** Members now. */
  size: number
  /** History is seeded for people up to this id. */
  seededThrough: number
  /** The sweep has passed people up to this id. */
  sweptThrough: number
  /** When (append time) it went live; 0 before. */
  liveSince: number
}

/** A node as the state keeps it (JSON in table `nodes`, by its key). */
export interface StoredNode {
  readonly number: number
  /** Position of the definition that brought it: live facts after it are in its cells. */
  readonly since: number
  /** Facts before it are in its cells too. */
  complete: boolean
  /** While it is not complete: history is in the cells of people up to this id, whichever segment had it read. */
  seededThrough: number
}

export interface LiveSegment extends StoredSegment {
  readonly program: Program
  /** In the order of the program's. */
  readonly nodes: readonly LiveNode[]
  dirty: boolean
  /** Marks that it is in the list of segments to look at. */
  mark: number
}

/** Whether it is evaluated when a person changes. */
export function isEvaluated(segment: StoredSegment): boolean {
  return segment.state === 'live' || segment.state === 'sweeping'
}
