// The one file that knows our library of telephone numbers.
import { parsePhoneNumberFromString } from 'libphonenumber-js'

/** Whether a text is a number as it is dialled from anywhere, `+49 30 901820` or `0049 30 901820`, in a range that exists. */
export function isInternationalPhone(text: string): boolean {
  const international = text.startsWith('00') ? `+${text.slice(2)}` : text
  return parsePhoneNumberFromString(international)?.isValid() === true
}
