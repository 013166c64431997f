// Blocks of a long history in memory, for a person whose facts are told again.
import { assert } from '@touchstone/base'
import type { Chunks } from '../incremental/cells.ts'

export class PastChunks implements Chunks {
  bytes = new Uint8Array(0)
  view = new DataView(this.bytes.buffer)
  readonly #views = new Map<number, DataView<ArrayBuffer>>()
  #given = 0

  create(length: number): number {
    const chunk = ++this.#given
    this.#views.set(chunk, new DataView(new ArrayBuffer(length)))
    this.open(chunk)
    return chunk
  }

  open(chunk: number): number {
    const view = this.#view(chunk)
    if (view !== this.view) {
      this.view = view
      this.bytes = new Uint8Array(view.buffer)
    }
    return 0
  }

  size(chunk: number): number {
    return this.#view(chunk).byteLength
  }

  touch(chunk: number): void {
    assert(this.#view(chunk) === this.view, 'a block that changes is open')
  }

  free(chunk: number): void {
    this.#view(chunk)
    this.#views.delete(chunk)
  }

  #view(chunk: number): DataView<ArrayBuffer> {
    const view = this.#views.get(chunk)
    assert(view !== undefined, 'only blocks that were created and not freed are used')
    return view
  }
}
