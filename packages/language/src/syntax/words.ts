// The words of the language. Words are matched without regard to case.
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import type { AggregateFunction, Unit } from './tree.ts'

/** Words that are never the bare name of a trait; such a trait is written `trait("in")`. */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'did', 'does', 'exists', 'true', 'false', 'null'])

/** Words that mean something in front of `(` only, so that a trait may still be called `count`. */
export const AGGREGATES: readonly AggregateFunction[] = ['count', 'sum']

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
])
