// Where the value of a trait stands in a sorted list, as bytes: comparing two places byte by byte compares the values.
// A place begins with the kind: numbers come before texts, texts before false and true, and those before lists and
// objects, which go by their JSON text. Texts go by code points. Nobody's value comes last, whichever way a list is
// sorted, so it is told apart by its kind.
//
// History keeps the place behind the version of the value (when it happened, then the hash of the fact), so that the
// greatest bytes of a person's values are those of the value that holds.
import { assert } from '@touchstone/base'

/** Bytes of the version before a place. */
export const VERSION_BYTES = 16
/** Longer texts are told apart by so many bytes at most. */
export const PLACE_TEXT_BYTES = 256
/** Keeps instants before 1970 in order. */
export const HAPPENED_OFFSET = 2n ** 62n

export const PlaceKind = { MISSING: 0, NUMBER: 1, TEXT: 2, BOOLEAN: 3, OTHER: 4 } as const

const MISSING = Buffer.of(PlaceKind.MISSING)
const SIGN = 2n ** 63n

/**
 * The same as an SQL expression over the columns `happened`, `hash`, `raw` (JSON text of the value) and `bits` (of the value as a
 * double, -0 as 0). The table's migration has it too.
 */
export const PLACE_SQL = `concat(unhex(leftPad(hex(toUInt64(happened + 4611686018427387904)), 16, '0')), unhex(leftPad(hex(hash), 16, '0')), multiIf(
  raw = 'null', unhex('00'), raw = 'false', unhex('0300'), raw = 'true', unhex('0301'),
  startsWith(raw, '"'), concat(unhex('02'), substring(JSONExtractString(raw), 1, ${PLACE_TEXT_BYTES})),
  startsWith(raw, '{') OR startsWith(raw, '['), concat(unhex('04'), substring(raw, 1, ${PLACE_TEXT_BYTES})),
  concat(unhex('01'), unhex(leftPad(hex(if(bits >= 9223372036854775808, bitNot(bits), bits + 9223372036854775808)), 16, '0')))
))`

export function placeOfValue(value: unknown): Buffer {
  if (value === null || value === undefined) return MISSING
  if (typeof value === 'number') return placeOfNumber(value)
  if (typeof value === 'boolean') return Buffer.of(PlaceKind.BOOLEAN, value ? 1 : 0)
  if (typeof value === 'string') return placeOfText(PlaceKind.TEXT, value)
  return placeOfText(PlaceKind.OTHER, JSON.stringify(value))
}

/** A place behind its version. `hash` is the fact's, as two halves. */
export function versionedPlace(happened: number, high: number, low: number, value: unknown): Buffer {
  assert(Number.isSafeInteger(happened), 'an instant is a whole number of milliseconds')
  const place = placeOfValue(value)
  const bytes = Buffer.allocUnsafe(VERSION_BYTES + place.length)
  bytes.writeBigUInt64BE(BigInt(happened) + HAPPENED_OFFSET, 0)
  bytes.writeUInt32BE(high, 8)
  bytes.writeUInt32BE(low, 12)
  place.copy(bytes, VERSION_BYTES)
  return bytes
}

/** The eight bytes of a double, turned so that they compare as the numbers do: -0 is 0. */
function placeOfNumber(value: number): Buffer {
  const place = Buffer.allocUnsafe(9)
  place[0] = PlaceKind.NUMBER
  place.writeDoubleBE(value + 0, 1)
  const bits = place.readBigUInt64BE(1)
  place.writeBigUInt64BE(bits >= SIGN ? BigInt.asUintN(64, ~bits) : bits + SIGN, 1)
  return place
}

function placeOfText(kind: number, text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Math.min(bytes.length, PLACE_TEXT_BYTES)
  const place = Buffer.allocUnsafe(1 + length)
  place[0] = kind
  bytes.copy(place, 1, 0, length)
  return place
}
