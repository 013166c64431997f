// Traits, values and times of events put to a test; anniversaries.
import { DAY } from '@touchstone/base'
import { quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { AnniversarySyntax, EventSubjectSyntax, ScalarTestSyntax, TestSyntax, TraitSyntax } from '../syntax/tree.ts'
import { NO_PAIR, checkComputedTest } from './check-computed.ts'
import { checkPath, checkPattern, refuseDynamic } from './check-filter.ts'
import { type CheckedTest, checkTest } from './check-test.ts'
import { checkLength, checkWindow, checkZone } from './check-time.ts'
import type { CheckContext } from './context.ts'
import { type Anniversary, type Condition, type EventTimeSubject, type EventValueSubject, type FavouriteSubject, LIST, type Subject } from './tree.ts'

export function checkSubjectTest(context: CheckContext, { subject, test, span }: TestSyntax): Condition | undefined {
  const place = context.place(span)
  if (subject.kind === 'trait') {
    const text = context.computed(subject.name)
    if (text !== undefined) return checkComputedTest(context, subject, text, { kind: 'test', subject, test, span }, (node) => checkSubjectTest(context, node))
    if (!context.traitAllowed(subject)) return undefined
    const right = comparedTrait(test)
    if (right !== undefined && context.computed(right.name) !== undefined) return context.refuse('language.computed_pair', NO_PAIR, right.span, { expected: ['a value'] })
    if (right === undefined) return tested(checkTest(context, test), { kind: 'trait', trait: subject.name }, place)
    return context.traitAllowed(right) ? { kind: 'pair', left: subject.name, operator: right.operator, right: right.name, span: place } : undefined
  }
  if (subject.path.length === 0 && subject.which !== 'favourite') {
    const time = checkEventTime(context, subject, test)
    return time && tested(checkTest(context, test), time, place)
  }
  const isFavourite = subject.which === 'favourite'
  const value = isFavourite ? checkFavourite(context, subject) : checkEventValue(context, subject)
  if (value === undefined) return undefined
  const right = comparedTrait(test)
  const tells = isFavourite ? FAVOURITE : FIRST_OR_LAST
  if (right !== undefined) return refuseDynamic(context, `the trait ${right.name}`, tells, right.span)
  const result = checkTest(context, test)
  if (result?.test.kind === 'when' && result.test.base === 'now') return refuseDynamic(context, 'a time counted from now', tells, test.span)
  return tested(result, value, place)
}

const FIRST_OR_LAST = 'the test of a first or last value'
const FAVOURITE = 'the test of a favourite'

function tested(result: CheckedTest | undefined, subject: Subject, span: Condition['span']): Condition | undefined {
  if (result === undefined) return undefined
  const condition: Condition = { kind: 'test', subject, test: result.test, span }
  return result.negated ? { kind: 'not', item: condition, span } : condition
}

function comparedTrait(test: ScalarTestSyntax): (TraitSyntax & Pick<Extract<ScalarTestSyntax, { kind: 'compare' }>, 'operator'>) | undefined {
  return test.kind === 'compare' && 'kind' in test.value ? { ...test.value, operator: test.operator } : undefined
}

/** `first("X")`, `last("X")`, `nth("X", 3)`: an instant, put to a test of instants. */
function checkEventTime(context: CheckContext, { which, rank, pattern, window, span }: EventSubjectSyntax, test: ScalarTestSyntax): EventTimeSubject | undefined {
  const nth = which === 'nth' ? (rank?.value ?? 0) : 1
  if (!(Number.isInteger(nth) && nth >= 1 && nth <= Limit.COUNT)) {
    const expected = [`a whole number from 1 to ${Limit.COUNT}`]
    return context.refuse('language.bad_rank_of_event', `expected ${expected[0]}, found ${nth}`, rank?.span ?? span, { expected, found: String(nth) })
  }
  const chosen = checkPattern(context, pattern)
  if (chosen === undefined) return undefined
  if (window !== undefined) {
    const message = `${which}(…) without a property is the time of an event, of all time: it is put to a test, such as "in last 7 days" or "after" a date, and has no window`
    return context.refuse('language.instant_window', message, window.span, { expected: INSTANT_TESTS })
  }
  if (test.kind !== 'moment' && test.kind !== 'near' && test.kind !== 'exists') {
    const message = `${which}(…) without a property is the time of an event: it is put to ${INSTANT_TESTS.join(', ')}; name a property, as in ${which}("Order Completed".coupon), for its value`
    return context.refuse('language.instant_test', message, test.span, { expected: INSTANT_TESTS })
  }
  return { kind: 'event-time', from: which === 'last' ? 'last' : 'first', rank: nth, events: { ...chosen, window: { kind: 'all-time' } } }
}

const INSTANT_TESTS = ['before', 'after', 'in last', 'in next', 'exists']

export function checkEventValue(context: CheckContext, { which, pattern, path, window, span }: EventSubjectSyntax): EventValueSubject | undefined {
  if (which === 'nth' || which === 'favourite') return context.refuse('language.value_of_nth', 'nth(…) is the time of an event, not a property of it; first and last know properties', span, { expected: ['first', 'last'] })
  const chosen = checkPattern(context, pattern, 'a first or last value')
  const steps = chosen && checkPath(context, path, span)
  if (chosen === undefined || steps === undefined) return undefined
  if (steps.includes(LIST)) return context.refuse('language.list_path', `${which}(…) is one value: a path with [] reaches many`, span)
  const checkedWindow = checkWindow(context, window)
  return checkedWindow && { kind: 'event-value', which, events: { ...chosen, window: checkedWindow }, path: steps }
}

/** `favourite("X".p) fading by half every 30 days`. */
export function checkFavourite(context: CheckContext, { pattern, path, halfLife, span }: EventSubjectSyntax): FavouriteSubject | undefined {
  const chosen = checkPattern(context, pattern, 'a favourite')
  const steps = chosen && checkPath(context, path, span)
  if (chosen === undefined || steps === undefined) return undefined
  if (steps.length === 0) return context.refuse('language.no_path', 'a favourite is a value of a property, as in favourite("Product Viewed".category)', span, { expected: ['a property behind the event'] })
  const length = halfLife === undefined ? Infinity : checkLength(context, halfLife)
  return length === undefined ? undefined : { kind: 'favourite', events: { ...chosen, window: { kind: 'all-time' } }, path: steps, halfLife: length }
}

/** `today` is 0 days ahead. */
export function checkAnniversary(context: CheckContext, { trait, duration, zone, span }: AnniversarySyntax): Anniversary | undefined {
  if (context.computed(trait.name) !== undefined) return context.refuse('language.computed_day', `${quote(trait.name)} is computed, and no day that has an anniversary`, trait.span)
  if (!context.traitAllowed(trait)) return undefined
  const length = duration === undefined ? 0 : checkLength(context, duration, YEAR)
  if (length === undefined) return undefined
  if (length % DAY !== 0) return context.refuse('language.part_of_a_day', 'an anniversary is a day: expected a whole number of days', duration?.span ?? span, { expected: ['days'] })
  const checkedZone = checkZone(context, zone)
  return checkedZone && { kind: 'anniversary', trait: trait.name, days: length / DAY, zone: checkedZone, span: context.place(span) }
}

const YEAR = { limit: 365 * DAY, says: 'the next anniversary is at most 365 days away' }
