// Payment card numbers in text.
//
// A card number is 12 to 19 decimal digits of any script, in one piece or with up to three spaces or dashes between
// any two of them, whose check digit is right (Luhn, ISO/IEC 7812-1 annex B) and whose first digits belong to an
// issuer that makes cards of that length. Digits in one piece are never split: a card begins and ends where a piece
// does, so twenty digits in a row hold no card.
//
// The scan reads the text once and cuts it into runs of digit pieces. Within a run every sequence of whole pieces with
// 12 to 19 digits is tried; a piece has at least one digit, so at most 19 are looked at from each start and the time
// is linear in the text, whatever it is. Pieces that belong to any card found are replaced together.
//
// Some numbers pass by chance, so what is plainly something else is left alone: the fraction of a decimal number, a
// phone number with its `+`, digits inside a UUID or another long hexadecimal token.
import { numberCharacter, SEPARATOR_CHARACTER } from './digits.ts'

export const MIN_CARD_DIGITS = 12
const MAX_DIGITS = 19
/** Spaces and dashes between two digits of one card. */
export const MAX_CARD_GAP = 3

/** Which lengths an issuer range has, as bits: bit n set = n digits. */
const lengths = (...counts: number[]) => counts.reduce((bits, count) => bits | (1 << count), 0)
const SIXTEEN_UP = lengths(16, 17, 18, 19)
const MAESTRO = lengths(12, 13, 14, 15, 16, 17, 18, 19)

/**
 * First six digits from … to, and the lengths in use. From the issuers' public tables as collected in
 * "Payment card number" (Wikipedia, section "Issuer identification number"); Maestro is limited to its common ranges.
 */
const ISSUERS: readonly (readonly [from: number, to: number, lengths: number])[] = [
  [222_100, 272_099, lengths(16)], // Mastercard, second series
  [300_000, 305_999, lengths(14)], // Diners Club International (Carte Blanche)
  [340_000, 349_999, lengths(15)], // American Express
  [352_800, 358_999, SIXTEEN_UP], // JCB
  [360_000, 369_999, lengths(14)], // Diners Club International
  [370_000, 379_999, lengths(15)], // American Express
  [380_000, 399_999, lengths(14)], // Diners Club International
  [400_000, 499_999, lengths(13, 16, 19)], // Visa
  [501_800, 501_899, MAESTRO],
  [502_000, 502_099, MAESTRO],
  [503_800, 503_899, MAESTRO],
  [510_000, 559_999, lengths(16)], // Mastercard
  [589_300, 589_399, MAESTRO],
  [601_100, 601_199, SIXTEEN_UP], // Discover
  [620_000, 629_999, SIXTEEN_UP], // UnionPay
  [630_400, 630_499, MAESTRO],
  [644_000, 659_999, SIXTEEN_UP], // Discover
  [675_900, 675_999, MAESTRO],
  [676_100, 676_399, MAESTRO],
]

/** The lengths, as bits, of the cards whose number starts with the six digits from `at`; 0 when nobody issues them. */
function issuedLengths(digits: ArrayLike<number>, at: number): number {
  if (digits[at]! < 2 || digits[at]! > 6) return 0
  let prefix = 0
  for (let i = 0; i < 6; i++) prefix = prefix * 10 + digits[at + i]!
  let all = 0
  for (const [from, to, bits] of ISSUERS) if (prefix >= from && prefix <= to) all |= bits
  return all
}

function passesLuhn(digits: ArrayLike<number>, at: number, count: number): boolean {
  let sum = 0
  for (let i = 0; i < count; i++) {
    const digit = digits[at + count - 1 - i]!
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit
  }
  return sum % 10 === 0
}

/** Whether a string of ASCII digits alone is a card number. */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false
  const values = Array.from(digits, Number)
  return (issuedLengths(values, 0) & (1 << digits.length)) !== 0 && passesLuhn(values, 0, digits.length)
}

/** The pieces of one run: where each stands in the text and which digits it has. */
interface Run {
  readonly digits: number[]
  readonly from: number[]
  readonly to: number[]
  /** Index of a piece's first digit in `digits`; one more entry at the end. */
  readonly first: number[]
}

interface Span {
  from: number
  to: number
  last4: string
}

/** The text with each card number replaced by `[card ****1111]`; the same string when there is none. */
export function scrubCards(text: string): string {
  if (text.length < MIN_CARD_DIGITS) return text
  const spans = findCards(text)
  if (spans.length === 0) return text
  let scrubbed = ''
  let at = 0
  for (const span of spans) {
    scrubbed += `${text.slice(at, span.from)}[card ****${span.last4}]`
    at = span.to
  }
  return scrubbed + text.slice(at)
}

