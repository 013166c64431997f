// Exact decimals. Money must not pass through binary floating point on its way: 0.1 + 0.2 is 0.3 here. A number is an
// integer of millionths; a product of n numbers is an integer of 10^(−6n); rounding happens once, at the end of a sum.

/** Places after the point that a value of a file may have. */
export const PLACES = 6

const NUMBER = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/

/** A plain decimal number (no exponent, no thousands mark) as millionths, or `undefined` when it is not one. */
export function parseDecimal(text: string): bigint | undefined {
  const match = NUMBER.exec(text)
  if (match === null) return undefined
  const [, sign, whole, fraction = ''] = match
  const digits = BigInt(whole + fraction.padEnd(PLACES, '0'))
  return sign === '-' ? -digits : digits
}

/** `value` × 10^−`scale` as millionths, rounded to `decimals` places (at most 6), half away from zero. */
export function roundDecimal(value: bigint, scale: number, decimals: number): bigint {
  const unit = 10n ** BigInt(Math.max(0, scale - decimals))
  const size = ((value < 0n ? -value : value) + unit / 2n) / unit
  const millionths = size * 10n ** BigInt(PLACES - Math.min(decimals, scale))
  return value < 0n ? -millionths : millionths
}

/** Millionths as text without needless zeros: `12.5`, `-3`, `0`. */
export function formatDecimal(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(PLACES + 1, '0')
  const whole = digits.slice(0, -PLACES)
  const fraction = digits.slice(-PLACES).replace(/0+$/, '')
  return `${millionths < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
