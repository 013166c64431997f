// The text that weighs most among a person's (see `FavouriteSubject`), as its raw JSON text: '' where there is none.
import type { FavouriteSubject } from '../check/tree.ts'
import { chosenRow } from './chosen-events.ts'
import { textOf } from './json.ts'
import { every } from './logic.ts'
import type { Question } from './question.ts'

/** The bounds of the definition. */
const OLDEST = 20
const MOST_TEXTS = 200

export function favouriteColumn({ events, path, halfLife }: FavouriteSubject, question: Question): string {
  const { columns, rows, parameters } = question
  const chosen = chosenRow(events, question)
  const texts = rows.texts(path, chosen)
  const half = halfLife === Infinity ? 'toInt64(0)' : `toInt64(floor(toFloat64(f.happened) / ${parameters.double(halfLife)}))`
  const collected = columns.aggregate('groupArray', [`(${half}, ${texts})`], every([chosen, `notEmpty(${texts})`]))
  // (text, half-life), as often as it occurred; then those that still count, each with what it weighs.
  const each = columns.derive([collected], `arrayFlatten(arrayMap(x -> arrayMap(t -> (t, x.1), x.2), ${collected}))`)
  const latest = columns.derive([each], `arrayMax(arrayPushBack(${each}.2, toInt64(-9223372036854775807)))`)
  const recent = columns.derive([each, latest], `arrayFilter(x -> x.2 >= ${latest} - ${OLDEST}, ${each})`)
  const different = columns.derive([recent], `arrayDistinct(${recent})`)
  const kept = columns.derive([different], `arrayFilter(x -> countEqual(${different}.2, x.2) <= ${MOST_TEXTS}, ${different})`)
  const weighed = columns.derive([kept, recent, latest], `arrayMap(x -> (x.1, toInt64(countEqual(${recent}, x) * bitShiftLeft(toUInt64(1), toUInt8(${OLDEST} - (${latest} - x.2))))), ${kept})`)
  const ranked = columns.derive([weighed], `arraySort(arrayMap(t -> (-arraySum(arrayMap(w -> if(w.1 = t, w.2, 0), ${weighed})), ${textOf('t')}, t), arrayDistinct(${weighed}.1)))`)
  return columns.derive([ranked], `${ranked}[1].3`)
}
