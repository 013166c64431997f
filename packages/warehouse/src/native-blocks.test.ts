import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nativeBlocks } from './native-blocks.ts'

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}

function word(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([varint(bytes.length), bytes])
}

/** A block of a Float64, a UInt16 and a String. */
function block(rows: readonly (readonly [number, number, string])[]): Buffer {
  const floats = Buffer.from(Float64Array.from(rows, ([float]) => float).buffer)
  const shorts = Buffer.from(Uint16Array.from(rows, ([, short]) => short).buffer)
  const columns = [['f', 'Float64', floats], ['s', 'UInt16', shorts], ['t', 'String', Buffer.concat(rows.map(([, , text]) => word(text)))]] as const
  return Buffer.concat([varint(3), varint(rows.length), ...columns.flatMap(([name, type, values]) => [word(name), word(type), values])])
}

async function* cut(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<[number, number, string][]> {
  const rows: [number, number, string][] = []
  for await (const one of nativeBlocks(chunks)) {
    assert.ok(one.rows > 0)
    for (let i = 0; i < one.rows; i++) rows.push([one.numbers(0)[i]!, one.numbers(1)[i]!, one.texts(2).text(i)])
  }
  return rows
}

const ROWS = [[0.5, 7, 'größer'], [-1e300, 65_535, ''], [2 ** 53, 0, 'x'.repeat(300)]] as const
const MORE = [[3, 4, 'four']] as const

describe('blocks of columns', () => {
  it('are whole wherever the bytes are cut, and empty ones are left out', async () => {
    const bytes = Buffer.concat([block(ROWS), block([]), block(MORE), block(ROWS)])
    const expected = [...ROWS, ...MORE, ...ROWS].map((row) => [...row])
    for (const length of [1, 2, 3, 7, 64, 500, bytes.length]) assert.deepEqual(await read(cut(bytes, length)), expected, `cut every ${length} bytes`)
    assert.deepEqual(await read(cut(Buffer.alloc(0), 1)), [])
  })

  it('never end in the middle, and nothing else is taken for them', async () => {
    const bytes = block(ROWS)
    await assert.rejects(read(cut(bytes.subarray(0, bytes.length - 1), 100)), /ended within one/)
    await assert.rejects(read(cut(Buffer.concat([bytes, Buffer.from('Code: 241. Memory limit')]), 1000)), /format Native|blocks do not carry|ended within one/)
    const wrong = Buffer.concat([varint(1), varint(1), word('n'), word('Array(String)'), varint(0)])
    await assert.rejects(read(cut(wrong, 1000)), /column n has type Array\(String\)/)
  })

  it('say what a column holds', async () => {
    for await (const one of nativeBlocks(cut(block(MORE), 1000))) {
      assert.throws(() => one.texts(0), /holds texts/)
      assert.throws(() => one.numbers(2), /holds numbers/)
      assert.throws(() => one.numbers(3), /holds numbers/)
    }
  })
})
