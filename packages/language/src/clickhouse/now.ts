// Numbers and values made of events, as of now: columns of the GROUP BY where the same events are chosen whoever the
// person is, else computed from the array of the person's chosen events.
import type { Aggregate, EventTimeSubject, EventValueSubject, Test, ValueTest } from '../check/tree.ts'
import { chosenEvents, chosenRow, TIME, windowKnown } from './chosen-events.ts'
import { favouriteColumn } from './favourite.ts'
import { NO_INSTANT } from './instant-text.ts'
import { isThere } from './json.ts'
import { compared, every, NO } from './logic.ts'
import { looksAtPerson } from './mattering.ts'
import { averageQuantity, gapQuantity, microsQuantity, type Quantity, wholeQuantity } from './quantity.ts'
import { type Question, traitColumn } from './question.ts'
import { type Contribution, NO_MAXIMUM, NO_MINIMUM, ORDER, where } from './rows.ts'
import { instantHolds, testHolds } from './value-test.ts'

export function quantityNow(aggregate: Aggregate, question: Question): Quantity {
  return looksAtPerson(aggregate.events) ? quantityOfArray(aggregate, question) : quantityOfRows(aggregate, question)
}

function quantityOfRows({ function: called, events, path }: Aggregate, question: Question): Quantity {
  const { columns, rows } = question
  const chosen = chosenRow(events, question)
  if (called === 'count') return wholeQuantity(columns.aggregate('count', [], chosen))
  if (called === 'gap') {
    const edge = (name: string, none: string): string => columns.aggregate(name, [where(chosen, 'f.happened', none)])
    return gapQuantity(columns.aggregate('count', [], chosen), edge('min', NO_MINIMUM), edge('max', NO_MAXIMUM))
  }
  const of = rows.contribution(path)
  const column = (name: string, expression: string, otherwise: string): string => columns.aggregate(name, [where(chosen, expression, otherwise)])
  switch (called) {
    case 'distinct':
      return wholeQuantity(column('uniqExactArray', of.keys, '[]'))
    case 'sum':
      return microsQuantity(column('sum', of.sum, '0'))
    case 'average':
      return averageQuantity(column('sum', of.sum, '0'), column('sum', of.count, '0'))
    case 'minimum':
      return extreme(column('min', of.minimum, NO_MINIMUM), NO_MINIMUM)
    case 'maximum':
      return extreme(column('max', of.maximum, NO_MAXIMUM), NO_MAXIMUM)
  }
}

function quantityOfArray({ function: called, events, path }: Aggregate, question: Question): Quantity {
  const { columns, rows } = question
  const known = windowKnown(events, question)
  const of = rows.contribution(path)
  const { column: chosen, field } = chosenEvents(events, question, (candidate) => ({
    list: fieldsOf(called, of).map(([expression, otherwise]) => where(candidate, expression, otherwise)),
  }))
  const derived = (expression: string): string => columns.derive([chosen], expression)
  const total = (index: number): string => derived(`arraySum(x -> ${field(index)}, ${chosen})`)
  const values = `arrayMap(x -> ${field(0)}, ${chosen})`
  switch (called) {
    case 'count':
      return wholeQuantity(derived(`length(${chosen})`), known)
    case 'gap': {
      const times = `arrayMap(x -> ${TIME}, ${chosen})`
      return gapQuantity(derived(`length(${chosen})`), derived(`arrayMin(arrayPushBack(${times}, ${NO_MINIMUM}))`), derived(`arrayMax(arrayPushBack(${times}, ${NO_MAXIMUM}))`), known)
    }
    case 'distinct':
      return wholeQuantity(derived(`length(arrayDistinct(arrayFlatten(${values})))`), known)
    case 'sum':
      return microsQuantity(total(0), known)
    case 'average':
      return averageQuantity(total(0), total(1), known)
    case 'minimum':
      return extreme(derived(`arrayMin(arrayPushBack(${values}, ${NO_MINIMUM}))`), NO_MINIMUM, known)
    case 'maximum':
      return extreme(derived(`arrayMax(arrayPushBack(${values}, ${NO_MAXIMUM}))`), NO_MAXIMUM, known)
  }
}

