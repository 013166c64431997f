// Which facts are taken in: event, window and filter, by the definition.
import { assert } from '@touchstone/base'
import type { Events, Filter, Window, Zone } from '../check/tree.ts'
import { ZONE_TRAIT } from '../check/tree.ts'
import { hourOf, periodStart, previousPeriodStart, weekdayOf } from '../calendar/periods.ts'
import { isZone } from '../calendar/zones.ts'
import { Truth } from '../truth.ts'
import { and, known, not, or } from './logic.ts'
import { type Moment, type NaiveFact, propertyOf, traitOf } from './person.ts'
import { compareScalars, holds, testValue } from './values.ts'

export function isChosen({ event, window, filter }: Events, fact: NaiveFact, moment: Moment): boolean {
  return fact.event === event && isInWindow(window, fact, moment) && passes(filter, fact, moment)
}

/** Whether there is no filter or it is true; unknown is not. */
export function passes(filter: Filter | undefined, fact: NaiveFact, moment: Moment): boolean {
  return filter === undefined || filterOf(filter, fact.properties, fact, moment) === Truth.TRUE
}

/** No fact is in a calendar window of an unknown zone. */
function isInWindow(window: Window, { timestamp }: NaiveFact, moment: Moment): boolean {
  switch (window.kind) {
    case 'all-time':
      return true
    case 'rolling':
      assert(0 <= window.until && window.until < window.length, 'a window starts before it ends')
      return timestamp > moment.at - window.length && timestamp <= moment.at - window.until
    case 'absolute':
      return window.from <= timestamp && timestamp < window.to
    case 'calendar': {
      const zone = zoneAt(window.zone, moment)
      if (zone === undefined) return false
      const start = periodStart(zone, window.period, moment.at)
      if (window.which === 'this') return start <= timestamp
      return previousPeriodStart(zone, window.period, moment.at) <= timestamp && timestamp < start
    }
  }
}

/** The zone's name; undefined where it is unknown. */
export function zoneAt(zone: Zone, moment: Moment): string | undefined {
  if (zone.kind === 'named') return zone.zone
  assert(zone.otherwise === undefined || isZone(zone.otherwise), 'the other zone is one')
  const own = traitOf(ZONE_TRAIT, moment)
  return typeof own === 'string' && isZone(own) ? own : zone.otherwise
}

/** `value` is the properties, or within an element the element. */
function filterOf(filter: Filter, value: unknown, fact: NaiveFact, moment: Moment): Truth {
  switch (filter.kind) {
    case 'all':
      return filter.items.map((item) => filterOf(item, value, fact, moment)).reduce(and)
    case 'any':
      return filter.items.map((item) => filterOf(item, value, fact, moment)).reduce(or)
    case 'not':
      return not(filterOf(filter.item, value, fact, moment))
    case 'test':
      return testValue(filter.test, propertyOf(filter.path, value), moment.at)
    case 'element': {
      const list = propertyOf(filter.path, value)
      if (!Array.isArray(list)) return Truth.UNKNOWN
      const truths = list.map((element) => filterOf(filter.filter, element, fact, moment))
      return filter.quantifier === 'all' ? truths.reduce(and, Truth.TRUE) : truths.reduce(or, Truth.FALSE)
    }
    case 'pair': {
      const [left, right] = [propertyOf(filter.path, value), traitOf(filter.trait, moment)]
      const sign = compareScalars(left, right)
      if (sign === undefined || (typeof left !== 'number' && filter.operator !== '=' && filter.operator !== '!=')) return Truth.UNKNOWN
      return known(holds(filter.operator, sign))
    }
    case 'clock': {
      const zone = zoneAt(filter.zone, moment)
      if (zone === undefined) return Truth.UNKNOWN
      return known(filter.values.includes(filter.unit === 'hour' ? hourOf(zone, fact.timestamp) : weekdayOf(zone, fact.timestamp)))
    }
  }
}
