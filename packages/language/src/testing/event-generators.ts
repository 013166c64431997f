// Windows, filters and numbers made of events.
import { type Aggregate, type CalendarWindow, type Events, type Filter, type FilterClock, LIST, type Path, type Window, type Zone } from '../check/tree.ts'
import { type Arbitrary, comparison, type Fc, length, testFor } from './value-generators.ts'
import { EVENTS, INSTANTS, LIST_PATHS, PATHS, ZONES_USED } from './vocabulary.ts'

/** What a place allows: everything, nothing that looks at the person, or only what has a past (see check/past.ts). */
export type Reach = 'any' | 'static' | 'past'

export function zone(fc: Fc, reach: Reach = 'any'): Arbitrary<Zone> {
  const named = fc.constantFrom(...ZONES_USED).map((name): Zone => ({ kind: 'named', zone: name }))
  if (reach !== 'any') return named
  return fc.oneof(named, fc.option(fc.constantFrom(...ZONES_USED), { nil: undefined }).map((otherwise): Zone => ({ kind: 'person', otherwise })))
}

export function window(fc: Fc, reach: Reach): Arbitrary<Window> {
  const all: Arbitrary<Window> = fc.constant({ kind: 'all-time' })
  const moving = fc.oneof({ weight: 3, arbitrary: rollingWindow(fc) }, { weight: 1, arbitrary: agoWindow(fc) })
  const some = fc.oneof({ weight: 4, arbitrary: all }, { weight: 4, arbitrary: moving }, { weight: 1, arbitrary: absoluteWindow(fc) })
  return reach === 'past' ? some : fc.oneof({ weight: 3, arbitrary: some }, { weight: 1, arbitrary: calendarWindow(fc, reach) })
}

export function rollingWindow(fc: Fc): Arbitrary<Window> {
  return length(fc).map((whole): Window => ({ kind: 'rolling', length: whole, until: 0 }))
}

export function agoWindow(fc: Fc): Arbitrary<Window> {
  return fc.tuple(length(fc), length(fc)).filter(([one, other]) => one !== other).map(([one, other]): Window => ({ kind: 'rolling', length: Math.max(one, other), until: Math.min(one, other) }))
}

export function absoluteWindow(fc: Fc): Arbitrary<Window> {
  const edge = fc.constantFrom(...INSTANTS)
  return fc.tuple(edge, edge, fc.constantFrom('both', 'both', 'from', 'to')).filter(([one, other, ends]) => one !== other || ends !== 'both').map(([one, other, ends]): Window => ({
    kind: 'absolute',
    from: ends === 'to' ? -Infinity : ends === 'from' ? one : Math.min(one, other),
    to: ends === 'from' ? Infinity : ends === 'to' ? one : Math.max(one, other),
  }))
}

export function calendarWindow(fc: Fc, reach: Reach): Arbitrary<CalendarWindow> {
  const period = fc.constantFrom('day' as const, 'day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const)
  return fc.record({ kind: fc.constant('calendar' as const), period, which: fc.constantFrom('this' as const, 'last' as const), zone: zone(fc, reach) })
}

export function clockValues(fc: Fc): Arbitrary<Pick<FilterClock, 'unit' | 'values'>> {
  // The hours around the start in the zones that are used, and the days around it.
  const hours = fc.uniqueArray(fc.oneof(fc.constantFrom(0, 1, 2, 3, 6, 11, 12, 14, 20, 21, 22, 23), fc.integer({ min: 0, max: 23 })), { minLength: 1, maxLength: 23 })
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 })
  const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
  return fc.oneof(hours.map((values) => ({ unit: 'hour' as const, values: ascending(values) })), days.map((values) => ({ unit: 'weekday' as const, values: ascending(values) })))
}

export function events(fc: Fc, reach: Reach, chosenWindow: Arbitrary<Window> = window(fc, reach), chosenFilter = filter(fc, reach)): Arbitrary<Events> {
  // Most of them have no filter, so that histories of few facts still have chosen events.
  const maybe = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: chosenFilter })
  return fc.record({ event: fc.constantFrom(...EVENTS, EVENTS[0] as string), window: chosenWindow, filter: maybe })
}

export function filter(fc: Fc, reach: Reach): Arbitrary<Filter> {
  if (reach !== 'any') return staticFilter(fc)
  const whole = dynamicFilter(fc)
  const part = fc.tuple(whole, fc.array(staticFilter(fc), { minLength: 1, maxLength: 2 }), fc.boolean()).map(([one, others, isFirst]): Filter => ({ kind: 'all', items: isFirst ? [one, ...others] : [...others, one] }))
  return fc.oneof({ weight: 3, arbitrary: staticFilter(fc) }, { weight: 1, arbitrary: whole }, { weight: 1, arbitrary: part })
}

