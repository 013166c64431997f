import type { Millis } from '@touchstone/base'
import type { NodeSpec, Program } from '@touchstone/language'
import type { DefineControl } from '@touchstone/vocabulary'
import type { AtRest } from './at-rest.ts'
import type { Guard } from './guard.ts'
import type { SegmentList } from './segment-list.ts'

/**
 * backfilling: live facts build its nodes, history is being read; nobody is a member yet.
 * sweeping: its nodes are complete; everyone is evaluated once, in slices, while facts already evaluate it.
 * live: done. archiving: members are being let go.
 */
export type SegmentState = 'backfilling' | 'sweeping' | 'live' | 'archiving'

/**
 * reported: speaks for its segment. shadow: prepared and kept up to date, but not speaking. standby: another version
 * speaks since a cut-over, or since that one went live.
 */
export type VersionRole = 'reported' | 'shadow' | 'standby'

/** A threshold of one rank of a segment, as its control record gave it. */
export interface StoredThreshold {
  /** Canonical text of the rank. */
  readonly key: string
  /** null where nobody has a value. */
  readonly value: number | null
  readonly people: number
  readonly error: number
  /** The instant that it was computed for. */
  readonly at: Millis
}

/** A segment version as the state keeps it (JSON in table `segments`, by position of its definition). */
export interface StoredSegment {
  readonly position: number
  readonly id: string
  readonly version: number
  /** The condition; of a computed trait its expression. */
  readonly where: string
  /** The name of the computed trait that this defines; without it, it is a segment. */
  readonly trait?: string
  state: SegmentState
  /** As definitions and cut-overs said. Where nothing was said, the newest live version speaks. */
  role?: VersionRole
  /** Members now. */
  size: number
  /** History is seeded for people up to this id. */
  seededThrough: number
  /** The sweep has passed people up to this id; Infinity (in JSON: null) when it has passed everyone. */
  sweptThrough: number
  /** Whether everyone is being evaluated again, because a threshold changed. */
  isRechecking?: boolean
  /** When (append time) it went live; 0 before. */
  liveSince: Millis
  /** When (append time) a membership changed last; 0 before. */
  changedAt: Millis
  /** The last that was computed of each of its ranks. */
  thresholds: readonly StoredThreshold[]
  /** While it is archiving: the nodes, by key, that only it had left. Their cells go with it. */
  leaving?: Readonly<Record<string, number>>
}

/** A node as the state keeps it (JSON in table `nodes`, see `nodeKey`). */
export interface StoredNode {
  /** Its canonical text. */
  readonly key: string
  readonly number: number
  /** Position of the definition that brought it: live facts after it are in its cells. */
  readonly since: number
  /** Facts before it are in its cells too. */
  complete: boolean
  /** While it is not complete: history is in the cells of people up to this id, whichever segment had it read. */
  seededThrough: number
}

export interface LiveNode extends StoredNode {
  readonly spec: NodeSpec
  readonly segments: LiveSegment[]
  /** The same segments, by whom they may concern. */
  readonly listeners: SegmentList
  /** No segment listens any more: facts pass it by, and its cells are being removed. */
  isLeaving: boolean
  /** Marks that it has taken in the fact at hand. */
  mark: number
  /** The number of the fact that changed it last. */
  changed: number
}

export interface LiveSegment extends StoredSegment {
  readonly program: Program
  /** In the order of the program's. */
  readonly nodes: readonly LiveNode[]
  /** Without which it holds for nobody. */
  readonly guards: readonly Guard[]
  /** What it is for people of whom it knows nothing. */
  atRest: AtRest
  /** Marks that it is in the list of segments to look at. */
  mark: number
}

/** Whether it is evaluated when a person changes. */
export function isEvaluated(segment: Pick<StoredSegment, 'state'>): boolean {
  return segment.state === 'live' || segment.state === 'sweeping'
}

/** Why everyone is being gone through for the segment; undefined while nobody is. */
export function sweepCause(segment: Pick<StoredSegment, 'state' | 'isRechecking'>): 'backfill' | 'archive' | 'threshold' | undefined {
  if (segment.state === 'sweeping') return 'backfill'
  if (segment.state === 'archiving') return 'archive'
  return segment.state === 'live' && segment.isRechecking === true ? 'threshold' : undefined
}

export function newSegment(position: number, { id, version, where, trait, shadow }: Omit<DefineControl, 'control'>): StoredSegment {
  const role = shadow === true ? { role: 'shadow' as const } : {}
  const named = trait === undefined ? {} : { trait }
  return { position, id, version, where, ...named, state: 'backfilling', ...role, size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0, changedAt: 0, thresholds: [] }
}

/** What the state keeps of a segment. */
export function encodeSegment(segment: StoredSegment): Buffer {
  const { position, id, version, where, trait, state, role, size, seededThrough, sweptThrough, isRechecking, liveSince, changedAt, thresholds, leaving } = segment
  return Buffer.from(JSON.stringify({ position, id, version, where, trait, state, role, size, seededThrough, sweptThrough, isRechecking, liveSince, changedAt, thresholds, leaving }))
}

/** Reads it back; `sweptThrough` is Infinity where everyone was passed. */
export function decodeSegment(bytes: Buffer): StoredSegment {
  const stored = JSON.parse(bytes.toString('utf8', 0, bytes.length)) as StoredSegment & { sweptThrough: number | null }
  // A state of before these fields has none of them.
  return { ...stored, sweptThrough: stored.sweptThrough ?? Infinity, changedAt: stored.changedAt ?? 0, thresholds: stored.thresholds ?? [] }
}
