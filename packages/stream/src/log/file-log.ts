// The log in append-only segment files. One flush is under way at a time; whatever arrives meanwhile waits and becomes
// the next block (group commit), so that the cost of fdatasync is shared by all who wait for it.
//
// When a write fails (a full disk) the file is cut back to its last good block and the batch is refused: nothing of it
// remains. When fdatasync fails, the kernel may already have dropped the pages and call the next sync a success, so
// nothing written since can be trusted: the log is broken until the process restarts and reads back what is there.
import { assert, fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { BLOCK_HEAD, encodeBlockHead } from './block.ts'
import type { Disk, DiskFile } from './disk.ts'
import type { Appended, Log } from './log.ts'
import { recoverLog, segmentName } from './recovery.ts'
import { RecordBatch } from './record-batch.ts'

export interface FileLogOptions {
  readonly disk: Disk
  readonly clock: Clock
  /** A file is closed once it is larger than this. */
  readonly segmentBytes?: number
  /** All files together; beyond it appends are refused. */
  readonly maxBytes?: number
  /** Bytes that may wait for the disk; beyond it appends are refused. */
  readonly maxPendingBytes?: number
}

interface Waiting {
  readonly batch: RecordBatch
  readonly resolve: (result: Result<Appended>) => void
}

const NOTHING = new Uint8Array(0)
const SEGMENT_BYTES = 32 * 1024 * 1024
/** Segments smaller than this (in tests) are not worth preparing. */
const PREPARE_FROM = 1024 * 1024
const MAX_BLOCK_BYTES = 8 * 1024 * 1024

export async function openFileLog(options: FileLogOptions): Promise<Log> {
  const recovered = await recoverLog(options.disk)
  if (recovered.file === undefined) await options.disk.prepare(options.segmentBytes ?? SEGMENT_BYTES).catch(() => undefined)
  return new FileLog(options, recovered)
}

class FileLog implements Log {
  readonly #disk: Disk
  readonly #clock: Clock
  readonly #segmentBytes: number
  readonly #maxBytes: number
  readonly #maxPending: number
  readonly #listeners: ((end: number) => void)[] = []
  #file: DiskFile | undefined
  #fileBytes: number
  #totalBytes: number
  #waiting: Waiting[] = []
  #pendingBytes = 0
  #flushing: Promise<void> | undefined
  #broken = false
  #refusal: string | undefined
  #closed = false
  #end: number
  #time: Millis

  constructor(options: FileLogOptions, recovered: Awaited<ReturnType<typeof recoverLog>>) {
    this.#disk = options.disk
    this.#clock = options.clock
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES
    this.#maxBytes = options.maxBytes ?? Infinity
    this.#maxPending = options.maxPendingBytes ?? 64 * 1024 * 1024
    this.#end = recovered.end
    this.#time = recovered.time
    this.#file = recovered.file
    this.#fileBytes = recovered.fileBytes
    this.#totalBytes = recovered.totalBytes
  }

  get end(): number {
    return this.#end
  }
  get endTime(): Millis {
    return this.#time
  }
  onDurable(listener: (end: number) => void): void {
    this.#listeners.push(listener)
  }
  refuse(reason: string | undefined): void {
    this.#refusal = reason
  }
  state(): { bytes: number; broken: boolean; pendingBytes: number } {
    return { bytes: this.#totalBytes, broken: this.#broken, pendingBytes: this.#pendingBytes }
  }

  append(batch: RecordBatch): Promise<Result<Appended>> {
    assert(batch.count > 0, 'an append has at least one record')
    if (this.#broken || this.#closed) return Promise.resolve(broken())
    if (this.#refusal !== undefined) return Promise.resolve(full(this.#refusal))
    const length = batch.bytes.length
    if (this.#pendingBytes + length > this.#maxPending || this.#totalBytes + this.#pendingBytes + length > this.#maxBytes) {
      return Promise.resolve(full(this.#totalBytes + this.#pendingBytes + length > this.#maxBytes ? 'the log has reached its configured size' : 'too much is waiting for the disk'))
    }
    return this.#enqueue(batch)
  }

  tick(kind: number): Promise<Result<Appended>> {
    if (this.#broken || this.#closed) return Promise.resolve(broken())
    return this.#enqueue(RecordBatch.of(kind, NOTHING))
  }

  #enqueue(batch: RecordBatch): Promise<Result<Appended>> {
    this.#pendingBytes += batch.bytes.length
    return new Promise((resolve) => {
      this.#waiting.push({ batch, resolve })
      this.#flushing ??= this.#flush()
    })
  }

  async #flush(): Promise<void> {
    // One turn of the event loop, so that calls of the same turn share the first block too.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const taken = this.#take()
      const result = await this.#writeBlock(taken)
      let first = result.ok ? result.value.first : 0
      for (const { batch, resolve } of taken) {
        this.#pendingBytes -= batch.bytes.length
        resolve(result.ok ? ok({ first, time: result.value.time }) : result)
        first += batch.count
      }
      if (result.ok) for (const listener of this.#listeners) listener(this.#end)
    }
    // In the same turn as the last look at the queue: whoever comes next starts a flush of its own.
    this.#flushing = undefined
  }

  #take(): Waiting[] {
    let bytes = 0
    let count = 0
    while (count < this.#waiting.length && (count === 0 || bytes + this.#waiting[count]!.batch.bytes.length <= MAX_BLOCK_BYTES)) {
      bytes += this.#waiting[count]!.batch.bytes.length
      count++
    }
    return this.#waiting.splice(0, count)
  }

  async #writeBlock(taken: readonly Waiting[]): Promise<Result<Appended>> {
    if (this.#broken) return broken()
    const bodies = taken.map((one) => one.batch.bytes)
    let count = 0
    for (const { batch } of taken) count += batch.count
    const first = this.#end + 1
    const time = Math.max(this.#time, this.#clock.now())
    assert(count > 0 && time >= this.#time, 'a block has records, and append times never decrease')
    const head = encodeBlockHead(bodies, count, first, time)
    const length = BLOCK_HEAD + head.readUInt32LE(4)
    try {
      await this.#openSegment(first)
      await this.#file!.write([head, ...bodies], this.#fileBytes)
    } catch (error) {
      return this.#cutBack(error as Error)
    }
    try {
      await this.#file!.sync()
    } catch (error) {
      this.#broken = true
      return broken((error as Error).message)
    }
    this.#fileBytes += length
    this.#totalBytes += length
    this.#end = first + count - 1
    this.#time = time
    return ok({ first, time })
  }

  async #openSegment(first: number): Promise<void> {
    if (this.#file !== undefined && this.#fileBytes < this.#segmentBytes) return
    await this.#file?.close()
    this.#file = undefined
    this.#file = await this.#disk.open(segmentName(first))
    this.#fileBytes = 0
    this.#prepareNext()
  }

  /** The next segment's bytes are put on the disk ahead of time; without them appends are only slower. */
  #prepareNext(): void {
    if (this.#segmentBytes >= PREPARE_FROM) this.#disk.prepare(this.#segmentBytes).catch(() => undefined)
  }

  async #cutBack(error: Error): Promise<Result<Appended>> {
    try {
      await this.#file?.truncate(this.#fileBytes)
      return full(error.message)
    } catch (second) {
      this.#broken = true
      return broken((second as Error).message)
    }
  }

  async close(): Promise<void> {
    await this.#flushing
    this.#closed = true
    await this.#file?.close()
  }
}

function full(why: string): Result<never> {
  return fail('stream.full', `The log cannot take more at the moment (${why}). Nothing was kept; send it again later.`)
}

function broken(why = 'it was closed or a sync failed'): Result<never> {
  return fail('stream.broken', `The log does not accept records (${why}). Restart the process; what was acknowledged is safe.`)
}
