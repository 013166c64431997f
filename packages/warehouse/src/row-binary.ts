// Rows in ClickHouse's RowBinary: each value's bytes one after the other, in column order, no names, no separators.
// Integers are little-endian, a text is a varint length and its UTF-8 bytes, an array a varint count and its elements,
// a Nullable one byte (1 = null) before the value. LowCardinality and SimpleAggregateFunction do not show on the wire.
//
// Measured on one core with 17-column facts of about 700 bytes: 1.5–2.5 µs per row here and 1–3 µs in the engine,
// against 7–13 µs and 3–8 µs for JSONEachRow; so the feed writes RowBinary only.
import { assert } from '@touchstone/base'
import type { FeedRow } from './ports.ts'

export interface Column {
  readonly name: string
  /** As in `system.columns`, e.g. `LowCardinality(String)`. */
  readonly type: string
}

/** Writes one value at the end of `out`. */
type Write = (out: RowBuffer, value: unknown) => void

/** Bytes of rows, growing as needed and kept for the next block. */
export class RowBuffer {
  bytes: Buffer = Buffer.allocUnsafeSlow(64 * 1024)
  view: DataView = viewOf(this.bytes)
  length = 0
  rows = 0

  filled(): Buffer {
    return this.bytes.subarray(0, this.length)
  }

  clear(): void {
    this.length = 0
    this.rows = 0
  }

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
    this.view = viewOf(grown)
  }

  varint(value: number): void {
    this.reserve(5)
    while (value > 127) {
      this.bytes[this.length++] = (value & 127) | 128
      value >>>= 7
    }
    this.bytes[this.length++] = value
  }

  text(value: string): void {
    if (value.length <= 24 && this.#shortAscii(value)) return
    const size = Buffer.byteLength(value)
    this.reserve(size + 5)
    this.varint(size)
    this.bytes.write(value, this.length, size, 'utf8')
    this.length += size
  }

  /** A call into the engine's string writer costs more than a loop over a few characters. */
  #shortAscii(value: string): boolean {
    this.reserve(25)
    const start = this.length + 1
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) return false
      this.bytes[start + i] = code
    }
    this.bytes[this.length] = value.length
    this.length = start + value.length
    return true
  }

  raw(value: Uint8Array): void {
    this.varint(value.length)
    this.reserve(value.length)
    this.bytes.set(value, this.length)
    this.length += value.length
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Compiles the writer of whole rows. Throws `InvariantError` for a column type the feed cannot write: a migration is wrong. */
export function rowWriter(table: string, columns: readonly Column[]): (out: RowBuffer, row: FeedRow) => void {
  const names = columns.map((column) => column.name)
  const writes = columns.map((column) => writerOf(column.type, `${table}.${column.name}`))
  const count = names.length
  return (out, row) => {
    for (let i = 0; i < count; i++) {
      writes[i]!(out, row[names[i]!])
    }
    out.rows++
  }
}

const INTEGER_BYTES: Readonly<Record<string, number>> = { Int8: 1, UInt8: 1, Int16: 2, UInt16: 2, Int32: 4, UInt32: 4 }

function writerOf(type: string, where: string): Write {
  const wrapped = /^(LowCardinality|Array|Nullable|SimpleAggregateFunction)\((?:\w+, )?(.*)\)$/.exec(type)
  if (wrapped) {
    const inner = writerOf(wrapped[2]!, where)
    if (wrapped[1] === 'Array') return arrayWriter(inner, where)
    return wrapped[1] === 'Nullable' ? nullableWriter(inner) : inner
  }
  if (type === 'UInt64' || type === 'Int64') return wideWriter(type === 'Int64', where)
  if (type in INTEGER_BYTES) return narrowWriter(type, INTEGER_BYTES[type]!, where)
  if (type === 'String') return textWriter(where)
  if (type === 'Bool') {
    return (out, value) => {
      assert(typeof value === 'boolean', wanted(where, 'a boolean', value))
      out.reserve(1)
      out.bytes[out.length++] = value ? 1 : 0
    }
  }
  if (type === 'Float64') {
    return (out, value) => {
      assert(typeof value === 'number', wanted(where, 'a number', value))
      out.reserve(8)
      out.view.setFloat64(out.length, value, true)
      out.length += 8
    }
  }
  assert(false, `${where} has type ${type}, which the feed cannot write; see row-binary.ts`)
}

function textWriter(where: string): Write {
  return (out, value) => {
    if (typeof value === 'string') out.text(value)
    else if (value instanceof Uint8Array) out.raw(value)
    else assert(false, wanted(where, 'a string or bytes', value))
  }
}

function arrayWriter(inner: Write, where: string): Write {
  return (out, value) => {
    assert(Array.isArray(value), wanted(where, 'an array', value))
    out.varint(value.length)
    for (const element of value) inner(out, element)
  }
}

function nullableWriter(inner: Write): Write {
  return (out, value) => {
    out.reserve(1)
    out.bytes[out.length++] = value === null ? 1 : 0
    if (value !== null) inner(out, value)
  }
}

function wideWriter(signed: boolean, where: string): Write {
  return (out, value) => {
    out.reserve(8)
    if (typeof value === 'number') {
      assert(Number.isSafeInteger(value) && (signed || value >= 0), wanted(where, signed ? 'a safe integer' : 'a safe integer ≥ 0', value))
      out.view.setUint32(out.length, value >>> 0, true)
      out.view.setInt32(out.length + 4, Math.floor(value / 4_294_967_296), true)
    } else {
      assert(typeof value === 'bigint', wanted(where, 'a number or a bigint', value))
      assert(value === (signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)), wanted(where, 'a value of 64 bits', value))
      out.view.setBigUint64(out.length, BigInt.asUintN(64, value), true)
    }
    out.length += 8
  }
}

function narrowWriter(type: string, size: number, where: string): Write {
  const signed = type.startsWith('I')
  const least = signed ? -(2 ** (size * 8 - 1)) : 0
  const most = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1
  return (out, value) => {
    assert(Number.isInteger(value) && (value as number) >= least && (value as number) <= most, wanted(where, `an integer of ${least} to ${most}`, value))
    out.reserve(size)
    if (size === 1) out.view.setInt8(out.length, value as number)
    else if (size === 2) out.view.setInt16(out.length, value as number, true)
    else out.view.setInt32(out.length, value as number, true)
    out.length += size
  }
}

function wanted(where: string, what: string, value: unknown): string {
  return `${where} takes ${what}, got ${typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)?.slice(0, 80)}`
}
