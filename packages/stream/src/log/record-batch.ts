// Records of one append, framed as the log stores them: u32 payload length, u8 kind, payload.
import { assert } from '@touchstone/base'

const FRAME = 5

/** Collects records for one `append`. Payloads are copied, so the caller may reuse its buffers. */
export class RecordBatch {
  #buffer: Buffer
  #length = 0
  count = 0

  constructor(expectedBytes = 16 * 1024) {
    this.#buffer = Buffer.allocUnsafeSlow(expectedBytes)
  }

  static of(kind: number, payload: Uint8Array): RecordBatch {
    const batch = new RecordBatch(payload.length + FRAME)
    batch.add(kind, payload)
    return batch
  }

  add(kind: number, payload: Uint8Array): void {
    assert(kind >= 0 && kind < 256, 'the kind of a record is one byte')
    const end = this.#length + FRAME + payload.length
    if (end > this.#buffer.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(end, 2 * this.#buffer.length))
      this.#buffer.copy(grown, 0, 0, this.#length)
      this.#buffer = grown
    }
    this.#buffer.writeUInt32LE(payload.length, this.#length)
    this.#buffer[this.#length + 4] = kind
    this.#buffer.set(payload, this.#length + FRAME)
    this.#length = end
    this.count++
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }
}
