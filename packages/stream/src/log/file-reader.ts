// Reads the segment files from any thread or process of the same machine: it only needs to be told how far the log is
// durable. Whole blocks are read and checked; a damaged one stops the reader loudly.
import { assert } from '@touchstone/base'
import type { LogRecord } from '../machine.ts'
import { BLOCK_HEAD, blockIsWhole, readBlockHead } from './block.ts'
import type { Disk } from './disk.ts'
import type { LogReader } from './log.ts'
import { DamagedLogError, listSegments } from './recovery.ts'

const CHUNK = 1024 * 1024

export function openFileReader(disk: Disk): LogReader {
  return new FileReader(disk)
}

class FileReader implements LogReader {
  readonly #disk: Disk
  // Where the next block is expected: the segment, the byte in it, and the position of its first record.
  #segment = ''
  readonly #buffer = Buffer.allocUnsafeSlow(CHUNK)
  #offset = 0
  #position = 0

  constructor(disk: Disk) {
    this.#disk = disk
  }

  read(from: number, upTo: number, maxBytes: number, visit: (record: LogRecord) => void): number {
    let next = from
    let budget = maxBytes
    while (next <= upTo && budget > 0) {
      if (next !== this.#position || this.#segment === '') this.#seek(next)
      const chunk = this.#disk.read(this.#segment, this.#offset, CHUNK, this.#buffer)
      if (chunk.length === 0) {
        this.#nextSegment(this.#position)
        continue
      }
      const head = readBlockHead(chunk, 0)
      if (head === undefined) throw this.#damaged(next)
      const whole = BLOCK_HEAD + head.length > chunk.length ? this.#disk.read(this.#segment, this.#offset, BLOCK_HEAD + head.length) : chunk
      const used = this.#blocks(whole, next, upTo, visit)
      // What was only passed on the way to the place does not count, or a small budget would never get there.
      if (used.next > next) budget -= used.bytes
      next = used.next
    }
    return next
  }

  /** Visits the whole blocks in `chunk`; the first must be whole. */
  #blocks(chunk: Buffer, from: number, upTo: number, visit: (record: LogRecord) => void): { bytes: number; next: number } {
    let at = 0
    let next = from
    while (next <= upTo) {
      const head = readBlockHead(chunk, at)
      const whole = head !== undefined && at + BLOCK_HEAD + head.length <= chunk.length
      if (!whole && at > 0) break
      if (!whole || !blockIsWhole(chunk, at, head!)) throw this.#damaged(next)
      visitBlock(chunk, at, head!.first, head!.count, head!.time, from, visit)
      at += BLOCK_HEAD + head!.length
      next = Math.max(next, head!.first + head!.count)
      this.#position = head!.first + head!.count
    }
    this.#offset += at
    return { bytes: at, next }
  }

  #seek(position: number): void {
    const segments = listSegments(this.#disk)
    const segment = segments.findLast((one) => one.first <= position)
    assert(segment !== undefined, `position ${position} is in the log (the first kept is ${segments[0]?.first ?? 'none'})`)
    // Ahead in the same file: it is come to by reading on.
    if (segment.name === this.#segment && position >= this.#position) return
    this.#segment = segment.name
    this.#offset = 0
    this.#position = segment.first
  }

  #nextSegment(position: number): void {
    const found = listSegments(this.#disk).find((one) => one.first === position)
    assert(found !== undefined && found.name !== this.#segment, `the log goes on at position ${position}`)
    this.#segment = found.name
    this.#offset = 0
    this.#position = position
  }

  #damaged(position: number): DamagedLogError {
    return new DamagedLogError(`The log file ${this.#segment} is damaged at byte ${this.#offset} (position ${position} or after). Restore it from a backup.`)
  }

  close(): void {
    this.#segment = ''
    this.#position = 0
  }
}

function visitBlock(chunk: Buffer, at: number, first: number, count: number, time: number, from: number, visit: (record: LogRecord) => void): void {
  let offset = at + BLOCK_HEAD
  for (let position = first; position < first + count; position++) {
    const start = offset + 5
    const end = start + chunk.readUInt32LE(offset)
    assert(end <= chunk.length, 'a record lies within its block')
    if (position >= from) visit({ position, time, kind: chunk[offset + 4]!, bytes: chunk, start, end })
    offset = end
  }
}