/** Looks at the person. */
export function dynamicFilter(fc: Fc): Arbitrary<Filter> {
  const path = fc.constantFrom<Path>(['category'], ['category'], ['revenue'], ['cart', 'total'], ['at'])
  const pair = fc.record({ kind: fc.constant('pair' as const), path, operator: fc.oneof(fc.constantFrom('=' as const, '!=' as const), comparison(fc)), trait: fc.constantFrom('favourite', 'favourite', 'score', 'plan', 'joined') })
  const zones = fc.option(fc.constantFrom(...ZONES_USED), { nil: undefined }).map((otherwise): Zone => ({ kind: 'person', otherwise }))
  return fc.oneof(pair, clockFilter(fc, zones))
}

export function clockFilter(fc: Fc, zones: Arbitrary<Zone> = zone(fc, 'static')): Arbitrary<Filter> {
  return fc.tuple(clockValues(fc), zones).map(([values, chosen]): Filter => ({ kind: 'clock', ...values, zone: chosen }))
}

export function staticFilter(fc: Fc): Arbitrary<Filter> {
  const leaf = fc.oneof({ weight: 4, arbitrary: testFilter(fc, PATHS) }, { weight: 2, arbitrary: elementFilter(fc) }, { weight: 1, arbitrary: clockFilter(fc) })
  return compound(fc, leaf)
}

function testFilter(fc: Fc, paths: readonly Path[]): Arbitrary<Filter> {
  return fc.constantFrom(...paths).chain((path) => testFor(fc, path.at(-1), ['epoch']).map((one): Filter => ({ kind: 'test', path, test: one })))
}

/** `any tags[] = "x"`, `all products (price > 1)`, and lists within lists. An element is tested itself only where that can be written. */
export function elementFilter(fc: Fc): Arbitrary<Filter> {
  const quantifier = fc.constantFrom('any' as const, 'all' as const)
  const itself = testFor(fc, undefined, ['epoch']).map((one): Filter => ({ kind: 'test', path: [], test: one }))
  const ofTags = itself.map((inner): Filter => ({ kind: 'element', quantifier: 'any', path: ['tags'], filter: inner }))
  const ofProduct = compound(fc, fc.oneof({ weight: 3, arbitrary: testFilter(fc, [['price'], ['price'], ['sku'], ['tags']]) }, { weight: 1, arbitrary: ofTags }))
  const path = fc.constantFrom<Path>(['products'], ['products'], ['products'], ['tags'], ['cart', 'total'])
  return fc.oneof({ weight: 1, arbitrary: ofTags }, { weight: 3, arbitrary: fc.record({ kind: fc.constant('element' as const), quantifier, path, filter: ofProduct }) })
}

function compound(fc: Fc, leaf: Arbitrary<Filter>): Arbitrary<Filter> {
  const items = fc.array(leaf, { minLength: 2, maxLength: 3 })
  return fc.oneof(
    { weight: 5, arbitrary: leaf },
    { weight: 1, arbitrary: leaf.map((item): Filter => ({ kind: 'not', item })) },
    { weight: 1, arbitrary: items.map((made): Filter => ({ kind: 'all', items: made })) },
    { weight: 1, arbitrary: items.map((made): Filter => ({ kind: 'any', items: made })) },
  )
}

export const FUNCTIONS = ['count', 'sum', 'average', 'minimum', 'maximum', 'distinct', 'gap'] as const
/** Those that have a past. */
export const PAST_FUNCTIONS = ['count', 'sum', 'average', 'minimum', 'maximum', 'distinct'] as const

export function aggregate(fc: Fc, called: Aggregate['function'], reach: Reach): Arbitrary<Aggregate> {
  const allowed = called === 'distinct' ? staticFilter(fc) : filter(fc, reach)
  const numbers = fc.constantFrom<Path>(['revenue'], ['revenue'], ['products', LIST, 'price'])
  const any = fc.oneof({ weight: 2, arbitrary: numbers }, { weight: 2, arbitrary: fc.constantFrom(...PATHS) }, { weight: 1, arbitrary: fc.constantFrom(...LIST_PATHS) })
  return fc.tuple(events(fc, reach, window(fc, reach), allowed), called === 'count' || called === 'gap' ? fc.constant<Path>([]) : any).map(([chosen, path]) => ({ function: called, events: chosen, path }))
}
