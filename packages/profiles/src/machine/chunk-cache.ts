// Long histories lie in blocks apart from the person's record (table `chunks`, by number), so that a fact rewrites a few
// kilobytes of a history and not all of it. Blocks are read when somebody opens them and kept while there is room.
//
// What the batch changed stays until `save` hands it to the transaction of the batch, together with the records that
// name it. What is unchanged is kept in two generations: when the young one fills half of the room, it becomes the old
// one, and what is left of the old one (nobody opened it for so long) goes. That happens only in `settle`, between one
// person and the next: whoever works on a person may hold on to the bytes of every block of theirs.
//
// Each block has a buffer of its own: blocks are few beside people's records, and a block's bytes then never move.
import { assert } from '@touchstone/base'
import type { Chunks } from '@touchstone/language'
import type { Transaction } from '@touchstone/stream'

/** The least room that makes sense: what one person's longest histories touch at once. */
export const MIN_CHUNK_BYTES = 256 * 1024

/** Answers the stored bytes of a block, valid until the next call. */
export type LoadChunk = (chunk: number) => Buffer | undefined

class Block {
  readonly number: number
  readonly bytes: Buffer
  readonly view: DataView
  /** Whether the state has a version of it. */
  isStored: boolean

  constructor(number: number, bytes: Buffer, isStored: boolean) {
    this.number = number
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.isStored = isStored
  }
}

const NO_BLOCK = new Block(0, Buffer.alloc(0), false)

export class ChunkCache {
  readonly #load: LoadChunk
  readonly #room: number
  readonly #changed = new Map<number, Block>()
  readonly #freed = new Set<number>()
  #young = new Map<number, Block>()
  #old = new Map<number, Block>()
  #youngBytes = 0
  #oldBytes = 0
  #changedBytes = 0
  #next = 1
  #savedNext = 1

  /** Keeps about `bytes` bytes of unchanged blocks. */
  constructor(bytes: number, load: LoadChunk) {
    this.#room = Math.max(bytes, MIN_CHUNK_BYTES)
    this.#load = load
  }

  /** The number of the next new block, as `save` wrote it. */
  startAt(next: number): void {
    assert(Number.isSafeInteger(next) && next >= 1, 'blocks are numbered from 1')
    this.#next = this.#savedNext = next
  }

  /** Bytes in memory. */
  get usedBytes(): number {
    return this.#changedBytes + this.#youngBytes + this.#oldBytes
  }

  create(length: number): Block {
    assert(length > 0, 'a block holds something')
    const block = new Block(this.#next++, Buffer.alloc(length), false)
    this.#changed.set(block.number, block)
    this.#changedBytes += length
    return block
  }

  open(chunk: number): Block {
    return this.#changed.get(chunk) ?? this.#young.get(chunk) ?? this.#recall(chunk)
  }

  touch(chunk: number): void {
    if (this.#changed.has(chunk)) return
    const block = this.open(chunk)
    this.#young.delete(chunk)
    this.#youngBytes -= block.bytes.length
    this.#changed.set(chunk, block)
    this.#changedBytes += block.bytes.length
  }

  free(chunk: number): void {
    assert(!this.#freed.has(chunk), 'a block is freed once')
    const changed = this.#changed.get(chunk)
    const young = this.#young.get(chunk)
    const old = this.#old.get(chunk)
    if (changed !== undefined) this.#changedBytes -= changed.bytes.length
    if (young !== undefined) this.#youngBytes -= young.bytes.length
    if (old !== undefined) this.#oldBytes -= old.bytes.length
    this.#changed.delete(chunk)
    this.#young.delete(chunk)
    this.#old.delete(chunk)
    // One that is not in memory is in the state.
    if ((changed ?? young ?? old)?.isStored !== false) this.#freed.add(chunk)
  }

  /** Brings a block into the young generation. */
  #recall(chunk: number): Block {
    assert(!this.#freed.has(chunk), 'a block that was freed is not opened again')
    let block = this.#old.get(chunk)
    if (block === undefined) {
      const stored = this.#load(chunk)
      assert(stored !== undefined, `a cell names only blocks that are there (${chunk})`)
      const bytes = Buffer.from(new ArrayBuffer(stored.length))
      stored.copy(bytes, 0, 0, stored.length)
      block = new Block(chunk, bytes, true)
    } else {
      this.#old.delete(chunk)
      this.#oldBytes -= block.bytes.length
    }
    this.#young.set(chunk, block)
    this.#youngBytes += block.bytes.length
    return block
  }

  /** Between one person and the next: forgets what was not opened for long where there is more than there is room for. */
  settle(): void {
    if (2 * this.#youngBytes < this.#room) return
    this.#old = this.#young
    this.#oldBytes = this.#youngBytes
    this.#young = new Map()
    this.#youngBytes = 0
  }

  /** Writes what changed. */
  save(tx: Transaction): void {
    for (const chunk of this.#freed) tx.remove('chunks', chunk)
    this.#freed.clear()
    for (const chunk of Float64Array.from(this.#changed.keys()).sort()) {
      const block = this.#changed.get(chunk)!
      tx.put('chunks', chunk, block.bytes)
      block.isStored = true
      this.#young.set(chunk, block)
      this.#youngBytes += block.bytes.length
    }
    this.#changed.clear()
    this.#changedBytes = 0
    if (this.#next !== this.#savedNext) tx.put('profiles_meta', 'next_chunk', Buffer.from(String((this.#savedNext = this.#next))))
    this.settle()
  }

  /** Forgets everything, changes too. */
  clear(): void {
    this.#changed.clear()
    this.#freed.clear()
    this.#young.clear()
    this.#old.clear()
    this.#changedBytes = this.#youngBytes = this.#oldBytes = 0
  }
}

/** Blocks as one person's cells see them. Two people who become one have one of these each. */
export class PersonChunks implements Chunks {
  readonly #cache: ChunkCache
  view: DataView = NO_BLOCK.view
  bytes: Buffer = NO_BLOCK.bytes

  constructor(cache: ChunkCache) {
    this.#cache = cache
  }

  create(length: number): number {
    const { number, view, bytes } = this.#cache.create(length)
    this.view = view
    this.bytes = bytes
    return number
  }
  open(chunk: number): number {
    const { view, bytes } = this.#cache.open(chunk)
    this.view = view
    this.bytes = bytes
    return 0
  }
  size(chunk: number): number {
    return this.#cache.open(chunk).bytes.length
  }
  touch(chunk: number): void {
    this.#cache.touch(chunk)
  }
  free(chunk: number): void {
    this.#cache.free(chunk)
  }
}
