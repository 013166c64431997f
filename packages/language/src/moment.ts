// An instant or a day written as a text, in the few forms that cannot be misread. Everything else is no instant: guessing
// at "01/02/2026" would be wrong for half the world.
import { HOUR, MINUTE, SECOND, type Millis } from '@touchstone/base'

export interface MonthDay {
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31; 29 in February too. */
  readonly day: number
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIRST_YEAR = 1900
const LAST_YEAR = 2299
/** Length of `YYYY-MM-DD`. */
const DATE = 10
const MAX_OFFSET_HOURS = 14

/**
 * The instant that `text` writes: `2026-03-29` (midnight UTC), or a date, `T` or one space, `HH:MM`, perhaps `:SS`, perhaps
 * a fraction of 1 to 9 digits (cut to milliseconds), and `Z` or an offset such as `+02:00`, up to 14 hours. Real days of
 * the years 1900 to 2299 only; undefined for everything else.
 */
export function momentOf(text: string): Millis | undefined {
  const day = dateAt(text)
  if (day === undefined || text.length === DATE) return day
  if (text[DATE] !== 'T' && text[DATE] !== ' ') return undefined
  const hours = twoDigits(text, 11)
  const minutes = text[13] === ':' ? twoDigits(text, 14) : NaN
  if (!(hours <= 23 && minutes <= 59)) return undefined
  let end = 16
  let inMinute = 0
  if (text[end] === ':') {
    const seconds = twoDigits(text, 17)
    if (!(seconds <= 59)) return undefined
    const digits = fractionLength(text, 19)
    if (digits === undefined) return undefined
    inMinute = seconds * SECOND + (digits === 0 ? 0 : Number(text.slice(20, 20 + Math.min(digits, 3)).padEnd(3, '0')))
    end = digits === 0 ? 19 : 20 + digits
  }
  const offset = offsetAt(text, end)
  return offset === undefined ? undefined : day + hours * HOUR + minutes * MINUTE + inMinute - offset
}

/**
 * The month and day that `text` names: `MM-DD`, or a real `YYYY-MM-DD` (1900 to 2299) that ends there or goes on with `T`
 * or a space, whatever follows. Undefined for everything else.
 */
export function dayOf(text: string): MonthDay | undefined {
  const isShort = text.length === 5
  if (isShort ? text[2] !== '-' : dateAt(text) === undefined) return undefined
  if (text.length > DATE && text[DATE] !== 'T' && text[DATE] !== ' ') return undefined
  const month = twoDigits(text, isShort ? 0 : 5)
  const day = twoDigits(text, isShort ? 3 : 8)
  return isDay(2000, month, day) ? { month, day } : undefined
}

/** Midnight UTC of the `YYYY-MM-DD` at the start of `text`. */
function dateAt(text: string): Millis | undefined {
  if (text[4] !== '-' || text[7] !== '-') return undefined
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && isDay(year, month, day))) return undefined
  return Date.UTC(year, month - 1, day)
}

function isDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (month === 2 && isLeap ? 29 : (DAYS_OF_MONTH[month - 1] as number))
}

/** How many digits follow a `.` at `at`: 0 where there is no `.`, undefined where there are none or too many. */
function fractionLength(text: string, at: number): number | undefined {
  if (text[at] !== '.') return 0
  let digits = 0
  while (digits <= 9 && isDigit(text.charCodeAt(at + 1 + digits))) digits++
  return digits >= 1 && digits <= 9 ? digits : undefined
}

/** Milliseconds of the `Z`, `+HH:MM` or `-HH:MM` that begins at `at` and ends the text. */
function offsetAt(text: string, at: number): Millis | undefined {
  if (text[at] === 'Z') return text.length === at + 1 ? 0 : undefined
  if ((text[at] !== '+' && text[at] !== '-') || text[at + 3] !== ':' || text.length !== at + 6) return undefined
  const hours = twoDigits(text, at + 1)
  const minutes = twoDigits(text, at + 4)
  if (!(minutes <= 59 && hours * 60 + minutes <= MAX_OFFSET_HOURS * 60)) return undefined
  const length = hours * HOUR + minutes * MINUTE
  return text[at] === '-' ? -length : length
}

/** NaN unless both characters are ASCII digits. */
function twoDigits(text: string, at: number): number {
  const high = text.charCodeAt(at)
  const low = text.charCodeAt(at + 1)
  return isDigit(high) && isDigit(low) ? (high - 48) * 10 + low - 48 : NaN
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
