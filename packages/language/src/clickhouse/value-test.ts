// What a JSON value, given by its raw text, is put to (see json.ts), and values against one another.
import { assert, type Millis } from '@touchstone/base'
import type { CompareTest, Comparison, InTest, ListTest, Test, TextTest, WhenTest } from '../check/tree.ts'
import { instantOfText, NO_INSTANT } from './instant-text.ts'
import { doublesCompared, isBoolean, isList, isMissing, isNumber, isText, isThere, jsonText, numberOf, rawText, rawTexts, textOf } from './json.ts'
import { asked, compared, every, NO, none, some, YES } from './logic.ts'
import type { Parameters } from './parameters.ts'

/** Whether the test is true, or, unless `wanted`, whether it is false, for the value with the raw text `raw`. */
export function testHolds(test: Test, raw: string, wanted: boolean, asOf: Millis, parameters: Parameters): string {
  switch (test.kind) {
    case 'exists':
      return wanted ? isThere(raw) : isMissing(raw)
    case 'compare':
      return compareHolds(test, raw, wanted, parameters)
    case 'in':
      return inHolds(test, raw, wanted, parameters)
    case 'text':
      return textHolds(test, raw, wanted, parameters)
    case 'list':
      return listHolds(test, raw, wanted, parameters)
    case 'when': {
      return every([isText(raw), `arrayExists(m -> ${instantHolds(test, 'm', wanted, asOf, parameters)}, arrayMap(t -> ${instantOfText('t')}, [${textOf(raw)}]))`])
    }
  }
}

/** The same for an instant, which is `NO_INSTANT` where there is none. */
export function instantHolds({ base, after, upTo }: WhenTest, instant: string, wanted: boolean, asOf: Millis, parameters: Parameters): string {
  const origin = base === 'now' ? asOf : 0
  const isAfter = after === -Infinity ? YES : `${instant} > ${parameters.instant(origin + after)}`
  const isUpTo = upTo === Infinity ? YES : `${instant} <= ${parameters.instant(origin + upTo)}`
  return every([`${instant} != ${NO_INSTANT}`, wanted ? every([isAfter, isUpTo]) : some([none(isAfter), none(isUpTo)])])
}

function compareHolds({ operator, value }: CompareTest, raw: string, wanted: boolean, parameters: Parameters): string {
  const held = asked(operator, wanted)
  switch (typeof value) {
    case 'string':
      if (held === '=') return compared(raw, '=', rawText(value, parameters))
      if (held === '!=') return every([isText(raw), compared(raw, '!=', rawText(value, parameters))])
      return every([isText(raw), compared(textOf(raw), held, parameters.text(value))])
    case 'number':
      return doublesCompared(numberOf(raw), held, parameters.double(value))
    case 'boolean':
      assert(held === '=' || held === '!=', 'booleans have no order')
      return compared(raw, '=', value === (held === '=') ? "'true'" : "'false'")
  }
}

function inHolds({ values }: InTest, raw: string, wanted: boolean, parameters: Parameters): string {
  const { texts, numbers, booleans } = byType(values)
  const number = numberOf(raw)
  const isIn = [
    texts.length === 0 ? NO : every([isText(raw), `${textOf(raw)} IN ${parameters.texts(texts)}`]),
    numbers.length === 0 ? NO : `has(${parameters.doubles(numbers)}, ${number})`,
    booleans.length === 0 ? NO : `${raw} IN (${booleans.map((value) => `'${value}'`).join(', ')})`,
  ]
  if (wanted) return some(isIn)
  const isSpokenOf = [texts.length === 0 ? NO : isText(raw), numbers.length === 0 ? NO : isNumber(raw), booleans.length === 0 ? NO : isBoolean(raw)]
  return every([some(isSpokenOf), none(some(isIn))])
}

function textHolds({ match, value }: TextTest, raw: string, wanted: boolean, parameters: Parameters): string {
  const part = parameters.text(value)
  const sought = wanted ? (holds: string) => holds : none
  if (match !== 'contains') return every([isText(raw), sought(`${match}With(${textOf(raw)}, ${part})`)])
  return some([
    every([isText(raw), sought(`position(${textOf(raw)}, ${part}) > 0`)]),
    every([isList(raw), sought(`has(${jsonText(raw, parameters).elements([])}, ${rawText(value, parameters)})`)]),
  ])
}

function listHolds({ quantifier, values }: ListTest, raw: string, wanted: boolean, parameters: Parameters): string {
  const { texts, numbers, booleans } = byType(values)
  const elements = jsonText(raw, parameters).elements([])
  const has = quantifier === 'any' ? 'hasAny' : 'hasAll'
  // Texts and booleans are found by their raw texts, numbers by their values.
  const words = booleans.map((value) => `'${value}'`)
  const sought = texts.length === 0 ? `[${words.join(', ')}]` : words.length === 0 ? rawTexts(texts, parameters) : `arrayConcat(${rawTexts(texts, parameters)}, [${words.join(', ')}])`
  const parts = [
    ...(texts.length + words.length === 0 ? [] : [`${has}(${elements}, ${sought})`]),
    ...(numbers.length === 0 ? [] : [`${has}(arrayMap(x -> ${numberOf('x')}, ${elements}), ${parameters.doubles(numbers)})`]),
  ]
  const holds = quantifier === 'any' ? some(parts) : every(parts)
  return every([isList(raw), wanted ? holds : none(holds)])
}

function byType(values: InTest['values']): { texts: string[]; numbers: number[]; booleans: boolean[] } {
  return {
    texts: values.filter((value) => typeof value === 'string'),
    numbers: values.filter((value) => typeof value === 'number'),
    booleans: values.filter((value) => typeof value === 'boolean'),
  }
}

/** Two values of the same type, given by raw texts; `ordersTexts` is whether texts know more than `=` and `!=`. */
export function pairHolds(left: string, operator: Comparison, right: string, wanted: boolean, ordersTexts: boolean): string {
  const held = asked(operator, wanted)
  const numbers = doublesCompared(numberOf(left), held, numberOf(right))
  const texts = [isText(left), isText(right)]
  if (held !== '=' && held !== '!=') return ordersTexts ? some([every([...texts, compared(textOf(left), held, textOf(right))]), numbers]) : numbers
  const sameType = some([every(texts), every([isBoolean(left), isBoolean(right)])])
  return some([every([sameType, compared(left, held, right)]), numbers])
}
