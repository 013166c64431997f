// A list as companies have them, with the truth beside it: of most people one record, of some two or three, and those written
// down in another year, by somebody else, with mistakes. Mistakes and gaps come as often as `RATES` says.
import type { Draw } from '../chance.ts'
import type { MatchInput } from '../record-table.ts'
import { seededDraw } from '../seeded-draw.ts'
import { between, digits, inventPeople, type InventedPerson } from './invented-people.ts'
import { drawFamily, shorterName } from './invented-names.ts'

export interface InventedList {
  readonly rows: readonly MatchInput[]
  /** Who each row really is. */
  readonly person: Int32Array
  readonly household: Int32Array
  /** Whether the row is somebody's second or third record. */
  readonly isCopy: readonly boolean[]
}

/** Shares of records. Copies have all of the mistakes, first records a quarter of them; gaps are in both. */
const RATES = {
  missing: { birth: 0.12, postcode: 0.06, phone: 0.3, email: 0.3, given: 0.005 },
  givenTypo: 0.06, shorter: 0.05, initial: 0.02, swapped: 0.015, secondGivenLost: 0.5,
  familyTypo: 0.06, otherFamily: 0.015, doubleFamily: 0.01, otherSpelling: 0.3,
  birthDigit: 0.025, birthSwapped: 0.012, birthWrong: 0.004,
  postcodeTypo: 0.02, phoneTypo: 0.02, emailTypo: 0.015, otherProvider: 0.03,
}

/** So many records, a fifth of them copies, in an order that says nothing. */
export function inventList(records: number, seed: number): InventedList {
  const draw = seededDraw(seed)
  const people = inventPeople(Math.round(records * 0.8), draw)
  const whose = [...people, ...Array.from({ length: records - people.length }, () => people[Math.floor(draw() * people.length)]!)]
  const rows = whose.map((one, i) => ({ one, isCopy: i >= people.length, place: draw(), row: writeDown(one, i >= people.length, draw) })).sort((a, b) => a.place - b.place)
  return {
    rows: rows.map(({ row }) => row),
    person: Int32Array.from(rows, ({ one }) => one.person),
    household: Int32Array.from(rows, ({ one }) => one.household),
    isCopy: rows.map(({ isCopy }) => isCopy),
  }
}

function writeDown(one: InventedPerson, isCopy: boolean, draw: Draw): MatchInput {
  const errs = (rate: number): boolean => draw() < (isCopy ? rate : rate / 4)
  const lacks = (rate: number): boolean => draw() < rate
  const home = one.homes[isCopy ? 1 : 0]
  let { given, family } = one
  if (given.includes('-') && errs(RATES.secondGivenLost)) given = given.split('-')[0]!
  if (errs(RATES.shorter)) given = shorterName(given)
  else if (errs(RATES.givenTypo)) given = withTypo(given, draw)
  else if (errs(RATES.initial)) given = `${given[0]}.`
  if (errs(RATES.otherFamily)) family = drawFamily(draw)
  else if (errs(RATES.doubleFamily)) family = `${family}-${drawFamily(draw)}`
  else if (errs(RATES.familyTypo)) family = withTypo(family, draw)
  if (errs(RATES.otherSpelling)) family = family.replace('ü', 'ue').replace('ö', 'oe').replace('ä', 'ae').replace('ß', 'ss')
  if (errs(RATES.swapped)) [given, family] = [family, given]
  if (lacks(RATES.missing.given)) given = ''
  const phone = one.mobile !== undefined && draw() < 0.55 ? one.mobile : (home.phone ?? one.mobile)
  const email = one.emails.length === 0 ? undefined : one.emails[draw() < 0.75 ? 0 : one.emails.length - 1]
  return {
    given, family,
    birth: lacks(RATES.missing.birth) ? '' : writeBirth(one.birth, errs, isCopy, draw),
    postcode: lacks(RATES.missing.postcode) ? '' : errs(RATES.postcodeTypo) ? withWrongDigit(home.postcode, draw) : home.postcode,
    phone: phone === undefined || lacks(RATES.missing.phone) ? '' : writePhone(errs(RATES.phoneTypo) ? withWrongDigit(phone, draw) : phone, draw),
    email: email === undefined || lacks(RATES.missing.email) ? '' : writeEmail(email, errs, draw),
  }
}

function writeBirth([year, month, day]: InventedPerson['birth'], errs: (rate: number) => boolean, isCopy: boolean, draw: Draw): string {
  let [y, m, d] = [year, month, day]
  if (errs(RATES.birthSwapped) && day <= 12) [m, d] = [day, month]
  else if (errs(RATES.birthDigit)) {
    const which = draw()
    if (which < 0.4) d = Math.max(1, Math.min(28, d % 10 === 0 ? d + 1 : d - 1))
    else if (which < 0.7) m = m === 12 ? 11 : m + 1
    else y += draw() < 0.5 ? 10 : 1
  } else if (errs(RATES.birthWrong)) [y, m, d] = [between(draw, 1940, 2010), between(draw, 1, 12), between(draw, 1, 28)]
  const two = (number: number): string => String(number).padStart(2, '0')
  return isCopy && draw() < 0.5 ? `${d}.${m}.${y}` : `${y}-${two(m)}-${two(d)}`
}

function writePhone(phone: string, draw: Draw): string {
  const dice = draw()
  return dice < 0.4 ? phone : dice < 0.7 ? `+49 ${phone.slice(1, 4)} ${phone.slice(4)}` : `${phone.slice(0, 4)}/${phone.slice(4)}`
}

function writeEmail(email: string, errs: (rate: number) => boolean, draw: Draw): string {
  const [user, provider] = email.split('@') as [string, string]
  if (errs(RATES.emailTypo)) return `${withTypo(user, draw)}@${provider}`
  return errs(RATES.otherProvider) ? `${user}@elsewhere.example` : draw() < 0.1 ? email.toUpperCase() : email
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** One letter put in, left out, replaced, or swapped with the next; the first letter rarely. */
function withTypo(text: string, draw: Draw): string {
  if (text.length < 3) return text
  const at = draw() < 0.1 ? 0 : between(draw, 1, text.length - 2)
  const letter = LETTERS[between(draw, 0, 25)]!
  const [before, here, behind] = [text.slice(0, at), text[at]!, text.slice(at + 1)]
  const dice = draw()
  if (dice < 0.25) return before + letter + here + behind
  if (dice < 0.5) return before + behind
  return dice < 0.75 ? before + letter + behind : before + behind[0]! + here + behind.slice(1)
}

function withWrongDigit(text: string, draw: Draw): string {
  const at = between(draw, 1, text.length - 1)
  return text.slice(0, at) + digits(draw, 1) + text.slice(at + 1)
}
