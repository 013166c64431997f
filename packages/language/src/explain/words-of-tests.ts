// Tests in English. A test that is not met is not the same as one that has no answer: "not in (1, 2)" is true of other
// numbers only, so the words of a negated test name the type that it speaks of.
import type { Comparison, Scalar, Test } from '../check/tree.ts'
import { listed, whenWords } from './words-of-time.ts'

/** Behind its subject: `is "free"`, `is a list with none of 1 and 2`. */
export function testWords(test: Test, negated: boolean): string {
  switch (test.kind) {
    case 'compare':
      return `is ${comparedWords(negated ? opposite(test.operator) : test.operator, test.value)}`
    case 'in':
      if (!negated) return `is ${listed(test.values.map(valueWords), 'or')}`
      return `is ${typesOf(test.values)} other than ${listed(test.values.map(valueWords), 'or')}`
    case 'exists':
      return negated ? 'is not known' : 'is known'
    case 'text':
      return textWords(test.match, valueWords(test.value), negated)
    case 'list': {
      const values = test.values.map(valueWords)
      if (values.length === 1) return negated ? `is a list without ${values[0]}` : `is a list with ${values[0]}`
      if (test.quantifier === 'any') return negated ? `is a list with none of ${listed(values, 'and')}` : `is a list with at least one of ${listed(values, 'and')}`
      return negated ? `is a list without at least one of ${listed(values, 'and')}` : `is a list with all of ${listed(values, 'and')}`
    }
    case 'when':
      return `is a time ${whenWords(test, negated)}`
  }
}

function textWords(match: 'contains' | 'starts' | 'ends', value: string, negated: boolean): string {
  // An element of a list has to be the whole text; a part of it is not enough.
  if (match === 'contains') return negated ? `does not contain ${value} (and is a text or a list)` : `contains ${value} (as a part of a text, or as an element of a list)`
  return negated ? `is a text that does not ${match.slice(0, -1)} with ${value}` : `${match} with ${value}`
}

/** Behind "is": `more than 3`, `a text other than "free"`. */
function comparedWords(operator: Comparison, value: Scalar): string {
  if (operator === '=') return valueWords(value)
  if (typeof value === 'boolean') return valueWords(!value)
  if (operator === '!=') return `${typesOf([value])} other than ${valueWords(value)}`
  if (typeof value === 'number') return numberWords(operator, value)
  const side = operator === '<' || operator === '<=' ? 'before' : 'after'
  return `a text ${operator.length === 2 ? `that is ${valueWords(value)} or sorts` : 'that sorts'} ${side} ${operator.length === 2 ? 'it' : valueWords(value)}`
}

/** `at least 3`, `3`, `not 3`. */
export function numberWords(operator: Comparison, value: number): string {
  switch (operator) {
    case '=':
      return String(value)
    case '!=':
      return `not ${value}`
    case '<':
      return `less than ${value}`
    case '<=':
      return `at most ${value}`
    case '>':
      return `more than ${value}`
    case '>=':
      return `at least ${value}`
  }
}

/** Between two things of one type: `is the same as`, `is more than`. */
export function relationWords(operator: Comparison): string {
  switch (operator) {
    case '=':
      return 'is the same as'
    case '!=':
      return 'is of the same type as, but differs from,'
    case '<':
      return 'is less than'
    case '<=':
      return 'is at most'
    case '>':
      return 'is more than'
    case '>=':
      return 'is at least'
  }
}

/** What holds exactly where `operator` does not, both sides being there. */
export function opposite(operator: Comparison): Comparison {
  return ({ '=': '!=', '!=': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>' } as const)[operator]
}

export function valueWords(value: Scalar): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}

/** `a text`, `a text or a number`. */
function typesOf(values: readonly Scalar[]): string {
  const names = { string: 'a text', number: 'a number', boolean: 'true or false' } as const
  const types = [...new Set(values.map((value) => names[typeof value as keyof typeof names]))]
  return listed(types, 'or')
}