function findCards(text: string): Span[] {
  const spans: Span[] = []
  let run = emptyRun()
  let gap = 0
  let inPiece = false
  const close = () => {
    if (run.from.length > 0) matchRun(text, run, spans)
    if (run.from.length > 0) run = emptyRun()
    inPiece = false
    gap = 0
  }
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at)!
    const size = point > 0xffff ? 2 : 1
    const kind = numberCharacter(point)
    if (kind >= 1 && kind < SEPARATOR_CHARACTER) {
      if (!inPiece) {
        run.from.push(at)
        run.to.push(at)
        run.first.push(run.digits.length)
        inPiece = true
      }
      run.digits.push(kind - 1)
      run.to[run.to.length - 1] = at + size
      gap = 0
    } else if (kind === SEPARATOR_CHARACTER && run.from.length > 0 && ++gap <= MAX_CARD_GAP) {
      inPiece = false
    } else if (run.from.length > 0) close()
    at += size
  }
  close()
  return spans
}

function emptyRun(): Run {
  return { digits: [], from: [], to: [], first: [] }
}

/** Adds the cards of one run to `spans`, joining those that share a piece. */
function matchRun(text: string, run: Run, spans: Span[]): void {
  const pieces = run.from.length
  if (run.digits.length < MIN_CARD_DIGITS) return
  run.first.push(run.digits.length)
  let open: Span | undefined
  let openEnd = -1
  for (let start = 0; start < pieces; start++) {
    const first = run.first[start]!
    if (run.digits.length - first < MIN_CARD_DIGITS) return
    const issued = issuedLengths(run.digits, first)
    if (issued === 0) continue
    for (let end = start; end < pieces; end++) {
      const count = run.first[end + 1]! - first
      if (count > MAX_DIGITS) break
      if ((issued & (1 << count)) === 0 || !passesLuhn(run.digits, first, count)) continue
      if (!standsAlone(text, run, start, end)) continue
      if (open === undefined || start > openEnd) {
        open = { from: run.from[start]!, to: run.to[end]!, last4: '' }
        spans.push(open)
        openEnd = end
      } else if (end > openEnd) openEnd = end
      open.to = run.to[openEnd]!
      open.last4 = run.digits.slice(run.first[openEnd + 1]! - 4, run.first[openEnd + 1]!).join('')
    }
  }
}

/** Whether what surrounds the pieces `start` to `end` lets them be a card. */
function standsAlone(text: string, run: Run, start: number, end: number): boolean {
  const from = run.from[start]!
  const to = run.to[end]!
  const count = run.first[end + 1]! - run.first[start]!
  const before = from === 0 ? '' : text[from - 1]!
  if (before === '+' && count <= 15) return false
  if (before === '.' && isShortNumber(text, from - 1)) return false
  if (isWithinUuid(text, from, to)) return false
  const touches = isLetter(text.charCodeAt(from - 1)) || isLetter(text.charCodeAt(to))
  return !touches || !(isHexToken(text, from, run.to[start]!) || isHexToken(text, run.from[end]!, to))
}

function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)
}

/** Whether one to nine ASCII digits end at `end`: the whole part of a decimal number. */
function isShortNumber(text: string, end: number): boolean {
  let at = end
  while (at > 0 && end - at < 10 && text.charCodeAt(at - 1) >= 48 && text.charCodeAt(at - 1) <= 57) at--
  return at < end && end - at < 10
}

/** Whether the word around the digits is 20 or more hexadecimal characters long: a digest, an object id. */
function isHexToken(text: string, from: number, to: number): boolean {
  const lead = /[0-9A-Za-z]*$/.exec(text.slice(Math.max(0, from - 64), from))![0]
  const rest = /^[0-9A-Za-z]*/.exec(text.slice(to, to + 64))![0]
  return lead.length + to - from + rest.length >= 20 && /^[0-9a-f]*$/i.test(lead + rest)
}

/** Whether all of it stands in one UUID: 8-4-4-4-12 hexadecimal characters. */
function isWithinUuid(text: string, from: number, to: number): boolean {
  const start = Math.max(0, from - 36)
  for (const found of text.slice(start, to + 36).matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)) {
    if (start + found.index <= from && to <= start + found.index + 36) return true
  }
  return false
}
