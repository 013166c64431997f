import type { Millis } from '@touchstone/base'

/**
 * What the incremental target needs of a person's state: flat binary cells, one per node, in one shared buffer, and
 * chunks for what grows with the person's history. The owner of the state (the person's Machine) numbers the nodes; the
 * target only knows how to write and read one cell.
 *
 * Offsets are byte offsets into `view` and `bytes`; any `allocate` may move every cell, so read offsets again after it.
 * Numbers in cells are little-endian.
 */
export interface Cells {
  readonly view: DataView
  readonly bytes: Uint8Array
  /** Byte offset of the cell of `node`, or -1 where the person has none. */
  find(node: number): number
  /** Byte length of the cell at `find(node)`. */
  size(node: number): number
  /** Creates the cell, or grows or shrinks it to `length` bytes, keeping what fits; new bytes are 0. Returns its offset. */
  allocate(node: number, length: number): number
  /**
   * Where long histories lie. Undefined where cells may grow without bound instead (the job that reads history, seeds,
   * tests): then everything stays in the cell.
   */
  readonly chunks: Chunks | undefined
}

/**
 * Blocks of bytes apart from the person's record, so that a fact rewrites a few kilobytes of a long history and not all
 * of it. A block belongs to one cell of one person, which names it by its number.
 */
export interface Chunks {
  /** Of the block that `open` was called for last; another `open` or `create` may replace them. */
  readonly view: DataView
  readonly bytes: Uint8Array
  /** A new block of `length` zero bytes, opened. Its number is 1 or more and is never given again. */
  create(length: number): number
  /** The byte offset at which the block begins in `view`. */
  open(chunk: number): number
  /** Byte length of the block. */
  size(chunk: number): number
  /** The block was, or will be, changed since it was opened last: it must be kept. `create` implies it. */
  touch(chunk: number): void
  /** The block is not needed any more. */
  free(chunk: number): void
}

export const TraitKind = { MISSING: 0, STRING: 1, NUMBER: 2, BOOLEAN: 3, OTHER: 4 } as const
export type TraitKind = (typeof TraitKind)[keyof typeof TraitKind]

/** The traits of one person, by the number their owner gave the trait's name. OTHER is a list or an object. */
export interface Traits {
  traitKind(trait: number): TraitKind
  /** For NUMBER its value, for BOOLEAN 0 or 1. */
  traitNumber(trait: number): number
  /** For STRING: compares the trait's UTF-8 bytes with `other`: below 0, 0, above 0 (code point order). */
  traitCompare(trait: number, other: Uint8Array): number
  /** For STRING the text, for OTHER its JSON text. */
  traitText(trait: number): string
}

/** One person as a condition sees them. */
export interface PersonState extends Cells, Traits {
  /** The canonical person id. */
  readonly id: number
  /** When the person's first fact happened. */
  readonly firstSeen: Millis
  /**
   * What happened up to here is settled: whatever of it becomes known later, from a fact that comes so late or from somebody
   * else's history, raises `disturbances`. Never goes back; -Infinity where nothing is promised.
   */
  readonly settled: Millis
  readonly disturbances: number
}

/** One fact as a node sees it. `properties()` and `traits()` are parsed at most once and only when asked for. */
export interface FactInput {
  readonly event: string
  readonly timestamp: Millis
  /** The 64-bit hash of (source, messageId), as two unsigned halves. */
  readonly hashHigh: number
  readonly hashLow: number
  properties(): Record<string, unknown>
  /** The traits that the fact gives its person: none for a group call. */
  traits(): Record<string, unknown>
}
