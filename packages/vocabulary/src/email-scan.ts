// Email addresses inside longer text: URLs with `?email=…`, notes, search terms. An address is found by its `@` (or
// `%40`), from which the text is read outwards, at most 64 characters back and 255 forward (RFC 5321, 4.5.3.1), so
// the time is linear in the text.

const BACK = 64
const FORWARD = 255

/** The text with each address replaced by `[email]`; the same string when there is none. */
export function maskEmails(text: string): string {
  let masked = ''
  let copied = 0
  let at = nextAt(text, 0)
  while (at !== -1) {
    const sign = text[at] === '@' ? 1 : 3
    const from = localStart(text, at, copied)
    const to = domainEnd(text, at + sign)
    if (from < at && to > at + sign) {
      masked += `${text.slice(copied, from)}[email]`
      copied = to
    }
    at = nextAt(text, Math.max(at + sign, copied))
  }
  return copied === 0 ? text : masked + text.slice(copied)
}

/** Where the next `@` or `%40` stands; −1 when there is none. */
function nextAt(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 64 || (unit === 37 && text.charCodeAt(at + 1) === 52 && text.charCodeAt(at + 2) === 48)) return at
  }
  return -1
}

function localStart(text: string, at: number, least: number): number {
  let from = at
  while (from > least && at - from < BACK && isLocal(text.charCodeAt(from - 1))) from--
  return from
}

/** Past the domain: labels with at least one dot between them; the sign's own end when there is no domain. */
function domainEnd(text: string, start: number): number {
  let to = start
  let dotted = false
  while (to < text.length && to - start < FORWARD) {
    const unit = text.charCodeAt(to)
    if (unit === 46 && to > start && isLabel(text.charCodeAt(to + 1))) dotted = true
    else if (!isLabel(unit)) break
    to++
  }
  return dotted ? to : start
}

function isLabel(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 45 || unit >= 128
}

// ! # $ % ' * + . ^ _ ` { | } ~ of RFC 5322, without the ones that delimit URLs: & / = ?
const LOCAL_UNITS = new Set(Array.from("!#$%'*+.^_`{|}~", (sign) => sign.charCodeAt(0)))

function isLocal(unit: number): boolean {
  return isLabel(unit) || LOCAL_UNITS.has(unit)
}
