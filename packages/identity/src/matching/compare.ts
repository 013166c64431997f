// How alike two records are, field by field. What two texts have to do with each other is worked out once and remembered:
// names and postcodes repeat, and comparing texts is the slowest thing here by far.
import { assert } from '@touchstone/base'
import { Birth, Email, Family, Given, MISSING, Phone, Postcode, patternOf } from './fields.ts'
import type { RecordTable, Texts } from './record-table.ts'
import { isShortFor } from './short-names.ts'
import { isOneEditApart, jaroWinkler } from './text-distance.ts'

/** Jaro–Winkler similarities from which names count as close and as alike; the two that Winkler's papers use most. */
const CLOSE_FROM = 0.92
const ALIKE_FROM = 0.85
/** Characters that postcodes of one area begin with. */
const AREA = 2

type CompareTexts = (a: string, b: string) => number

export class Comparer {
  readonly #table: RecordTable
  readonly #levels = new Uint8Array(6)
  readonly #given: Remembered
  readonly #family: Remembered
  readonly #across: Remembered
  readonly #postcode: Remembered
  readonly #phone: Remembered
  readonly #email: Remembered

  constructor(table: RecordTable) {
    this.#table = table
    this.#given = new Remembered(table.names, compareGiven)
    this.#family = new Remembered(table.names, compareFamily)
    this.#across = new Remembered(table.names, (a, b) => (jaroWinkler(a, b) >= CLOSE_FROM ? 1 : 0))
    this.#postcode = new Remembered(table.postcodes, comparePostcode)
    this.#phone = new Remembered(table.phones, (a, b) => (isOneEditApart(a, b) ? Phone.DIGIT : Phone.DIFFERENT))
    this.#email = new Remembered(table.emails, compareEmail)
  }

