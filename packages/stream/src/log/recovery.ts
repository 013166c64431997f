// Opening a log after whatever happened to it. A block that is cut short or damaged at the very end was never
// acknowledged (its sync had not returned) and is cut off. The same damage with a whole block behind it means that
// acknowledged data was harmed: then we refuse to start rather than lose it silently.
import { assert } from '@touchstone/base'
import { BLOCK_HEAD, blockIsWhole, readBlockHead } from './block.ts'
import type { Disk, DiskFile } from './disk.ts'

export interface Recovered {
  readonly end: number
  readonly time: number
  readonly file: DiskFile | undefined
  readonly fileBytes: number
  readonly totalBytes: number
  /** Bytes cut off the end; 0 after a clean stop. */
  readonly cut: number
}

export class DamagedLogError extends Error {
  override name = 'DamagedLogError'
}

const SUFFIX = '.log'

/** A segment file is named after the position of its first record. */
export function segmentName(first: number): string {
  return String(first).padStart(16, '0') + SUFFIX
}

/** The segments in order, as [name, first position]. */
export function listSegments(disk: Disk): { name: string; first: number }[] {
  return disk
    .list()
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => ({ name, first: Number(name.slice(0, -SUFFIX.length)) }))
    .sort((a, b) => a.first - b.first)
}

export async function recoverLog(disk: Disk): Promise<Recovered> {
  const segments = listSegments(disk)
  let totalBytes = 0
  for (const segment of segments) totalBytes += disk.size(segment.name)
  while (segments.length > 0) {
    const last = segments.at(-1)!
    const bytes = disk.read(last.name, 0, disk.size(last.name))
    const found = lastWholeBlock(bytes, last.name)
    if (found === undefined) {
      // Created, but its first block never became durable.
      disk.remove(last.name)
      totalBytes -= bytes.length
      segments.pop()
      continue
    }
    const file = await disk.open(last.name)
    const rest = bytes.subarray(found.length)
    // Zeros were put there ahead of time and are room for more; anything else is a block that was never acknowledged.
    if (!isZero(rest)) {
      await file.truncate(found.length)
      await file.sync()
    }
    const cut = bytes.length - found.length
    return { end: found.end, time: found.time, file, fileBytes: found.length, totalBytes: totalBytes - cut, cut }
  }
  return { end: 0, time: 0, file: undefined, fileBytes: 0, totalBytes: 0, cut: 0 }
}

function lastWholeBlock(bytes: Buffer, name: string): { length: number; end: number; time: number } | undefined {
  let at = 0
  let end = 0
  let time = 0
  for (;;) {
    const head = readBlockHead(bytes, at)
    if (head === undefined || !blockIsWhole(bytes, at, head)) break
    assert(end === 0 || head.first === end + 1, 'blocks of a segment follow each other without a gap')
    end = head.first + head.count - 1
    time = head.time
    at += BLOCK_HEAD + head.length
  }
  const behind = wholeBlockBehind(bytes, at + 1)
  if (behind >= 0) {
    throw new DamagedLogError(
      `The log file ${name} is damaged at byte ${at}: records after position ${end} cannot be read, but whole ones follow at byte ${behind}. ` +
        'These were acknowledged, so the start is refused. Restore the file from a backup.',
    )
  }
  return at === 0 ? undefined : { length: at, end, time }
}

function isZero(bytes: Buffer): boolean {
  const zeros = Buffer.alloc(Math.min(bytes.length, 1024 * 1024))
  for (let at = 0; at < bytes.length; at += zeros.length) {
    const part = bytes.subarray(at, at + zeros.length)
    if (!part.equals(zeros.subarray(0, part.length))) return false
  }
  return true
}

function wholeBlockBehind(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('LOG1', from, 'latin1'); at >= 0; at = bytes.indexOf('LOG1', at + 1, 'latin1')) {
    const head = readBlockHead(bytes, at)
    if (head !== undefined && blockIsWhole(bytes, at, head)) return at
  }
  return -1
}
