// One text for one place where people live, however it was written: what a fingerprint of the address is made of.
//
// Two people who live together write the same words in another order, with other abbreviations and signs. So the words are
// compared without case, marks and signs, the usual abbreviations written out, and sorted. An address that does not
// lead to a door (no number, no town) has no text: half a town would live at it.
import { comparableName } from './field-classes.ts'

/** Names of traits that say where somebody lives, as they are compared. One delivers, works and pays at other places. */
const HOMES: ReadonlySet<string> = new Set(['address', 'postaladdress', 'homeaddress', 'streetaddress', 'mailingaddress'])

const STREETS: ReadonlySet<string> = new Set(['street', 'street1', 'streetname', 'address1', 'addressline1', 'line1', 'address'])
const SECOND_LINES: ReadonlySet<string> = new Set(['street2', 'address2', 'addressline2', 'line2', 'apartment', 'unit'])
const NUMBERS: ReadonlySet<string> = new Set(['housenumber', 'streetnumber', 'number'])
const CODES: ReadonlySet<string> = new Set(['postalcode', 'postcode', 'zip', 'zipcode'])
const TOWNS: ReadonlySet<string> = new Set(['city', 'town', 'locality', 'place', 'village'])

/** Written out. What is written in one piece with its name (`Hauptstr.`) is told by its end. */
const LONG: Readonly<Record<string, string>> = {
  st: 'street', rd: 'road', ave: 'avenue', av: 'avenue', blvd: 'boulevard', ln: 'lane', dr: 'drive', sq: 'square', ct: 'court',
  str: 'strasse', pl: 'platz', apt: 'apartment', flat: 'apartment', unit: 'apartment', wohnung: 'apartment', top: 'apartment',
}
const NO_WORDS: ReadonlySet<string> = new Set(['no', 'nr', 'num', 'number', 'c', 'o', 'the'])

const MOST_CHARACTERS = 500
const FEWEST_WORDS = 3

/** Whether a trait of this name says where the person lives. */
export function isHomeAddress(trait: string): boolean {
  return HOMES.has(comparableName(trait))
}

/** `undefined` where the address leads to no door. */
export function addressText(address: unknown): string | undefined {
  const text = typeof address === 'string' ? address : typeof address === 'object' && address !== null && !Array.isArray(address) ? partsText(address as Record<string, unknown>) : undefined
  if (text === undefined || text.length > MOST_CHARACTERS) return undefined
  const words = wordsOf(text)
  if (words.length < FEWEST_WORDS || !words.some((word) => /^\d/.test(word)) || !words.some((word) => /^\p{L}{2}/u.test(word))) return undefined
  return words.sort().join(' ')
}

function partsText(address: Readonly<Record<string, unknown>>): string | undefined {
  const part = (names: ReadonlySet<string>): string => {
    for (const [name, value] of Object.entries(address)) {
      if (!names.has(comparableName(name)) || (typeof value !== 'string' && typeof value !== 'number')) continue
      if (String(value).trim() !== '') return String(value)
    }
    return ''
  }
  const street = [part(STREETS), part(NUMBERS), part(SECOND_LINES)].join(' ')
  const town = [part(CODES), part(TOWNS)].join(' ')
  // A street without a number, or a number without a town, is no door.
  return /\p{L}/u.test(street) && /\d/.test(street) && town.trim() !== '' ? `${street} ${town}` : undefined
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
  // `5a` and `5 a` are one door.
  const words = plain.match(/\d+|\p{L}+/gu) ?? []
  return words.filter((word) => !NO_WORDS.has(word)).map((word) => LONG[word] ?? (word.endsWith('str') ? `${word}asse` : word))
}