  /** The pattern of two records; the same whichever comes first. */
  pattern(a: number, b: number): number {
    assert(a !== b, 'a record is not compared with itself')
    const { given, family, birth, postcode, phone, email } = this.#table.columns
    const levels = this.#levels
    levels[0] = level(this.#given, given[a]!, given[b]!, Given.SAME)
    levels[1] = level(this.#family, family[a]!, family[b]!, Family.SAME)
    if (levels[0] <= Given.ALIKE && levels[1] <= Family.ALIKE && this.#isSwapped(given[a]!, family[a]!, given[b]!, family[b]!)) {
      // Said once: as the given name's level, which then speaks for both.
      levels[0] = Given.SWAPPED
      levels[1] = MISSING
    }
    levels[2] = birth[a] === 0 || birth[b] === 0 ? MISSING : compareDates(birth[a]!, birth[b]!)
    levels[3] = level(this.#postcode, postcode[a]!, postcode[b]!, Postcode.SAME)
    levels[4] = level(this.#phone, phone[a]!, phone[b]!, Phone.SAME)
    levels[5] = level(this.#email, email[a]!, email[b]!, Email.SAME)
    return patternOf(levels)
  }

  #isSwapped(givenA: number, familyA: number, givenB: number, familyB: number): boolean {
    if (givenA === 0 || familyA === 0 || givenB === 0 || familyB === 0) return false
    if (givenA === familyB) return familyA === givenB || this.#across.of(familyA, givenB) === 1
    return familyA === givenB && this.#across.of(givenA, familyB) === 1
  }
}

function level(remembered: Remembered, a: number, b: number, same: number): number {
  if (a === 0 || b === 0) return MISSING
  return a === b ? same : remembered.of(a, b)
}

const FEWEST_BITS = 10
const MOST_BITS = 18

/** What was found for two texts. One place per hash, the newest stays: it can be wrong about nothing, only forgetful. */
class Remembered {
  readonly #texts: Texts
  readonly #compare: CompareTexts
  readonly #shift: number
  readonly #lower: Int32Array
  readonly #upper: Int32Array
  readonly #found: Uint8Array

  constructor(texts: Texts, compare: CompareTexts) {
    this.#texts = texts
    this.#compare = compare
    const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, 3 + Math.ceil(Math.log2(texts.size))))
    this.#shift = 32 - bits
    this.#lower = new Int32Array(2 ** bits)
    this.#upper = new Int32Array(2 ** bits)
    this.#found = new Uint8Array(2 ** bits)
  }

  of(a: number, b: number): number {
    const [lower, upper] = a < b ? [a, b] : [b, a]
    const place = (Math.imul(lower, 0x9e3779b1) ^ Math.imul(upper, 0x85ebca6b)) >>> this.#shift
    if (this.#lower[place] === lower && this.#upper[place] === upper) return this.#found[place]!
    const found = this.#compare(this.#texts.text(lower), this.#texts.text(upper))
    this.#lower[place] = lower
    this.#upper[place] = upper
    this.#found[place] = found
    return found
  }
}

function compareGiven(a: string, b: string): number {
  // A lone letter is an initial: it says too little to be called different from what begins with it.
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? Given.SHORT : Given.DIFFERENT
  if (isShortFor(a, b) || isPart(a, b)) return Given.SHORT
  const likeness = jaroWinkler(a, b)
  return likeness >= CLOSE_FROM ? Given.CLOSE : likeness >= ALIKE_FROM ? Given.ALIKE : Given.DIFFERENT
}

function compareFamily(a: string, b: string): number {
  if (isPart(a, b)) return Family.PART
  const likeness = jaroWinkler(a, b)
  return likeness >= CLOSE_FROM ? Family.CLOSE : likeness >= ALIKE_FROM ? Family.ALIKE : Family.DIFFERENT
}

/** Whether the words of the shorter name are all words of the longer. */
function isPart(a: string, b: string): boolean {
  const [ofA, ofB] = [a.split(' '), b.split(' ')]
  if (ofA.length === ofB.length) return false
  const [few, many] = ofA.length < ofB.length ? [ofA, ofB] : [ofB, ofA]
  return few.every((word) => many.includes(word))
}

/** Of two dates as `dateForm` has them. */
export function compareDates(a: number, b: number): number {
  if (a === b) return Birth.SAME
  const [dayA, dayB] = [a % 100, b % 100]
  const [monthA, monthB] = [Math.floor(a / 100) % 100, Math.floor(b / 100) % 100]
  const [yearA, yearB] = [Math.floor(a / 10_000), Math.floor(b / 10_000)]
  if (yearA === yearB && dayA === monthB && dayB === monthA) return Birth.SWAPPED
  if (isOneDigitApart(a, b)) return Birth.DIGIT
  return Number(dayA === dayB) + Number(monthA === monthB) + Number(yearA === yearB) === 2 ? Birth.NEAR : Birth.DIFFERENT
}

/** One digit replaced, or two neighbours swapped; both have eight digits. */
function isOneDigitApart(a: number, b: number): boolean {
  let [differing, first, second] = [0, -1, -1]
  for (let at = 0, scale = 1; at < 8; at++, scale *= 10) {
    if (Math.floor(a / scale) % 10 === Math.floor(b / scale) % 10) continue
    if (++differing > 2) return false
    if (first < 0) first = at
    else second = at
  }
  if (differing === 1) return true
  const digit = (date: number, at: number): number => Math.floor(date / 10 ** at) % 10
  return second === first + 1 && digit(a, first) === digit(b, second) && digit(a, second) === digit(b, first)
}

function comparePostcode(a: string, b: string): number {
  if (isOneEditApart(a, b)) return Postcode.DIGIT
  return a.slice(0, AREA) === b.slice(0, AREA) ? Postcode.AREA : Postcode.DIFFERENT
}

const TWO_DIGITS = /\d.*\d/
const DIGITS = /\d+/g

function compareEmail(a: string, b: string): number {
  const [atA, atB] = [a.lastIndexOf('@'), b.lastIndexOf('@')]
  // `anna.schmidt` at two providers says no more than that two people are called so; a number makes it somebody's own.
  const user = a.slice(0, atA)
  if (user === b.slice(0, atB)) return TWO_DIGITS.test(user) ? Email.USER : MISSING
  // And where only a digit differs, two namesakes took the next number that was free.
  return isOneEditApart(a, b) && withoutDigits(a) !== withoutDigits(b) ? Email.CLOSE : Email.DIFFERENT
}

function withoutDigits(text: string): string {
  return text.replace(DIGITS, '')
}
