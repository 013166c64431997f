// What a computed trait is, in plain English.
import type { CheckedExpression } from '../check/expression.ts'
import { aggregateWords, eventsWords, favouriteWords, pathWords } from './words-of-events.ts'

/** `The sum of revenue over "Order Completed" of all time`. */
export function readExpression({ root }: Pick<CheckedExpression, 'root'>): string {
  const words = wordsOf(root)
  return `${words[0]!.toUpperCase()}${words.slice(1)}`
}

function wordsOf(root: CheckedExpression['root']): string {
  switch (root.kind) {
    case 'number':
      return aggregateWords(root.aggregate)
    case 'quotient':
      return `${aggregateWords(root.numerator)}, divided by ${aggregateWords(root.denominator)}`
    case 'value': {
      const { subject } = root
      if (subject.kind === 'favourite') return favouriteWords(subject)
      return `the ${pathWords(subject.path)} of the ${subject.which} ${eventsWords(subject.events, ' of all time')} (of those that have it)`
    }
  }
}
