// JSON texts of ours, read as bytes: JSON.stringify wrote them, so there is no white space, and one way to write a name.
import { assert } from '@touchstone/base'

export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const COMMA = 0x2c
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
export const OPEN_LIST = 0x5b
export const CLOSE_LIST = 0x5d

export const [TEXT, NUMBER, BOOLEAN, OBJECT, LIST, NULL] = [0, 1, 2, 3, 4, 5]

export function kindOf(byte: number): number {
  if (byte === QUOTE) return TEXT
  if (byte === OPEN_OBJECT) return OBJECT
  if (byte === OPEN_LIST) return LIST
  if (byte === 0x74 || byte === 0x66) return BOOLEAN
  return byte === 0x6e ? NULL : NUMBER
}

export function behindText(bytes: Buffer, at: number): number {
  let end = at + 1
  for (let byte = bytes[end]; byte !== QUOTE; byte = bytes[++end]) {
    if (byte === BACKSLASH) end++
    assert(end < bytes.length, 'a text ends')
  }
  return end + 1
}

export function behindContainer(bytes: Buffer, at: number): number {
  let open = 0
  for (let end = at; end < bytes.length; end++) {
    const byte = bytes[end]
    if (byte === QUOTE) end = behindText(bytes, end) - 1
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) open++
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && --open === 0) return end + 1
  }
  assert(false, 'a list or an object ends')
}

export function sameBytes(raw: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (raw.length !== end - start) return false
  for (let i = 0; i < raw.length; i++) if (raw[i] !== bytes[start + i]) return false
  return true
}

/** The place behind the value of this kind that begins at `at`. */
export function behindValue(bytes: Buffer, at: number, kind: number): number {
  if (kind === TEXT) return behindText(bytes, at)
  if (kind === OBJECT || kind === LIST) return behindContainer(bytes, at)
  let end = at + 1
  for (let byte = bytes[end]; byte !== COMMA && byte !== CLOSE_OBJECT && byte !== CLOSE_LIST; byte = bytes[++end]) assert(end < bytes.length, 'a value ends')
  return end
}
