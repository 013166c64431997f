// The words of the language. Words are matched without regard to case.
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import type { AggregateFunction, Operator, Unit } from './tree.ts'

/**
 * Words that are never the bare name of a trait; such a trait is written `trait("in")`. Every other word means something
 * in its place only (`count` before a parenthesis, `top` before a number), so that a trait may still be called `left`.
 */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'did', 'does', 'exists', 'true', 'false', 'null'])

/** The words a test starts with. After `any` and `all` they are no bare name of a list, so that `any in ("a")` asks about a property `any`. */
export const TEST_WORDS: readonly string[] = ['in', 'not', 'contains', 'starts', 'ends', 'before', 'after', 'exists', 'does']

export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['>', '>'],
  ['>=', '>='],
  ['<', '<'],
  ['<=', '<='],
  ['==', '='],
])

export const AGGREGATES: ReadonlyMap<string, AggregateFunction> = new Map([
  ['count', 'count'],
  ['sum', 'sum'],
  ['average', 'average'],
  ['avg', 'average'],
  ['minimum', 'minimum'],
  ['min', 'minimum'],
  ['maximum', 'maximum'],
  ['max', 'maximum'],
  ['distinct', 'distinct'],
  ['gap', 'gap'],
])

/** Functions that begin a leaf besides the aggregates, with what they are. */
export const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['first', 'the first event, or the first value of a property'],
  ['last', 'the last event, or the last value of a property'],
  ['nth', 'the n-th event'],
  ['favourite', 'the most frequent value of a property'],
  ['hour', 'the hour of the day, 0 to 23'],
  ['weekday', 'the day of the week'],
  ['segment', 'membership of another segment'],
  ['trait', 'a trait whose name is no plain word'],
  ['entered', 'what became true'],
  ['left', 'what became untrue'],
])

/** What each aggregate is called in a sentence. */
export const AGGREGATE_NAMES: Readonly<Record<AggregateFunction, string>> = {
  count: 'a count',
  sum: 'a sum',
  average: 'an average',
  minimum: 'a minimum',
  maximum: 'a maximum',
  distinct: 'a distinct count',
  gap: 'a gap in days',
}

export const UNITS: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'year']

/** A week is 7 days and a year is 365 days, each day 24 hours. */
export const UNIT_LENGTH: Readonly<Record<Unit, number>> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  year: 365 * DAY,
}

/** What units are called elsewhere. */
export const SHORT_UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'seconds'],
  ['sec', 'seconds'],
  ['secs', 'seconds'],
  ['m', 'minutes'],
  ['min', 'minutes'],
  ['mins', 'minutes'],
  ['h', 'hours'],
  ['hr', 'hours'],
  ['hrs', 'hours'],
  ['d', 'days'],
  ['w', 'weeks'],
  ['wk', 'weeks'],
  ['y', 'years'],
  ['yr', 'years'],
])

export const PERIODS = ['week', 'month', 'quarter', 'year'] as const

/** What people write from the habit of other languages, and what it is called here. */
export const FOREIGN: ReadonlyMap<string, string> = new Map([
  ['&&', 'and'],
  ['&', 'and'],
  ['||', 'or'],
  ['|', 'or'],
  ['!', 'not'],
  ['<>', '!='],
  ['===', '='],
  ['!==', '!='],
  ['=<', '<='],
  ['=>', '>='],
  ['is', '='],
  ['equals', '='],
  ['null', 'does not exist'],
  ['like', 'contains'],
  ['includes', 'contains'],
  ['contain', 'contains'],
])
