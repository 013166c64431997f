/**
 * What the incremental target needs of a person's state: flat binary cells, one per node, in one shared buffer.
 * A node is an aggregate that a condition listens to (`latest N times of "Order Completed"`). The owner of the
 * state (the person's Machine) numbers the nodes; the target only knows how to write and read one cell.
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
}

/** One person as a condition sees them. */
export interface PersonState extends Cells, Traits {}

/** One fact as a node sees it. `properties()` is parsed at most once and only when asked for. */
export interface FactInput {
  readonly event: string
  readonly timestamp: number
  properties(): Record<string, unknown>
}
