/**
 * Which traits are personal, and what a condition may use in their place. Conditions never read personal values: those
 * are sealed, and the engine sees safe derivations only.
 *
 * Answers the safe names (possibly none) for a personal trait, undefined for any other. Installations with field
 * classes of their own pass their own answer to `check`.
 */
export type PersonalTraits = (trait: string) => readonly string[] | undefined

const NAME = ['has_name']
const PLACE = ['country']
const BIRTH = ['birth_year', 'birth_day']

const SAFE: ReadonlyMap<string, readonly string[]> = new Map([
  ['email', ['email_domain', 'has_email']],
  ['emailaddress', ['email_domain', 'has_email']],
  ['phone', ['has_phone']],
  ['phonenumber', ['has_phone']],
  ['mobile', ['has_phone']],
  ['mobilephone', ['has_phone']],
  ['mobilenumber', ['has_phone']],
  ['telephone', ['has_phone']],
  ['name', NAME],
  ['fullname', NAME],
  ['firstname', NAME],
  ['givenname', NAME],
  ['middlename', NAME],
  ['lastname', NAME],
  ['familyname', NAME],
  ['surname', NAME],
  ['maidenname', NAME],
  ['address', PLACE],
  ['streetaddress', PLACE],
  ['postaladdress', PLACE],
  ['street', PLACE],
  ['postcode', PLACE],
  ['postalcode', PLACE],
  ['zipcode', PLACE],
  ['zip', PLACE],
  ['birthday', BIRTH],
  ['birthdate', BIRTH],
  ['dateofbirth', BIRTH],
  ['dob', BIRTH],
  ['ip', []],
  ['ipaddress', []],
  ['avatar', []],
  ['passport', []],
  ['passportnumber', []],
  ['ssn', []],
  ['socialsecuritynumber', []],
])

/** `birth_day` is what is left of a birthday, not another spelling of it. */
const DERIVED: ReadonlySet<string> = new Set([...SAFE.values()].flat())

/** The default: well-known names, compared by their letters and digits without regard to case. */
export const defaultPersonalTraits: PersonalTraits = (trait) =>
  DERIVED.has(trait) ? undefined : SAFE.get(trait.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
