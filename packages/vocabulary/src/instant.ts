// Instants as SDKs write them: ISO 8601 in its many spellings, or a number of milliseconds. A hand-written reader,
// because three instants are read per event and because the platform's own accepts far more than ISO 8601 and reads
// a missing zone as local time.
import type { Millis } from '@touchstone/base'

/** Numbers below this (3 March 1973 in milliseconds) are taken for seconds by mistake, and refused. */
const LEAST_NUMBER = 1e11
const GREATEST = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z

/**
 * `2024-05-05T10:11:12.123Z`, with `+02:00`, `+0200` or `+02` in place of `Z`, a space in place of `T`, any number of
 * decimals (cut to milliseconds), without seconds, without a time, without a zone (read as UTC); or a number, or a
 * string of digits, of milliseconds since 1970. `undefined` for anything else.
 */
export function parseInstant(value: unknown): Millis | undefined {
  if (typeof value === 'number') return value >= LEAST_NUMBER && value <= GREATEST ? Math.floor(value) : undefined
  if (typeof value !== 'string' || value.length > 40) return undefined
  const text = value.charCodeAt(0) === 32 || value.charCodeAt(value.length - 1) === 32 ? value.trim() : value
  if (text.length >= 12 && text.length <= 15 && /^\d+$/.test(text)) return parseInstant(Number(text))
  const year = number(text, 0, 4)
  const month = number(text, 5, 2)
  const day = number(text, 8, 2)
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined
  const midnight = daysSince1970(year, month, day) * 86_400_000
  if (text.length === 10) return midnight
  const mark = text.charCodeAt(10)
  if (mark !== 84 && mark !== 116 && mark !== 32) return undefined
  return timeOfDay(text, midnight)
}

function timeOfDay(text: string, midnight: Millis): Millis | undefined {
  const hour = number(text, 11, 2)
  const minute = number(text, 14, 2)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charCodeAt(13) !== 58) return undefined
  let at = 16
  let second = 0
  let millis = 0
  if (text.charCodeAt(16) === 58) {
    second = number(text, 17, 2)
    if (second < 0 || second > 60) return undefined // 60: a leap second, counted into the next minute
    at = 19
    const point = text.charCodeAt(19)
    if (point === 46 || point === 44) {
      const start = ++at
      for (let digit = digitAt(text, at); digit >= 0; digit = digitAt(text, ++at)) {
        if (at - start < 3) millis += digit * (at - start === 0 ? 100 : at - start === 1 ? 10 : 1)
      }
      if (at === start) return undefined
    }
  }
  const offset = zoneOffset(text, at)
  if (offset === undefined) return undefined
  return midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + millis
}

/** Minutes east of UTC of what follows `at` (`Z`, `+02:00`, `+0200`, `+02` or nothing); `undefined` if it is none of these. */
function zoneOffset(text: string, at: number): number | undefined {
  if (at === text.length) return 0
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) return at + 1 === text.length ? 0 : undefined
  if (sign !== 43 && sign !== 45) return undefined
  const hours = number(text, at + 1, 2)
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0
  const rest = text.length - at - 3
  const minutes = rest === 0 ? 0 : rest === 2 + colon ? number(text, at + 3 + colon, 2) : -1
  if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) return undefined
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
}

function digitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 48 && unit <= 57 ? unit - 48 : -1
}

/** The `count` digits at `at` as a number, −1 when they are not all digits. */
function number(text: string, at: number, count: number): number {
  let value = 0
  for (let i = 0; i < count; i++) {
    const digit = digitAt(text, at + i)
    if (digit < 0) return -1
    value = value * 10 + digit
  }
  return value
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar: counts years from March, so the leap day is the last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}
