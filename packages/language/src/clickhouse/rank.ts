// The order of people by a number, and the value of the one who stands at a given share of it from either end.
import type { Rank } from '../check/tree.ts'
import { chosenRow } from './chosen-events.ts'
import { every } from './logic.ts'
import { quantityNow } from './now.ts'
import type { Question } from './question.ts'

/** Whether the person is in the order, and by which double. */
export function ranked({ aggregate }: Rank, question: Question): { readonly isIn: string; readonly value: string } {
  const { known, double } = quantityNow(aggregate, question)
  const chosen = question.columns.aggregate('count', [], chosenRow(aggregate.events, question))
  return { isIn: every([`${chosen} > 0`, known]), value: double }
}

/**
 * A SELECT of one row: `threshold` (Float64, infinite where nobody is in the order) and `people`, how many are in it.
 * `select` makes of a question's columns the SELECT of all people.
 */
export function thresholdSelect(rank: Rank, question: Question, select: (question: Question) => string): string {
  const { isIn, value } = ranked(rank, question)
  const sort = rank.end === 'top' ? 'arrayReverseSort' : 'arraySort'
  const none = rank.end === 'top' ? 'inf' : '-inf'
  // The share in ten-thousandths, so that 7 percent of 100 people are 7: as doubles they would be a little more.
  const place = `intDiv(length(ordered) * ${question.parameters.count(Math.round(rank.share * 10_000))} + 9999, 10000)`
  return `SELECT if(empty(ordered), ${none}, ordered[${place}]) AS threshold, length(ordered) AS people
FROM (SELECT ${sort}(groupArray(${value})) AS ordered
FROM (${select(question)}) WHERE ${isIn})`
}
