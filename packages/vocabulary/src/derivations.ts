// Safe facts about personal values. A personal value leaves the fact and is sealed; what conditions may still ask
// about it stays behind as an ordinary trait, derived here. An explicit trait of the same name always wins.
import type { DerivationKind } from './field-classes.ts'
import { fieldRule } from './field-classes.ts'
import { addressText, isHomeAddress } from './address-text.ts'
import { normalizeEmail, normalizePhone, type HashIdentifier } from './identifiers.ts'

export type SafeTraits = Record<string, string | number | boolean | null>

const DERIVED: Readonly<Record<DerivationKind, readonly string[]>> = {
  email: ['has_email', 'email_domain'],
  phone: ['has_phone'],
  name: ['has_name'],
  address: ['has_address', 'country'],
  birthday: ['birth_year', 'birth_day'],
}

/** The safe traits that stand in for a personal one, best first; empty when there are none. */
export function derivationsOfTrait(trait: string): readonly string[] {
  const derives = fieldRule(trait)?.derives
  return derives === undefined ? [] : DERIVED[derives]
}

const SAFE = new Set(Object.values(DERIVED).flat())

/**
 * Whether this is the name of a safe trait. By its letters `birth_day` would be another spelling of a birthday; but a
 * birthday never stays readable, so what can be read under this name is what is left of one.
 */
export function isSafeTrait(trait: string): boolean {
  return SAFE.has(trait)
}

/**
 * The trait that is the same for people who live at one address: a keyed hash, see address-text.ts. It tells nothing else, and is
 * no use to anybody who writes a condition; households are proposed by it.
 */
export const ADDRESS_HASH = 'address_hash'

/** `trait` is where somebody lives, as sent; null takes the hash away again. */
export function deriveAddressHash(trait: string, address: unknown, hash: HashIdentifier, into: SafeTraits): void {
  if (!isHomeAddress(trait)) return
  const text = addressText(address)
  if (text !== undefined) into[ADDRESS_HASH] = hash('address', text)
  // Of two traits that say so the one that leads to a door counts.
  else into[ADDRESS_HASH] ??= null
}

/**
 * Adds the safe traits of one personal trait to `into`. A trait that was removed (null) or holds nothing usable makes
 * `has_…` false and the others null, which removes them as well.
 */
export function deriveTraits(kind: DerivationKind, value: unknown, into: SafeTraits): void {
  if (kind === 'email') {
    const email = typeof value === 'string' ? normalizeEmail(value) : undefined
    into.has_email = email !== undefined
    into.email_domain = email === undefined ? null : email.slice(email.lastIndexOf('@') + 1)
  } else if (kind === 'phone') {
    into.has_phone = (typeof value === 'string' || typeof value === 'number') && normalizePhone(String(value)) !== undefined
  } else if (kind === 'name') {
    // Several traits carry parts of a name: one present part is enough.
    into.has_name = into.has_name === true || isFilled(value)
  } else if (kind === 'address') {
    into.has_address = into.has_address === true || isFilled(value)
    const country = countryOf(value)
    if (country !== undefined) into.country = country
  } else {
    into.birth_year = typeof value === 'string' ? birthYear(value) : null
    into.birth_day = typeof value === 'string' ? birthDay(value) : null
  }
}

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => part !== null && part !== '')
}

function countryOf(address: unknown): string | undefined {
  if (typeof address !== 'object' || address === null || Array.isArray(address)) return undefined
  const country = Object.hasOwn(address, 'country') ? (address as { country: unknown }).country : undefined
  return typeof country === 'string' && country.length <= 100 && country !== '' ? country : undefined
}

/** The year of `1990-05-17`, `1990-05-17T00:00:00Z` or `1990`; null for anything else. */
function birthYear(text: string): number | null {
  const found = /^(1[89]\d\d|20\d\d)(?:$|-\d\d)/.exec(text.trim())
  return found === null ? null : Number(found[1])
}

/** `05-17` of `1990-05-17` or `1990-05-17T00:00:00Z`: a day of the year is shared by a 366th of everyone. Null for anything else. */
function birthDay(text: string): string | null {
  const found = /^(?:1[89]|20)\d\d-((?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:$|[T ])/.exec(text.trim())
  return found === null ? null : found[1]!
}
