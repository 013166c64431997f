// The words that generated conditions and histories share: few, so that they meet, and around every border there is.
import { DAY, HOUR, MINUTE, SECOND, type Millis } from '@touchstone/base'
import { LIST, type Path } from '../check/tree.ts'

/** 20 seconds before the clocks of Europe/Berlin go back, an hour after its day of 25 hours began to be tomorrow elsewhere. */
export const START: Millis = Date.UTC(2026, 9, 25, 0, 59, 40)

/** Where clocks change and periods end, for histories and windows to lie around. All but the first two lie after `START`. */
export const EDGES: readonly Millis[] = [
  Date.UTC(2026, 2, 29, 1), // Europe/Berlin goes forward
  Date.UTC(2026, 9, 24, 22), // midnight there
  Date.UTC(2026, 9, 25, 1), // Europe/Berlin goes back
  Date.UTC(2026, 9, 25, 23), // midnight there, and the end of a week
  Date.UTC(2026, 9, 31, 23), // and of a month
  Date.UTC(2026, 10, 1, 6), // America/New_York goes back
  Date.UTC(2026, 11, 31, 23), // the end of a year in Europe/Berlin
  Date.UTC(2027, 1, 28, 23), // the end of a February without its 29th
]

/** With full hours, half and quarter ones, with clocks that are changed by half an hour and by two, on both sides of the date line. */
export const ZONES_USED = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Antarctica/Troll'] as const

export const EVENTS = ['A', 'Order Completed', 'we"ird\\ näme 🛒']

/** Traits of any type. */
export const ANY_TRAITS = ['plan', 'country', 'a.b', '__proto__', 'in', 'ключ 🗝']
/** Traits that mostly have values of one kind; `timezone` is the person's zone. */
export const TRAITS = [...ANY_TRAITS, 'score', 'favourite', 'tags', 'joined', 'name_day', 'timezone']

/** Paths to one value. */
export const PATHS: readonly Path[] = [['revenue'], ['revenue'], ['revenue'], ['cart', 'total'], ['cart', '0'], ['cart', 'length'], ['odd name'], ['constructor', 'length'], ['category'], ['at'], ['tags'], ['products']]
/** Paths to many, and to one. */
export const LIST_PATHS: readonly Path[] = [['tags', LIST], ['products', LIST, 'price'], ['products', LIST, 'sku'], ['products', LIST, 'tags', LIST], ['revenue', LIST], ['cart', 'total', LIST]]

/** Around every border: case, code point against UTF-16 order, quotes, control characters, texts like other types. */
export const STRINGS = ['', 'DE', 'de', 'AT', 'é', 'e\u0301', '\uE000', '\uFFFD', '\u{10000}', '🛒', "it's \\ \"q\"", '\t\n\r\u0000\u0001\u007f', '12', 'true', 'null', '{p:String}', '\\N', '# x', 'DE-AT', '100%_x']
export const NUMBERS = [0, 1, -1, 2, 3, 0.29, 0.1, 0.2, 1.005, -2.675, 12, 0.0000005, 0.0000004, -0.0000005, 1e-300, 5e-324, 123456789.123456, 1e12, -1e12, 999999999999.9999, 1e12 + 0.001, 2 ** 53 + 2, 2 ** 63, 1e21, 1.7976931348623157e308]
/** Those that are met often. */
export const SMALL_NUMBERS = [0.1, 0.2, 0.29, 1, 2, -1, 0]
/** Values of `category` and `sku`, and of the trait `favourite`. */
export const WORDS = ['DE', 'AT', 'shoes', 'Shoes 🛒', '']

export const DAYS = ['10-25', '1984-10-25', '1990-10-26', '02-29', '2000-02-29', '02-28', '03-01', '12-31', '01-01', '1984-11-01T12:00:00Z', '10-24 ', '2025-02-29', '13-01', 'soon']
export const LENGTHS: readonly Millis[] = [MINUTE, HOUR, DAY, 7 * DAY, 365 * DAY]

/** An instant written in one of the ways that are read, or in one that is not. */
export function instantTexts(at: Millis): string[] {
  const iso = new Date(at).toISOString()
  const later = new Date(at + 2 * HOUR).toISOString()
  return [iso, iso.slice(0, 10), `${iso.slice(0, 19)}Z`, `${iso.slice(0, 16)}Z`, `${later.slice(0, 10)} ${later.slice(11, 23)}+02:00`, iso.slice(0, 23), `${iso.slice(0, 10)}T24:00Z`]
}

/** Instants that facts happen at and windows end at: seconds around the start, and around edges, some a millisecond off. */
export const INSTANTS: readonly Millis[] = [
  ...Array.from({ length: 45 }, (_, second) => START + second * SECOND),
  ...[1, 2, 5, 20].flatMap((second) => [START + second * SECOND - 1, START + second * SECOND + 1]),
  ...EDGES.flatMap((edge) => [edge - SECOND, edge - 1, edge, edge + 1, edge + HOUR]),
]
