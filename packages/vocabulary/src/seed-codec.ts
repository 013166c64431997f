// A SEED record: partial states computed from history for one segment under backfill, in ascending order of person.
//   f64 segment (position of its definition), then per entry: f64 person, u16 index of the node in the segment's
//   program, u32 length, the node's cell.
import { assert } from '@touchstone/base'

export interface Seed {
  readonly person: number
  readonly node: number
  readonly cell: Uint8Array
}

/** Collects seeds until `bytes` says that the record is large enough. */
export class SeedWriter {
  #parts: Buffer[] = []
  #last = 0
  bytes = 8
  readonly segment: number

  constructor(segment: number) {
    this.segment = segment
  }

  add(seed: Seed): void {
    assert(seed.person >= this.#last, 'seeds come in ascending order of person')
    this.#last = seed.person
    const head = Buffer.alloc(14)
    head.writeDoubleLE(seed.person, 0)
    head.writeUInt16LE(seed.node, 8)
    head.writeUInt32LE(seed.cell.length, 10)
    this.#parts.push(head, Buffer.from(seed.cell))
    this.bytes += 14 + seed.cell.length
  }

  /** The record's payload; the writer starts over. */
  take(): Buffer {
    const head = Buffer.alloc(8)
    head.writeDoubleLE(this.segment, 0)
    const payload = Buffer.concat([head, ...this.#parts])
    this.#parts = []
    this.bytes = 8
    return payload
  }
}

export function seedSegment(bytes: Buffer, start: number): number {
  return bytes.readDoubleLE(start)
}

/** The seeds of one record; each cell is a copy. */
export function* readSeeds(bytes: Buffer, start: number, end: number): Generator<Seed> {
  let at = start + 8
  while (at < end) {
    const length = bytes.readUInt32LE(at + 10)
    const cellAt = at + 14
    yield { person: bytes.readDoubleLE(at), node: bytes.readUInt16LE(at + 8), cell: Uint8Array.from(bytes.subarray(cellAt, cellAt + length)) }
    at = cellAt + length
  }
  assert(at === end, 'the seeds fill their record')
}
