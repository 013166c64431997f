// Values as they are compared: what differs only in how it was written becomes the same text.
import { normalizeEmail, normalizePhone } from '@touchstone/vocabulary'

/** Longest name that is compared; what is longer is cut. */
const LONGEST = 48

const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', æ: 'ae', å: 'aa', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }
const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'miss', 'herr', 'frau', 'mme', 'sir', 'dipl', 'ing', 'jr', 'sr'])

const DOUBLE_SPELT = /[ßäöüøæåœłđðþı]/g
const ACCENTS = /[\p{M}'’`´]/gu
const HALF_LETTER = /[\ud800-\udbff]$/
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u

function spelt(text: string): string {
  return text.replace(DOUBLE_SPELT, (letter) => LETTERS[letter]!)
}

/**
 * A name in lower case, without accents, punctuation and titles; words with one space between. Letters that German and its
 * neighbours write in two ways become the longer one (`Müller` and `Mueller` are one name). Empty when nothing is left.
 */
export function nameForm(text: string): string {
  const plain = spelt(text.slice(0, 4 * LONGEST).normalize('NFKC').toLowerCase())
  // Accents go, and what was under them may be another such letter.
  const words = spelt(plain.normalize('NFKD').replace(ACCENTS, '')).split(BETWEEN_WORDS)
  return words.filter((word) => word !== '' && !TITLES.has(word)).join(' ').slice(0, LONGEST).replace(HALF_LETTER, '').trim()
}

/** A full name in its two parts: `Muster, Anna` and `Anna Muster` both; one word alone is a family name. */
export function splitName(text: string): { readonly given: string; readonly family: string } {
  const comma = text.indexOf(',')
  if (comma > 0) return { given: text.slice(comma + 1), family: text.slice(0, comma) }
  const words = text.trim().split(/\s+/)
  // `van`, `de la` and the like belong to what follows them.
  let first = words.length - 1
  while (first > 1 && PARTICLES.has(words[first - 1]!.toLowerCase())) first--
  return { given: words.slice(0, first).join(' '), family: words.slice(first).join(' ') }
}

const PARTICLES = new Set(['von', 'van', 'der', 'den', 'de', 'la', 'le', 'du', 'di', 'da', 'del', 'dos', 'zu', 'ter', 'ten', 'bin', 'al', 'el'])

/** How `3/4/1990` is meant. Dates written year first, or with dots (day first), need no telling. */
export type DateOrder = 'day-first' | 'month-first'

/**
 * A date as year × 10,000 + month × 100 + day; 0 for what is none, and for years before 1880 and after 2100. Understands
 * `1990-05-17` (also with a time behind), `19900517`, `17.5.1990` and `17/05/1990`, whose order `order` says.
 */
export function dateForm(text: string, order: DateOrder): number {
  const written = text.trim()
  const first = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?:$|[T ])/.exec(written)
  if (first !== null) return dateOf(first[1]!, first[2]!, first[3]!)
  const last = /^(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4})$/.exec(written)
  if (last === null) return 0
  const [, one, sign, two, year] = last
  const isDayFirst = sign === '.' || order === 'day-first'
  const asSaid = isDayFirst ? dateOf(year!, two!, one!) : dateOf(year!, one!, two!)
  // 05/17/1990 can be meant in one way only.
  return asSaid !== 0 ? asSaid : isDayFirst ? dateOf(year!, one!, two!) : dateOf(year!, two!, one!)
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function dateOf(yearText: string, monthText: string, dayText: string): number {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)]
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]!) return 0
  return year * 10_000 + month * 100 + day
}

/** Letters and digits of a postcode in capitals; a country in front (`D-10115`) goes. Empty when there are fewer than 3. */
export function postcodeForm(text: string): string {
  const plain = text.slice(0, 32).toUpperCase().replace(/^\s*[A-Z]{1,2}\s*-\s*(?=\d)/, '').replace(/[^\p{L}\p{N}]/gu, '')
  return plain.length < 3 || plain.length > 12 ? '' : plain
}

/** Digits that two ways of writing one number share, whatever stands for the country and the trunk: the last eight. */
const TAIL = 8

/** The last eight digits of a phone number; fewer when it is short, empty when it is none. */
export function phoneForm(text: string): string {
  const digits = (normalizePhone(text) ?? '').replace('+', '')
  const tail = digits.slice(-TAIL)
  // 00000000, 11111111: what people write who would rather not.
  const known = /^(\d)\1*$/.test(tail) ? '' : tail.replace(/^0+/, '')
  return known.length < 5 ? '' : known
}

/** An address as identifiers have it; empty when it is none. */
export function emailForm(text: string): string {
  return normalizeEmail(text) ?? ''
}
