// Events, filters and numbers made of events in English.
import { type Aggregate, type Comparison, type Events, type FavouriteSubject, type Filter, LIST, type Path, type Pattern } from '../check/tree.ts'
import { numberWords, opposite, relationWords, testWords } from './words-of-tests.ts'
import { clockWords, lengthWords, windowWords, zoneWords } from './words-of-time.ts'

/** `"Order Completed" (where total is more than 50)`. */
export function patternWords({ event, filter }: Pattern): string {
  return filter === undefined ? JSON.stringify(event) : `${JSON.stringify(event)} (where ${filterWords(filter)})`
}

/** `"Order Completed" (where total is more than 50) in the last 90 days`; `otherwise` for all time. */
export function eventsWords(events: Events, otherwise: string): string {
  return `${patternWords(events)}${windowWords(events.window, otherwise)}`
}

/** As the subject of a sentence: `the sum of revenue over "Order Completed" in the last 90 days`. */
export function aggregateWords({ function: called, events, path }: Aggregate): string {
  const over = eventsWords(events, ' of all time')
  switch (called) {
    case 'count':
      return `the number of ${over}`
    case 'distinct':
      return `the number of different values of ${pathWords(path)} over ${over}`
    case 'gap':
      return `the mean number of days from one ${patternWords(events)} to the next${windowWords(events.window, ' of all time')}`
    default:
      return `the ${called} of ${pathWords(path)} over ${over}`
  }
}

/** As the subject of a sentence: `the most frequent category over "Product Viewed" of all time`. */
export function favouriteWords({ events, path, halfLife }: FavouriteSubject): string {
  const fading = halfLife === Infinity ? '' : `, each counting half as much after ${lengthWords(halfLife)}`
  return `the most frequent text of ${pathWords(path)} over ${eventsWords(events, ' of all time')}${fading}`
}

/** Behind "they": `did "X" at least 3 times in the last 7 days`. */
export function countWords(events: Events, operator: Comparison, value: number): string {
  const never = (operator === '<' && value === 1) || ((operator === '=' || operator === '<=') && value === 0)
  if (never) return `did not do ${eventsWords(events, ' at any time')}`
  return `did ${patternWords(events)} ${timesWords(operator, value)}${windowWords(events.window)}`
}

function timesWords(operator: Comparison, value: number): string {
  if ((operator === '>=' && value === 1) || ((operator === '>' || operator === '!=') && value === 0)) return 'at least once'
  if (operator === '!=') return `any number of times but ${value}`
  const words = operator === '=' ? `exactly ${value}` : operator === '<' ? `fewer than ${value}` : numberWords(operator, value)
  return `${words} ${value === 1 ? 'time' : 'times'}`
}

/** What has to hold of an event; what is joined inside something else stands in parentheses. */
export function filterWords(filter: Filter, negated = false, nested = false): string {
  switch (filter.kind) {
    case 'all':
    case 'any': {
      const joint = (filter.kind === 'all') !== negated ? 'and' : 'or'
      const text = filter.items.map((item) => filterWords(item, negated, true)).join(` ${joint} `)
      return nested ? `(${text})` : text
    }
    case 'not':
      return filterWords(filter.item, !negated, nested)
    case 'test':
      return `${filter.path.length === 0 ? 'it' : pathWords(filter.path)} ${testWords(filter.test, negated)}`
    case 'pair':
      return pairWords(filter.operator, negated, pathWords(filter.path), `their ${nameWords(filter.trait)}`)
    case 'clock': {
      const { unit, zone } = filter
      return `the ${unit} of the event is ${clockWords(filter, negated)} (${zoneWords(zone)})`
    }
    case 'element': {
      const every = (filter.quantifier === 'all') !== negated
      const list = filter.path.length === 0 ? 'it' : pathWords(filter.path)
      const text = `for ${every ? 'every' : 'at least one'} element of the list ${list}, ${filterWords(filter.filter, negated, true)}`
      return nested ? `(${text})` : text
    }
  }
}

/** Two values that have to be of one type. */
export function pairWords(operator: Comparison, negated: boolean, left: string, right: string): string {
  return `${left} ${relationWords(negated ? opposite(operator) : operator)} ${right}`
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/

/** `cart.total`, `products[].price`. */
export function pathWords(path: Path): string {
  let text = ''
  for (const step of path) {
    if (step === LIST) text += '[]'
    else text += `${text === '' ? '' : '.'}${nameWords(step)}`
  }
  return text
}

/** A name as it is, in quotes where it could be read as anything else. */
export function nameWords(name: string): string {
  return PLAIN.test(name) ? name : JSON.stringify(name)
}
