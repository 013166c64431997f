// Chunks in memory that are as unkind as a store may be: each `open` and `create` hands out a copy at another offset,
// scrambles the one before, and keeps of it only what was touched. A block that was changed and not touched, a view that
// was kept too long and a block that was freed and used again all show at once.
import { assert } from '@touchstone/base'
import type { Chunks } from '../incremental/cells.ts'

const SCRAMBLED = 0xa5

export class TestChunks implements Chunks {
  bytes = new Uint8Array(0)
  view = new DataView(this.bytes.buffer)
  readonly #blocks = new Map<number, Uint8Array>()
  #given = 0
  #opened = 0
  #at = 0
  #isTouched = false

  create(length: number): number {
    const chunk = ++this.#given
    this.#blocks.set(chunk, new Uint8Array(length))
    this.open(chunk)
    this.#isTouched = true
    return chunk
  }

  open(chunk: number): number {
    this.close()
    const block = this.#block(chunk)
    this.#opened = chunk
    this.#at = 1 + ((this.#at + 4) % 13)
    this.bytes = new Uint8Array(this.#at + block.length + 5).fill(SCRAMBLED)
    this.bytes.set(block, this.#at)
    this.view = new DataView(this.bytes.buffer)
    return this.#at
  }

  size(chunk: number): number {
    return this.#block(chunk).length
  }

  touch(chunk: number): void {
    assert(chunk === this.#opened, 'only the block that is open can be touched')
    this.#isTouched = true
  }

  free(chunk: number): void {
    this.#block(chunk)
    if (chunk === this.#opened) this.close()
    this.#blocks.delete(chunk)
  }

  /** Keeps what was touched of the open block; nothing is open then. */
  close(): void {
    const block = this.#blocks.get(this.#opened)
    if (block !== undefined) {
      const end = this.#at + block.length
      const isOutside = (byte: number, index: number): boolean => (index < this.#at || index >= end) && byte !== SCRAMBLED
      assert(!this.bytes.some(isOutside), 'nothing is written outside a block')
      if (this.#isTouched) block.set(this.bytes.subarray(this.#at, end))
      this.bytes.fill(SCRAMBLED)
    }
    this.#opened = 0
    this.#isTouched = false
    this.bytes = new Uint8Array(0)
    this.view = new DataView(this.bytes.buffer)
  }

  /** How many blocks there are. */
  get count(): number {
    return this.#blocks.size
  }

  #block(chunk: number): Uint8Array {
    const block = this.#blocks.get(chunk)
    assert(block !== undefined, 'only blocks that were created and not freed are used')
    return block
  }
}
