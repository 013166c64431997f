// What a readable value looks like, told from the value alone: an address or a card that intake has taken out of it, a phone
// number, a person's national number, a person's name. Nothing here decides: looks are counted, field by field, and only what
// most values of a field look like is proposed (see proposals.ts).
//
// Numbers with one check digit pass by chance: every tenth order number is somebody's tax number. So each value that passes
// is tried a second time with its last digits moved on; what passes then passed by chance. Where real values pass and
// moved ones do not, the check digit is no accident.
import { mayBePersonNumber, personNumbers } from './person-numbers.ts'
import { isInternationalPhone } from './phone-numbers.ts'

export interface Look {
  /** `email`, `card`, `phone`, `phone-digits`, `name`, or `id:DE.idnr` (country and number, as our library names them). */
  readonly look: string
  /** Whether a changed copy passes as well. */
  readonly passesChanged: boolean
}

const NONE: readonly Look[] = []
const EMAIL: Look = { look: 'email', passesChanged: false }
const CARD: Look = { look: 'card', passesChanged: false }
const PHONE: Look = { look: 'phone', passesChanged: false }
const PHONE_DIGITS: Look = { look: 'phone-digits', passesChanged: false }
const NAME: Look = { look: 'name', passesChanged: false }

/** Characters of a value that are looked at. */
const LONGEST = 120
/** Two to four words that begin like names do, of letters, apostrophes and dashes. */
const NAME_SHAPE = /^\p{Lu}[\p{L}\p{M}'’-]+(?: (?:(?:van|von|de|der|den|di|da|la|le|bin|al|el|y) )*(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}'’-]+)){1,3}$/u

/** What intake leaves where a text held an address or a card: see `maskEmails` and `scrubCards`. */
const EMAIL_MARK = '[email]'

export function looksOf(text: string): readonly Look[] {
  if (text.length < 5 || text.length > LONGEST) return NONE
  if (text.includes(EMAIL_MARK)) return [EMAIL]
  if (text.includes('[card ')) return [CARD]
  const digits = digitsIn(text)
  if (digits === 0) return NAME_SHAPE.test(text) ? [NAME] : NONE
  if (digits < 6 || digits > 20 || text.length > 32) return NONE
  const looks: Look[] = []
  if (digits >= 7 && digits <= 15) {
    if (/^(?:\+|00)/.test(text)) {
      if (isInternationalPhone(text)) looks.push(PHONE)
    } else if (/^[\d\s()./-]+$/.test(text) && !isDateLike(text)) looks.push(PHONE_DIGITS)
  }
  if (mayBePersonNumber(text)) {
    const changed = new Set(personNumbers(moved(text)))
    for (const number of personNumbers(text)) looks.push({ look: `id:${number}`, passesChanged: changed.has(number) })
  }
  return looks
}

function digitsIn(text: string): number {
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57) digits++
  }
  return digits
}

function isDateLike(text: string): boolean {
  return /^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{4}/.test(text)
}

/** The value with its last digit but one moved on by one: of a number with a check digit hardly ever another one. */
function moved(text: string): string {
  let seen = 0
  for (let i = text.length - 1; i >= 0; i--) {
    const unit = text.charCodeAt(i)
    if (unit < 48 || unit > 57 || ++seen < 2) continue
    return `${text.slice(0, i)}${(unit - 47) % 10}${text.slice(i + 1)}`
  }
  return text
}

/** A value so that its shape is seen and nothing else: letters and digits become signs, at most 24 characters of it. */
export function maskedExample(text: string): string {
  return text.slice(0, 24).toWellFormed().replace(/\p{L}/gu, 'x').replace(/\p{N}/gu, '0')
}