/** What is collected of a row, and what in its place where the row is none of them. */
function fieldsOf(called: Aggregate['function'], of: Contribution): (readonly [string, string])[] {
  switch (called) {
    case 'count':
    case 'gap':
      return []
    case 'distinct':
      return [[of.keys, '[]']]
    case 'sum':
      return [[of.sum, 'toInt128(0)']]
    case 'average':
      return [[of.sum, 'toInt128(0)'], [of.count, '0']]
    case 'minimum':
      return [[of.minimum, NO_MINIMUM]]
    case 'maximum':
      return [[of.maximum, NO_MAXIMUM]]
  }
}

function extreme(column: string, none: string, known?: string): Quantity {
  return microsQuantity(column, every([...(known === undefined ? [] : [known]), `${column} != ${none}`]))
}

export function testNow({ subject, test }: ValueTest, wanted: boolean, question: Question): string {
  const { asOf, parameters } = question
  switch (subject.kind) {
    case 'trait':
      return testHolds(test, traitColumn(subject.trait, question), wanted, asOf, parameters)
    case 'event-value':
      return every([windowKnown(subject.events, question), testHolds(test, valueColumn(subject, question), wanted, asOf, parameters)])
    case 'favourite':
      return testHolds(test, favouriteColumn(subject, question), wanted, asOf, parameters)
    case 'event-time':
      return timeHolds(test, timeColumn(subject, question), wanted, question)
  }
}

/** Of an event's time only `when` and `exists` speak. */
function timeHolds(test: Test, instant: string, wanted: boolean, { asOf, parameters }: Question): string {
  if (test.kind === 'exists') return compared(instant, wanted ? '!=' : '=', NO_INSTANT)
  return test.kind === 'when' ? instantHolds(test, instant, wanted, asOf, parameters) : NO
}

/** The column with the raw text of the first or last value. */
export function valueColumn({ which, events, path }: EventValueSubject, question: Question): string {
  const { columns, rows } = question
  if (!looksAtPerson(events)) {
    const chosen = chosenRow(events, question)
    const value = rows.value(path, chosen)
    return columns.aggregate(which === 'first' ? 'argMin' : 'argMax', [value, ORDER], isThere(value))
  }
  const { column: chosen } = chosenEvents(events, question, (candidate) => {
    const value = rows.value(path, candidate)
    return { list: ['f.hash', value], also: isThere(value) }
  })
  // By (happened, '', hash).
  return columns.derive([chosen], `${which === 'first' ? 'arraySort' : 'arrayReverseSort'}(${chosen})[1].4`)
}

/** The column with the instant of the nth event; `NO_INSTANT` where there are fewer. */
function timeColumn({ from, rank, events }: EventTimeSubject, question: Question): string {
  const { columns, parameters } = question
  const nth = (sorted: string): string => `if(length(${sorted}) >= ${parameters.count(rank)}, ${sorted}[${parameters.count(rank)}], ${NO_INSTANT})`
  const isFirst = from === 'first'
  if (looksAtPerson(events)) {
    const { column: chosen } = chosenEvents(events, question, () => ({ list: [] }))
    const sorted = columns.derive([chosen], `${isFirst ? 'arraySort' : 'arrayReverseSort'}(arrayMap(x -> ${TIME}, ${chosen}))`)
    return columns.derive([sorted], nth(sorted))
  }
  const chosen = chosenRow(events, question)
  if (rank === 1 && isFirst) return columns.aggregate('min', [where(chosen, 'f.happened', NO_INSTANT)])
  // The latest is the earliest of the opposites.
  const earliest = columns.aggregate('groupArraySorted', [isFirst ? 'f.happened' : '-f.happened'], chosen, parameters.count(rank))
  const found = columns.derive([earliest], nth(earliest))
  return isFirst ? found : columns.derive([found], `if(${found} = ${NO_INSTANT}, ${found}, -${found})`)
}
