// The unit of group commit on disk. Everything appended while the disk was busy with the block before goes into one
// block, with one append time and one checksum:
//
//   0 u32 magic · 4 u32 body length · 8 u32 CRC-32 of bytes 12… · 12 u32 records · 16 f64 first position
//   24 f64 append time · 32 body: the framed records
import { crc32 } from 'node:zlib'

export const BLOCK_HEAD = 32
const MAGIC = 0x31474f4c // "LOG1"

export interface BlockHead {
  readonly length: number
  readonly count: number
  readonly first: number
  readonly time: number
  readonly checksum: number
}

export function encodeBlockHead(parts: readonly Buffer[], count: number, first: number, time: number): Buffer {
  const head = Buffer.alloc(BLOCK_HEAD)
  let length = 0
  for (const part of parts) length += part.length
  head.writeUInt32LE(MAGIC, 0)
  head.writeUInt32LE(length, 4)
  head.writeUInt32LE(count, 12)
  head.writeDoubleLE(first, 16)
  head.writeDoubleLE(time, 24)
  let checksum = crc32(head.subarray(12))
  for (const part of parts) checksum = crc32(part, checksum)
  head.writeUInt32LE(checksum >>> 0, 8)
  return head
}

/** The head at `at`, or undefined where no block can start. */
export function readBlockHead(bytes: Buffer, at: number): BlockHead | undefined {
  if (at + BLOCK_HEAD > bytes.length || bytes.readUInt32LE(at) !== MAGIC) return undefined
  return {
    length: bytes.readUInt32LE(at + 4),
    checksum: bytes.readUInt32LE(at + 8),
    count: bytes.readUInt32LE(at + 12),
    first: bytes.readDoubleLE(at + 16),
    time: bytes.readDoubleLE(at + 24),
  }
}

/** Whether the whole block at `at` is there and unharmed. */
export function blockIsWhole(bytes: Buffer, at: number, head: BlockHead): boolean {
  const end = at + BLOCK_HEAD + head.length
  return end <= bytes.length && crc32(bytes.subarray(at + 12, end)) === head.checksum
}
