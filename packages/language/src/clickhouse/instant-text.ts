// Texts that write an instant or a day, by the rules of moment.ts, in SQL. A regular expression admits nothing but the form;
// whether the date is a real one, the engine is asked by writing it again: it makes 2 March of 30 February, which is another
// text. What is left has one meaning, which the engine's reader of dates in many forms finds. Its dates reach exactly from
// 1900 to 2299.
import { LAST_OF_ALL } from './logic.ts'

const DATE = '(?:19|2[0-2])[0-9]{2}-[0-9]{2}-[0-9]{2}'
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?'
const OFFSET = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))'

/** Later than every instant that a text can write: stands for none. */
export const NO_INSTANT = LAST_OF_ALL

/** Milliseconds since 1970; `NO_INSTANT` where the text writes none. `text` is the text, not its JSON. */
export function instantOfText(text: string): string {
  const date = `substring(${text}, 1, 10)`
  const isInstant = `match(${text}, '^${DATE}(?:[T ]${TIME}${OFFSET})?$') AND toString(toDate32OrZero(${date})) = ${date}`
  return `if(${isInstant}, toUnixTimestamp64Milli(parseDateTime64BestEffortOrZero(${text}, 3, 'UTC')), ${NO_INSTANT})`
}

/** `MM-DD`; '' where the text names no day. */
export function dayOfText(text: string): string {
  const isReal = (date: string): string => `toString(toDate32OrZero(${date})) = ${date}`
  // 2000 was a leap year: without a year 29 February is a day.
  const short = `concat('2000-', ${text})`
  const long = `substring(${text}, 1, 10)`
  return `multiIf(match(${text}, '^[0-9]{2}-[0-9]{2}$') AND ${isReal(short)}, ${text}, match(${text}, '^${DATE}($|[T ])') AND ${isReal(long)}, substring(${text}, 6, 5), '')`
}
