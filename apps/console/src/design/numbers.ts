// Numbers as the reader's language writes them.
const language = navigator.language

const wholeNumber = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
const anyNumber = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 })
const everyDigit = new Intl.NumberFormat(language, { maximumSignificantDigits: 17 })
const compactNumber = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 })
const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
// A byte has no short name: in short it would be "464 byte".
const bytesIn = (unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short', maximumSignificantDigits: 3 })
const tenDigits = new Intl.NumberFormat(language, { maximumSignificantDigits: 10 })
const powerOfTen = new Intl.NumberFormat(language, { notation: 'scientific', maximumSignificantDigits: 5 })

/** 25,890 */
export const formatCount = (value: number): string => wholeNumber.format(value)
/** 3.142 */
export const formatNumber = (value: number): string => anyNumber.format(value)
/** As it was sent, with every digit it has: 1,234,567.890123. Beyond what a number is read as, 1.2e+30. */
export const formatExactNumber = (value: number): string => (Math.abs(value) >= 1e21 || (value !== 0 && Math.abs(value) < 1e-6) ? String(value) : everyDigit.format(value))
/** In so many characters a number still stands in a column of a list. */
const LONGEST_LISTED = 13
/** With every digit where they have room, else rounded and marked so: ≈ 9.0072E15. A number that is cut off reads as another one. */
export function formatListedNumber(value: number): string {
  const exact = formatExactNumber(value)
  if (exact.length <= LONGEST_LISTED) return exact
  const magnitude = Math.abs(value)
  return `≈ ${(magnitude < 1e9 && magnitude >= 1e-3 ? tenDigits : powerOfTen).format(value)}`
}

/** 25.9K: only where the exact number stands beside or in a tooltip. */
export const formatCompact = (value: number): string => compactNumber.format(value)
/** From a share of 1: 0.125 is 12.5%. */
export const formatShare = (value: number): string => share.format(value)

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

export function formatBytes(bytes: number): string {
  const step = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return bytesIn(BYTE_UNITS[step]).format(bytes / 1_000 ** step)
}
