import type { Cells } from '@touchstone/language'
import { assert } from '@touchstone/base'

/** One node's cell that came from history, as the other side of a merge. Only read. */
export class SeedCells implements Cells {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly chunks = undefined
  readonly #node: number

  constructor(node: number, cell: Uint8Array) {
    this.#node = node
    this.bytes = cell
    this.view = new DataView(cell.buffer, cell.byteOffset, cell.byteLength)
  }
  find(node: number): number {
    return node === this.#node ? 0 : -1
  }
  size(node: number): number {
    return node === this.#node ? this.bytes.length : 0
  }
  allocate(): number {
    assert(false, 'a seed is only read')
    return -1
  }
}
