// Results in ClickHouse's Native format: columns one after the other instead of rows, so that a number column is a typed
// array after one copy and nothing is made per row. Measured on one core, from the engine's table to a typed array in
// Node: 0.05 to 0.1 µs per row of three numbers, against 0.4 µs for JSONEachRow before anybody has parsed it, and about
// 1.5 µs after.
//
// A block: varint count of columns, varint count of rows; per column its name and its type (each a varint length and
// UTF-8 bytes) and, where there are rows, its values: numbers little-endian in a row, texts each with a varint length.
// The engine hands over whole blocks; HTTP cuts them anywhere, so bytes gather until they make blocks.
import { assert } from '@touchstone/base'
import type { ColumnBlock, NumberColumn, TextColumn } from './ports.ts'

type Made = new (buffer: ArrayBuffer) => NumberColumn

const NUMBERS: Readonly<Record<string, { readonly size: number; readonly made: Made }>> = {
  Float64: { size: 8, made: Float64Array },
  UInt32: { size: 4, made: Uint32Array },
  UInt16: { size: 2, made: Uint16Array },
  UInt8: { size: 1, made: Uint8Array },
}

const TEXT = 'String'
/** Columns of one query; more means that what is read is not a block. */
const MAX_COLUMNS = 64

/** Whole blocks of `chunks`, without the empty ones. Throws when the bytes end within a block or are none. */
export async function* nativeBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ColumnBlock> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  /** So many bytes are gathered before another look: twice what was not enough, so looking costs no more than reading. */
  let enough = 0
  for await (const chunk of chunks) {
    waiting.push(chunk)
    bytes += chunk.length
    if (bytes < enough) continue
    const reader = new BlockReader(waiting.length === 1 ? chunk : Buffer.concat(waiting))
    for (let block = reader.next(); block !== undefined; block = reader.next()) if (block.rows > 0) yield block
    waiting = reader.left === 0 ? [] : [reader.rest()]
    bytes = reader.left
    enough = 2 * bytes
  }
  if (bytes === 0) return
  const reader = new BlockReader(Buffer.concat(waiting))
  for (let block = reader.next(); block !== undefined; block = reader.next()) if (block.rows > 0) yield block
  if (reader.left > 0) throw new Error(`a result in blocks ended within one: ${Buffer.from(reader.rest().subarray(0, 300)).toString('utf8')}`)
}

/** Thrown and caught here only: the bytes at hand end before the block does. */
const INCOMPLETE = Symbol('incomplete')

class BlockReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(this.#at)
  }

  /** The block that begins here, or undefined where it is not all there. */
  next(): ColumnBlock | undefined {
    if (this.left === 0) return undefined
    const began = this.#at
    try {
      return this.#block()
    } catch (error) {
      if (error !== INCOMPLETE) throw error
      this.#at = began
      return undefined
    }
  }

  #block(): ColumnBlock {
    const columns = this.#varint()
    assert(columns <= MAX_COLUMNS, `a block has at most ${MAX_COLUMNS} columns, not ${columns}: the bytes are not in the format Native`)
    const rows = this.#varint()
    const values: (NumberColumn | Texts)[] = []
    for (let i = 0; i < columns; i++) {
      const name = this.#word()
      const type = this.#word()
      if (type === TEXT) values.push(this.#texts(rows))
      else values.push(this.#numbers(rows, name, type))
    }
    return new Block(rows, values)
  }

  #numbers(rows: number, name: string, type: string): NumberColumn {
    const known = Object.hasOwn(NUMBERS, type) ? NUMBERS[type] : undefined
    assert(known !== undefined, `column ${name} has type ${type}, which blocks do not carry: cast it to one of ${Object.keys(NUMBERS).join(', ')}, ${TEXT}`)
    const at = this.#pass(rows * known.size)
    const start = this.#bytes.byteOffset + at
    // A copy, because the values of a block lie at any offset and typed arrays want theirs aligned.
    return new known.made((this.#bytes.buffer as ArrayBuffer).slice(start, start + rows * known.size))
  }

  #texts(rows: number): Texts {
    const starts = new Uint32Array(rows)
    const ends = new Uint32Array(rows)
    for (let i = 0; i < rows; i++) {
      const length = this.#varint()
      starts[i] = this.#pass(length)
      ends[i] = this.#at
    }
    return new Texts(this.#bytes, starts, ends)
  }

  #word(): string {
    const length = this.#varint()
    const at = this.#pass(length)
    return this.#bytes.toString('latin1', at, at + length)
  }

  #varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      if (this.#at >= this.#bytes.length) throw INCOMPLETE
      const byte = this.#bytes[this.#at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  /** Steps over `length` bytes; where they begin. */
  #pass(length: number): number {
    const at = this.#at
    if (at + length > this.#bytes.length) throw INCOMPLETE
    this.#at += length
    return at
  }
}

class Texts implements TextColumn {
  readonly #bytes: Buffer
  readonly #starts: Uint32Array
  readonly #ends: Uint32Array

  constructor(bytes: Buffer, starts: Uint32Array, ends: Uint32Array) {
    this.#bytes = bytes
    this.#starts = starts
    this.#ends = ends
  }

  text(row: number): string {
    return this.#bytes.toString('utf8', this.#starts[row], this.#ends[row])
  }
}

class Block implements ColumnBlock {
  readonly rows: number
  readonly #values: readonly (NumberColumn | Texts)[]

  constructor(rows: number, values: readonly (NumberColumn | Texts)[]) {
    this.rows = rows
    this.#values = values
  }

  numbers(column: number): NumberColumn {
    const values = this.#values[column]
    assert(values !== undefined && !(values instanceof Texts), `column ${column} of the block holds numbers`)
    return values
  }

  texts(column: number): TextColumn {
    const values = this.#values[column]
    assert(values instanceof Texts, `column ${column} of the block holds texts`)
    return values
  }
}
