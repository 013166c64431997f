// How a timeline lies in bytes. It is a sorted list of entries, which may become very long, of which a fact must rewrite
// only a little:
//
// - A short list lies in its cell, in room that doubles: 1, 2, 4, … 32 entries.
// - A longer one keeps its newest entries in the cell, the tail, and all before them in chunks: blocks of up to 4 KB, each
//   with a summary (how many, first, last, sum, smallest, largest), in lists of summaries that are blocks themselves when
//   they grow long. So it is a tree whose leaves hold entries and whose root lies in the cell. A fact that is the newest
//   writes the cell only; every sixteenth moves half the tail into the last leaf. A late one writes one path of the tree.
// - Where there are no chunks, everything lies in the cell, however long.
//
// An entry is one to three numbers: its key (the time), a value, and a mark. Entries are ordered by (key, value, mark); what
// lies in the tail is not before what lies in the tree.
//
// Cell:     u32 entries in it, u8 depth of the tree, u8 for the owner of the layout, u16 summaries in the root; 40 bytes of
//           base, if it folds; entries. Where there is a tree, behind the room for 32 of them: the head and the state that
//           the owner asks for, and the root. Short lists, and most are, take no room for what only long ones need.
// Leaf:     u32 entries, u32 0; the state before its first entry; entries.
// List:     u32 summaries, u32 0; summaries.
// Summary:  f64 chunk, entries, first key, first value, last key, last value; where values are added up also the two limbs
//           of their sum, the smallest and the largest; where there are marks, the first and the last.
import { assert } from '@touchstone/base'

/** Entries of the tail before half of them move into the tree. */
export const TAIL = 32
/** Summaries in the root before they move into a list of their own. */
export const ROOT_SUMMARIES = 16
export const BLOCK_HEAD = 8
export const FIRST_BLOCK_BYTES = 1024
export const BLOCK_BYTES = 4096

/** Offsets in a cell. */
export const DEPTH = 4
export const OWN = 5
export const ROOT_COUNT = 6
export const BASE = 8
const BASE_BYTES = 40

/** Offsets in a summary. */
export const Summary = { CHUNK: 0, COUNT: 8, FIRST_KEY: 16, FIRST_VALUE: 24, LAST_KEY: 32, LAST_VALUE: 40, FIRST_MARK: 48, LAST_MARK: 56, HIGH: 48, LOW: 56, MINIMUM: 64, MAXIMUM: 72 } as const

export interface Shape {
  /** What stands beside an entry's key. A mark never stands without a value. */
  readonly columns: 'none' | 'value' | 'value and mark'
  /** Whether values are numbers of millionths, to be added up. */
  readonly isSummed: boolean
  /** Whether a key stands there once; values, where there are any, are sets of bits then, which are united. */
  readonly isUnique: boolean
  /** Whether entries that are too old to be told apart are added up in the base, instead of forgotten. */
  readonly folds: boolean
  /** Bytes in a cell with a tree for its owner. */
  readonly head: number
  /** Bytes for each leaf and for the tail of a cell with a tree, for what its owner knows of everything before. */
  readonly state: number
}

export class Layout {
  readonly shape: Shape
  /** The node's number. */
  readonly id: number
  /** Bytes of an entry. */
  readonly entry: number
  readonly hasValue: boolean
  readonly hasMark: boolean
  readonly isSummed: boolean
  readonly isUnique: boolean
  readonly folds: boolean
  /** Offset in the cell of the tail, and where there is a tree of the owner's head, the state before the tail, and the root. */
  readonly tail: number
  readonly head: number
  readonly state: number
  readonly root: number
  /** Offset of the first entry in a leaf. */
  readonly leafEntries: number
  readonly summary: number
  readonly listCapacity: number

  constructor(id: number, shape: Shape) {
    assert(!shape.isUnique || (shape.columns !== 'value and mark' && !shape.isSummed), 'sets of bits are values of their own kind')
    assert(!shape.isSummed || shape.columns === 'value', 'only values are added up, and none that have marks')
    this.shape = shape
    this.id = id
    this.entry = shape.columns === 'none' ? 8 : shape.columns === 'value' ? 16 : 24
    this.hasValue = shape.columns !== 'none'
    this.hasMark = shape.columns === 'value and mark'
    this.isSummed = shape.isSummed
    this.isUnique = shape.isUnique
    this.folds = shape.folds
    this.tail = BASE + (shape.folds ? BASE_BYTES : 0)
    this.head = this.tail + TAIL * this.entry
    this.state = this.head + shape.head
    this.root = this.state + shape.state
    this.leafEntries = BLOCK_HEAD + shape.state
    this.summary = shape.isSummed ? Summary.MAXIMUM + 8 : this.hasMark ? Summary.LAST_MARK + 8 : Summary.LAST_VALUE + 8
    this.listCapacity = Math.floor((BLOCK_BYTES - BLOCK_HEAD) / this.summary)
    assert(this.listCapacity > ROOT_SUMMARIES, 'a list has room for the root')
    assert(this.leafEntries + 8 * this.entry <= FIRST_BLOCK_BYTES, 'a leaf has room for a few entries')
  }

  leafCapacity(bytes: number): number {
    return Math.floor((bytes - this.leafEntries) / this.entry)
  }
}
