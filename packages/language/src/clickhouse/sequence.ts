// Whether events happened in an order. Every event of the window lies behind its lower edge, so what is left to decide is
// which events of each step some choice of earlier ones can end in. For an event at t that is decided by one event of the
// step before, the latest of those that were reached and lie before t: if that one is too early, or an event that must
// not come lies behind it, the others are too early all the more. So a step is: the times of the events that were reached
// before, of the step's own, and of those that must not come, sorted as one list; the latest of each kind carried forward;
// and the step's own events kept where that fits. Times at the same instant do not precede one another, so there a step's
// own come first in the list.
import type { Absence, Pattern, Sequence, Step } from '../check/tree.ts'
import { every, FIRST_OF_ALL, LAST_OF_ALL } from './logic.ts'
import type { Question } from './question.ts'
import { edgesAt } from './windows.ts'

/** Whether it did, or, unless `wanted`, whether it did not. */
export function sequenceHolds({ steps, absences, window }: Sequence, wanted: boolean, question: Question): string {
  const edges = edgesAt(window, question.asOf)
  const times = (pattern: Pattern): string => question.columns.aggregate('groupArray', ['f.happened'], question.rows.chosen(pattern.event, edges, pattern.filter))
  const [first, ...others] = steps as readonly [Step, ...Step[]]
  let reached = times(first.pattern)
  for (const step of others) reached = stepReached(reached, step, times, question)
  for (const absence of absences) reached = afterAbsence(reached, absence, times(absence.pattern), question)
  return `${wanted ? 'notEmpty' : 'empty'}(${reached})`
}

/** The kinds of entries, in their order at the same instant. */
const OWN = 0
const REACHED = 1
const UNWANTED = 2

/** The column with the times of the step's events that can follow one of `reached`. */
function stepReached(reached: string, { pattern, within, without }: Step, times: (pattern: Pattern) => string, { columns, parameters }: Question): string {
  const own = times(pattern)
  const unwanted = without && times(without)
  const lists = [entries(own, OWN), entries(reached, REACHED), ...(unwanted === undefined ? [] : [entries(unwanted, UNWANTED)])]
  const before = [`(${FIRST_OF_ALL}, toUInt8(${UNWANTED}))`, `(${FIRST_OF_ALL}, toUInt8(${REACHED}))`]
  const all = columns.derive([own, reached, ...(unwanted === undefined ? [] : [unwanted])], `arraySort(arrayConcat([${before.join(', ')}], ${lists.join(', ')}))`)
  const latest = (kind: number): string => `arrayFill((t, k) -> k = ${kind}, ${all}.1, ${all}.2)`
  const fits = every([
    `k = ${OWN}`,
    `r > ${FIRST_OF_ALL}`,
    ...(within === Infinity ? [] : [`r >= t - ${parameters.instant(within)}`]),
    ...(unwanted === undefined ? [] : ['r >= u']),
  ])
  const others = unwanted === undefined ? ['(t, k, r)', ''] : ['(t, k, r, u)', `, ${latest(UNWANTED)}`]
  return columns.derive([all], `arrayFilter(${others[0]} -> ${fits}, ${all}.1, ${all}.2, ${latest(REACHED)}${others[1]})`)
}

/** Those of `reached` that are long enough ago and were not followed too soon. */
function afterAbsence(reached: string, { within }: Absence, unwanted: string, { columns, parameters, asOf }: Question): string {
  // An event at the same instant does not follow: here the unwanted ones come first.
  const all = columns.derive([reached, unwanted], `arraySort(arrayConcat(${entries(unwanted, OWN)}, ${entries(reached, REACHED)}, [(${LAST_OF_ALL}, toUInt8(${OWN}))]))`)
  const next = `arrayReverseFill((t, k) -> k = ${OWN}, ${all}.1, ${all}.2)`
  const fits = every([`k = ${REACHED}`, `t <= ${parameters.instant(asOf - within)}`, `n > t + ${parameters.instant(within)}`])
  return columns.derive([all], `arrayFilter((t, k, n) -> ${fits}, ${all}.1, ${all}.2, ${next})`)
}

function entries(times: string, kind: number): string {
  return `arrayMap(t -> (t, toUInt8(${kind})), ${times})`
}
