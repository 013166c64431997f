// Identifiers as they are compared. Two spellings of one address or number must give one identifier, and a personal
// one is stored only as a keyed hash; whoever looks a person up must pass through the same two steps.
import { digitValue } from './digits.ts'
import type { Identifier } from './fact.ts'

/** Characters an identifier may have at most. */
export const MAX_IDENTIFIER_LENGTH = 500

/** The keyed hash of a personal identifier: `h:` + 22 base64url characters. */
export type HashIdentifier = (type: string, value: string) => string

/** Lower case, trimmed, composed (NFC); `undefined` when it is not one plausible address. */
export function normalizeEmail(text: string): string | undefined {
  if (text.length > MAX_IDENTIFIER_LENGTH) return undefined
  const email = text.trim().normalize('NFC').toLowerCase()
  const at = email.indexOf('@')
  if (at < 1 || at > 64 || at === email.length - 1 || email.length > 320 || email.indexOf('@', at + 1) !== -1) return undefined
  return /[\s"<>,;]/.test(email) ? undefined : email
}

/**
 * Digits only, with a leading `+` when it was written internationally (`+49 151…` or `0049 151…`); `undefined` when
 * there are not 5 to 15 digits or it holds anything but digits, spaces and the usual punctuation. An extension is refused.
 */
export function normalizePhone(text: string): string | undefined {
  if (text.length > 64) return undefined
  let digits = ''
  let plus = false
  for (const character of text.trim()) {
    const value = digitValue(character.codePointAt(0)!)
    if (value >= 0) digits += value
    else if (character === '+' || character === '＋') {
      if (digits !== '' || plus) return undefined
      plus = true
    } else if (!/^[\s()./\p{Pd}]$/u.test(character)) return undefined
  }
  if (!plus && digits.startsWith('00')) {
    plus = true
    digits = digits.slice(2)
  }
  if (digits.length < 5 || digits.length > 15) return undefined
  return plus ? `+${digits}` : digits
}

/**
 * Whether a value given as an ordinary id is really an email address or a phone number. Plain digits are an ordinary
 * id (customer numbers look like this); a phone number shows itself by a leading `+` or `(`. A value that starts like
 * a hash is treated as personal too, so that nobody can name a hashed identifier by its hash.
 */
export function looksPersonal(value: string): boolean {
  const first = value.charCodeAt(0)
  if (first === 0x68 && value.charCodeAt(1) === 0x3a) return true
  if (value.indexOf('@') > 0) return normalizeEmail(value) !== undefined
  if (first === 0x2b || first === 0x28 || first === 0x20 || first === 0xff0b) {
    return /^\s*[+(＋]/.test(value) && normalizePhone(value) !== undefined
  }
  return false
}

/**
 * Identifiers of a phone or tablet, by the names they have in the field. They say nothing to a reader but follow their
 * owner across apps, so they are personal: the system's number of the device, its advertising id, the address of an app's messages.
 * Rules take them for weak: devices are shared, lent and sold.
 */
const DEVICE_TYPES: ReadonlySet<string> = new Set(['android.id', 'ios.id', 'android.idfa', 'ios.idfa', 'android.push_token', 'ios.push_token'])

/** The number that one release of Android gave to a great many phones at once. */
const SHARED_ANDROID_ID = '9774d56d682e549c'

/**
 * Ids in lower case (systems and SDKs disagree on it), a push token as it is. `undefined` for what names no device: an
 * advertising id of zeros is what a phone tells whose owner does not want to be followed. Once hashed nobody could see that.
 */
export function normalizeDeviceId(type: string, text: string): string | undefined {
  const id = type.endsWith('.push_token') ? text.trim() : text.trim().toLowerCase()
  return id === SHARED_ANDROID_ID || /^[0-]*$|^(?:null|nil|unknown|undefined)$/i.test(id) ? undefined : id
}

export interface ResolvedIdentifier {
  readonly identifier: Identifier
  /** Whether the identifier holds a hash; the plain value then belongs into the sealed part. */
  readonly personal: boolean
}

/**
 * The identifier that `type` and `value` stand for: normalised, and hashed when it is personal. `undefined` when the
 * value cannot be one (an email without `@`, a phone number with letters, nothing at all).
 */
export function resolveIdentifier(type: string, value: string, hash: HashIdentifier): ResolvedIdentifier | undefined {
  if (type === 'email' || type === 'phone') {
    const normal = type === 'email' ? normalizeEmail(value) : normalizePhone(value)
    if (normal === undefined) return undefined
    return { identifier: { type, value: hash(type, normal) }, personal: true }
  }
  if (DEVICE_TYPES.has(type)) {
    const normal = normalizeDeviceId(type, value)
    return normal === undefined ? undefined : { identifier: { type, value: hash(type, normal) }, personal: true }
  }
  if (value.trim() === '') return undefined
  if (!looksPersonal(value)) return { identifier: { type, value: value.toWellFormed() }, personal: false }
  const normal = normalizeEmail(value) ?? normalizePhone(value) ?? value
  return { identifier: { type, value: hash(type, normal) }, personal: true }
}

/** Whether a custom identifier type may be used: letters, digits, `_`, `-` and `.`, at most 64 of them. */
export function isIdentifierType(type: string): boolean {
  return /^[\p{L}\p{N}_.-]{1,64}$/u.test(type)
}
