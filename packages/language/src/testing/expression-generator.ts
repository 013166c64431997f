// Random expressions of computed traits, as checked trees, made of the words that generated histories are made of.
import type { Expression } from '../check/expression.ts'
import type { EventValueSubject, Path, Window } from '../check/tree.ts'
import { absoluteWindow, aggregate, calendarWindow, events, FUNCTIONS, rollingWindow } from './event-generators.ts'
import { favourite } from './generators.ts'
import type { Arbitrary, Fc } from './value-generators.ts'
import { PATHS } from './vocabulary.ts'

const NOWHERE = { start: 0, end: 0 }

export function expression(fc: Fc): Arbitrary<Expression> {
  const number = fc.constantFrom(...FUNCTIONS).chain((called) => aggregate(fc, called, 'any'))
  return fc.oneof<Arbitrary<Expression>[]>(
    number.map((of) => ({ kind: 'number', aggregate: of, span: NOWHERE })),
    fc.tuple(number, number).map(([numerator, denominator]) => ({ kind: 'quotient', numerator, denominator, span: NOWHERE })),
    fc.oneof(edgeValue(fc), favourite(fc)).map((subject) => ({ kind: 'value', subject, span: NOWHERE })),
  )
}

/** Of which one event tells the value. */
function edgeValue(fc: Fc): Arbitrary<EventValueSubject> {
  const fixed: Arbitrary<Window> = fc.oneof(fc.constant({ kind: 'all-time' as const }), absoluteWindow(fc))
  const moving: Arbitrary<Window> = fc.oneof(rollingWindow(fc), calendarWindow(fc, 'any').map((window): Window => ({ ...window, which: 'this' })))
  const path = fc.constantFrom<Path>(['revenue'], ['category'], ['category'], ...PATHS)
  const made = (which: 'first' | 'last', window: Arbitrary<Window>): Arbitrary<EventValueSubject> =>
    fc.record({ kind: fc.constant('event-value' as const), which: fc.constant(which), events: events(fc, 'static', window), path })
  return fc.oneof(made('first', fixed), made('last', fixed), made('last', moving))
}
