// The records that are compared, by column. Every text is kept once and records hold its number, 0 for none: a pair is a few
// reads of typed arrays, and what was worked out for two texts holds for every pair that has them.
import { assert } from '@touchstone/base'
import { soundex } from './text-distance.ts'
import { dateForm, emailForm, nameForm, phoneForm, postcodeForm, splitName, type DateOrder } from './text-forms.ts'

/** Records one comparison can hold: a record's number and a key share 53 bits when blocks are sorted. */
export const MOST_RECORDS = 2 ** 21

/** One record as it came; whatever is left out, empty or unreadable counts as missing. */
export interface MatchInput {
  readonly given?: string | undefined
  readonly family?: string | undefined
  /** Instead of the two. */
  readonly name?: string | undefined
  readonly birth?: string | undefined
  readonly postcode?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

/** Texts by number, from 1. */
export class Texts {
  readonly #numbers = new Map<string, number>()
  readonly #texts: string[] = ['']

  get size(): number {
    return this.#texts.length
  }

  numberOf(text: string): number {
    if (text === '') return 0
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }

  text(number: number): string {
    return this.#texts[number]!
  }

  /** Forgets every text from number `size` on. */
  shrink(size: number): void {
    assert(size >= 1 && size <= this.#texts.length, 'texts are forgotten from the end')
    for (const text of this.#texts.splice(size)) this.#numbers.delete(text)
  }
}

const COLUMNS = ['given', 'family', 'birth', 'postcode', 'phone', 'email', 'user', 'givenSound', 'familySound'] as const
type Column = (typeof COLUMNS)[number]

export class RecordTable {
  /** Given and family names share their numbers, so that swapped ones are seen. */
  readonly names = new Texts()
  readonly postcodes = new Texts()
  readonly phones = new Texts()
  readonly emails = new Texts()
  /** What stands before the @ of an address. */
  readonly users = new Texts()
  readonly #sounds = new Texts()
  /** Numbers of texts by record; `birth` is the date itself, as `dateForm` has it. */
  readonly columns: Record<Column, Int32Array>
  /** Records of the list, which come first. */
  listed = 0
  size = 0
  readonly #dates: DateOrder

  constructor(dates: DateOrder = 'day-first', room = 1_024) {
    this.#dates = dates
    this.columns = Object.fromEntries(COLUMNS.map((column) => [column, new Int32Array(room)])) as Record<Column, Int32Array>
  }

  /** One record of the list; gives its number, from 0. */
  addListed(input: MatchInput): number {
    assert(this.listed === this.size, 'the list comes before the people it is compared with')
    this.listed++
    return this.#add(input)
  }

  /** A person who is known already. */
  addKnown(input: MatchInput): number {
    return this.#add(input)
  }

  /** Adds a known person if `isWanted` says so of the record's number; otherwise leaves everything as it was. */
  addKnownIf(input: MatchInput, isWanted: (record: number) => boolean): boolean {
    const texts = [this.names, this.postcodes, this.phones, this.emails, this.users]
    const sizes = texts.map((one) => one.size)
    if (isWanted(this.addKnown(input))) return true
    this.size--
    texts.forEach((one, at) => one.shrink(sizes[at]!))
    return false
  }

  #add(input: MatchInput): number {
    assert(this.size < MOST_RECORDS, `at most ${MOST_RECORDS} records are compared at once`)
    const record = this.size++
    if (record >= this.columns.given.length) this.#grow()
    const { given, family, birth, postcode, phone, email, user, givenSound, familySound } = this.columns
    const isWhole = input.name !== undefined && !input.given && !input.family
    const parts = isWhole ? splitName(input.name) : { given: input.given ?? '', family: input.family ?? '' }
    const names = { given: nameForm(parts.given), family: nameForm(parts.family) }
    const address = emailForm(input.email ?? '')
    given[record] = this.names.numberOf(names.given)
    family[record] = this.names.numberOf(names.family)
    givenSound[record] = this.#sounds.numberOf(soundex(names.given))
    familySound[record] = this.#sounds.numberOf(soundex(names.family))
    birth[record] = dateForm(input.birth ?? '', this.#dates)
    postcode[record] = this.postcodes.numberOf(postcodeForm(input.postcode ?? ''))
    phone[record] = this.phones.numberOf(phoneForm(input.phone ?? ''))
    email[record] = this.emails.numberOf(address)
    user[record] = this.users.numberOf(address.slice(0, Math.max(0, address.lastIndexOf('@'))))
    return record
  }

  #grow(): void {
    for (const column of COLUMNS) {
      const larger = new Int32Array(2 * this.columns[column].length)
      larger.set(this.columns[column])
      this.columns[column] = larger
    }
  }
}
