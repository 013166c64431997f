import type fastCheck from 'fast-check'

const DATES = ['1900-01-01', '1900-01-02', '2299-12-31', '1970-01-01', '1969-12-31', '2000-02-29', '1900-02-29', '2100-02-29', '2024-02-29', '2026-03-29', '1916-10-01', '02-29', '02-30', '12-31', '00-10', '13-01']
const SEPARATORS = ['T', 'T', ' ', 't', '  ', '']
const OFFSETS = ['Z', 'Z', 'z', '', '+00:00', '-00:00', '+14:00', '-14:00', '+13:59', '+14:01', '-23:00', '+0200', '+02', ' Z', '+05:30', '-03:60']
const SLIPS = ['x', '1', '-', ':', ' ', '\n', '\0', '٣', '🛒', '.']

/** Texts around the borders of what is read as an instant or a day. */
export function writtenInstant(fc: typeof fastCheck): fastCheck.Arbitrary<string> {
  const digits = (min: number, max: number, length = 2): fastCheck.Arbitrary<string> => fc.integer({ min, max }).map((value) => String(value).padStart(length, '0'))
  const usual = (often: fastCheck.Arbitrary<string>, seldom: fastCheck.Arbitrary<string>): fastCheck.Arbitrary<string> => fc.oneof({ weight: 12, arbitrary: often }, { weight: 1, arbitrary: seldom })
  const day = fc.tuple(digits(1895, 2305, 4), usual(digits(1, 12), digits(0, 13)), usual(digits(1, 31), digits(0, 32))).map((parts) => parts.join('-'))
  const date = fc.oneof(day, day, fc.constantFrom(...DATES))
  const fraction = fc.tuple(usual(fc.constant('.'), fc.constant(',')), fc.integer({ min: 0, max: 10 }), digits(0, 999_999_999, 10)).map(([point, length, number]) => point + number.slice(0, length))
  const seconds = fc.tuple(usual(digits(0, 59), digits(60, 60)), fc.oneof(fc.constant(''), fraction)).map(([whole, part]) => `:${whole}${part}`)
  const offset = fc.oneof(fc.constantFrom(...OFFSETS), fc.tuple(fc.constantFrom('+', '-'), digits(0, 13), digits(0, 59)).map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`))
  const time = fc.tuple(usual(fc.constantFrom('T', ' '), fc.constantFrom(...SEPARATORS)), usual(digits(0, 23), digits(24, 24)), usual(digits(0, 59), digits(60, 60)), fc.oneof(fc.constant(''), seconds), offset)
  const whole = fc.tuple(date, fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 4, arbitrary: time.map(([between, hours, minutes, rest, zone]) => `${between}${hours}:${minutes}${rest}${zone}`) })).map((parts) => parts.join(''))
  // Now and then a slip of the pen.
  return fc.tuple(whole, fc.nat({ max: 40 }), fc.nat({ max: 1 }), fc.constantFrom(...SLIPS), fc.integer({ min: 0, max: 7 })).map(([text, at, gone, slip, chance]) => {
    const place = Math.min(at, text.length)
    return chance > 0 ? text : text.slice(0, place) + slip + text.slice(place + gone)
  })
}
