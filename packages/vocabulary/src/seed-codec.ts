// A SEED record: partial states computed from history for one segment under backfill, in ascending order of person.
//   u8 layout · u8 0 · u48 segment (position of its definition), then per entry: f64 person, u16 index of the node in
//   the segment's program, u32 length, the node's cell.
import { assert } from '@touchstone/base'

/**
 * Raised with every change of what nodes there are for a condition, or of what their cells hold: seeds that a log has
 * from before are passed over, and history is read again. (Those of layout 1 were records of another kind.)
 */
export const SEED_LAYOUT = 3

const RECORD_HEAD = 8
const SEED_HEAD = 14
const FIRST_BYTES = 64 * 1024

export interface Seed {
  readonly person: number
  readonly node: number
  readonly cell: Uint8Array
}

/** Collects seeds until `bytes` or `cells` say that the record is large enough. */
export class SeedWriter {
  readonly segment: number
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES)
  #last = 0
  /** Bytes of the record so far. */
  bytes = RECORD_HEAD
  /** Seeds in it. */
  cells = 0

  constructor(segment: number) {
    this.segment = segment
    this.#buffer[0] = SEED_LAYOUT
    this.#buffer[1] = 0
    this.#buffer.writeUIntLE(segment, 2, 6)
  }

  /** Copies the cell. Seeds come in ascending order of person. */
  add({ person, node, cell }: Seed): void {
    assert(person >= this.#last, 'seeds come in ascending order of person')
    this.#last = person
    const at = this.bytes
    const end = at + SEED_HEAD + cell.length
    if (end > this.#buffer.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(2 * this.#buffer.length, end))
      this.#buffer.copy(grown, 0, 0, at)
      this.#buffer = grown
    }
    this.#buffer.writeDoubleLE(person, at)
    this.#buffer.writeUInt16LE(node, at + 8)
    this.#buffer.writeUInt32LE(cell.length, at + 10)
    this.#buffer.set(cell, at + SEED_HEAD)
    this.bytes = end
    this.cells++
  }

  /** The record's payload, a copy; the writer starts over. */
  take(): Buffer {
    const payload = Buffer.from(this.#buffer.subarray(0, this.bytes))
    this.bytes = RECORD_HEAD
    this.cells = 0
    return payload
  }
}

/** The position of the segment's definition; undefined for a record of another layout. */
export function seedSegment(bytes: Buffer, start: number): number | undefined {
  return bytes[start] === SEED_LAYOUT ? bytes.readUIntLE(start + 2, 6) : undefined
}

/** The seeds of one record of this layout; each cell is a part of `bytes`. */
export function* readSeeds(bytes: Buffer, start: number, end: number): Generator<Seed> {
  let at = start + RECORD_HEAD
  while (at < end) {
    const length = bytes.readUInt32LE(at + 10)
    const cellAt = at + SEED_HEAD
    yield { person: bytes.readDoubleLE(at), node: bytes.readUInt16LE(at + 8), cell: new Uint8Array(bytes.buffer, bytes.byteOffset + cellAt, length) }
    at = cellAt + length
  }
  assert(at === end, 'the seeds fill their record')
}
