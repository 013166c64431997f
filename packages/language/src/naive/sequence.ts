// Whether events happened in an order. What a step may follow depends on the event before it alone, so it is enough to
// keep, for each step, every event that some choice of earlier ones can end in.
import { assert } from '@touchstone/base'
import type { Pattern, Sequence } from '../check/tree.ts'
import { passes } from './choose.ts'
import type { Moment, NaiveFact } from './person.ts'

/** The events of one choice that makes the sequence true, in order; undefined where there is none. */
export function happenedInOrder({ steps, absences, window }: Sequence, moment: Moment): readonly NaiveFact[] | undefined {
  const all = (pattern: Pattern): NaiveFact[] => moment.facts.filter((fact) => fact.event === pattern.event && passes(pattern.filter, fact, moment))
  assert(steps.length > 1 || absences.length > 0, 'a sequence of one step waits for something')
  const start = window.kind === 'rolling' ? moment.at - window.length : -Infinity
  let choices: (readonly NaiveFact[])[] = []
  steps.forEach((step, index) => {
    const here = all(step.pattern)
    if (index === 0) {
      choices = here.filter(({ timestamp }) => timestamp > start).map((fact) => [fact])
      return
    }
    const without = step.without === undefined ? [] : all(step.without)
    choices = here.flatMap((fact) => {
      const before = choices.find((choice) => {
        const last = (choice.at(-1) as NaiveFact).timestamp
        const isNear = last < fact.timestamp && fact.timestamp <= last + step.within
        return isNear && !without.some(({ timestamp }) => last < timestamp && timestamp < fact.timestamp)
      })
      return before === undefined ? [] : [[...before, fact]]
    })
  })
  return choices.find((choice) => {
    const last = (choice.at(-1) as NaiveFact).timestamp
    return absences.every(({ pattern, within }) => last + within <= moment.at && !all(pattern).some(({ timestamp }) => last < timestamp && timestamp <= last + within))
  })
}
