// Random conditions as checked trees, valid by the rules of the check: each kind of leaf by itself and in combination, made
// of the words that generated histories are made of. fast-check is handed in, so these files depend on nothing.
import { type Condition, type FavouriteSubject, LIST, type Path, type Pattern, type Sequence, type Step } from '../check/tree.ts'
import { costOf } from '../check/cost.ts'
import { conditionText as textOf } from '../check/text.ts'
import { Limit } from '../limits.ts'
import { aggregate, clockValues, events, FUNCTIONS, PAST_FUNCTIONS, type Reach, rollingWindow, staticFilter, window, zone } from './event-generators.ts'
import { type Arbitrary, comparison, compareTest, type Fc, inTest, length, testFor, textTest, whenTest } from './value-generators.ts'
import { ANY_TRAITS, EVENTS, LENGTHS, LIST_PATHS, NUMBERS, PATHS, TRAITS } from './vocabulary.ts'

const NOWHERE = { start: 0, end: 0 }

/** The kinds of leaves that can be asked for. */
export const LEAF_KINDS = [
  'trait', 'pair', 'event-value', 'event-time', 'favourite', ...FUNCTIONS, 'relation', 'ratio', 'clock', 'anniversary', 'sequence', 'held', 'moved', 'share', 'rank',
] as const
export type LeafKind = (typeof LEAF_KINDS)[number]

/** One leaf of the kind. */
export function leafOf(fc: Fc, kind: LeafKind, reach: Reach = 'any'): Arbitrary<Condition> {
  switch (kind) {
    case 'trait':
      return traitTest(fc, reach)
    case 'pair':
      return fc.tuple(fc.constantFrom(...TRAITS), comparison(fc), fc.constantFrom(...TRAITS)).map(([left, operator, right]): Condition => ({ kind: 'pair', left, operator, right, span: NOWHERE }))
    case 'event-value':
      return fc
        .tuple(fc.constantFrom('first' as const, 'last' as const), events(fc, 'static', window(fc, 'any')), fc.constantFrom<Path>(['revenue'], ['category'], ['category'], ['category'], ['tags'], ...PATHS))
        .chain(([which, chosen, path]) => testFor(fc, path.at(-1), ['epoch']).map((test): Condition => ({ kind: 'test', subject: { kind: 'event-value', which, events: chosen, path }, test, span: NOWHERE })))
    case 'event-time':
      return eventTime(fc, reach)
    case 'favourite':
      return favourite(fc).chain((subject) => testFor(fc, 'category', ['epoch']).map((test): Condition => ({ kind: 'test', subject, test, span: NOWHERE })))
    case 'relation':
    case 'ratio':
      return twoNumbers(fc, kind, reach)
    case 'clock':
      return fc.tuple(clockValues(fc), zone(fc)).map(([values, chosen]): Condition => ({ kind: 'clock', ...values, zone: chosen, span: NOWHERE }))
    case 'anniversary':
      return fc
        .tuple(fc.constantFrom('name_day', 'name_day', 'name_day', 'joined', 'plan'), fc.constantFrom(0, 0, 1, 3, 7, 30, 364, 365), zone(fc))
        .map(([trait, days, chosen]): Condition => ({ kind: 'anniversary', trait, days, zone: chosen, span: NOWHERE }))
    case 'sequence':
      return sequence(fc)
    case 'held':
      return fc.tuple(past(fc), length(fc)).map(([item, duration]): Condition => ({ kind: 'held', item, duration, span: NOWHERE }))
    case 'moved':
      return fc.tuple(past(fc), length(fc), fc.constantFrom('entered' as const, 'left' as const)).map(([item, duration, direction]): Condition => ({ kind: 'moved', direction, item, duration, span: NOWHERE }))
    case 'share':
      return fc
        .tuple(fc.constantFrom('s', 'newsletter 🛒', 'a:1'), fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 10_000 }))
        .filter(([, from, to]) => from !== to)
        .map(([salt, one, other]): Condition => ({ kind: 'share', salt, from: Math.min(one, other), to: Math.max(one, other), span: NOWHERE }))
    case 'rank':
      return fc
        .tuple(fc.constantFrom('top' as const, 'bottom' as const), fc.constantFrom(0.0001, 0.07, 0.1, 0.25, 0.3333, 0.5, 0.9, 0.9999), fc.constantFrom(...FUNCTIONS).chain((called) => aggregate(fc, called, 'static')))
        .map(([end, share, ranked]): Condition => ({ kind: 'rank', end, share, aggregate: ranked, span: NOWHERE }))
    default:
      return measure(fc, kind, reach)
  }
}

export function favourite(fc: Fc): Arbitrary<FavouriteSubject> {
  const path = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<Path>(['category'], ['products', LIST, 'sku'], ['tags', LIST]) }, { weight: 1, arbitrary: fc.constantFrom(...PATHS, ...LIST_PATHS) })
  const halfLife = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 20 }).map((seconds) => seconds * 1000), fc.constantFrom(...LENGTHS))
  return fc.record({ kind: fc.constant('favourite' as const), events: events(fc, 'static', fc.constant({ kind: 'all-time' })), path, halfLife })
}

function traitTest(fc: Fc, reach: Reach): Arbitrary<Condition> {
  const bases = reach === 'past' ? (['epoch'] as const) : (['epoch', 'now', 'now'] as const)
  const any = fc.constantFrom(...ANY_TRAITS, ...ANY_TRAITS, ...TRAITS).chain((trait) => fc.oneof(testFor(fc, trait, bases), compareTest(fc), inTest(fc), textTest(fc)).map((test) => ({ trait, test })))
  const fitting = fc.constantFrom(...TRAITS, 'joined', 'joined', 'joined').chain((trait) => testFor(fc, trait, bases).map((test) => ({ trait, test })))
  return fc.oneof({ weight: 1, arbitrary: any }, { weight: 1, arbitrary: fitting }).map(({ trait, test }): Condition => ({ kind: 'test', subject: { kind: 'trait', trait }, test, span: NOWHERE }))
}

function eventTime(fc: Fc, reach: Reach): Arbitrary<Condition> {
  const from = reach === 'past' ? fc.constant('first' as const) : fc.constantFrom('first' as const, 'last' as const)
  const chosen = events(fc, reach, fc.constant({ kind: 'all-time' }))
  const test = fc.oneof({ weight: 6, arbitrary: whenTest(fc, ['now', 'now', 'epoch']) }, { weight: 1, arbitrary: fc.constant({ kind: 'exists' as const }) })
  // The nth event is counted from the first.
  return fc.tuple(from, fc.constantFrom(1, 1, 2, 3), chosen, test).map(([end, rank, of, tested]): Condition => ({ kind: 'test', subject: { kind: 'event-time', from: end, rank: end === 'first' ? rank : 1, events: of }, test: tested, span: NOWHERE }))
}

function measure(fc: Fc, called: (typeof FUNCTIONS)[number], reach: Reach): Arbitrary<Condition> {
  const whole = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(1, 1, 2, 17, 40))
  const decimal = fc.oneof(fc.constantFrom(...NUMBERS.filter((value) => Math.abs(value) <= 1e12)), fc.constantFrom(0, 0, 0.1, 0.3, 0.58, 1, 2, 2.29, 3, 1e-6))
  const days = fc.oneof(fc.integer({ min: 0, max: 20 }).map((seconds) => seconds / 86_400), fc.constantFrom(0.5, 1, 2))
  const value = called === 'gap' ? days : called === 'count' || called === 'distinct' ? whole : decimal
  return fc.tuple(aggregate(fc, called, reach), comparison(fc), value).map(([of, operator, limit]): Condition => ({ kind: 'measure', aggregate: of, operator, value: limit, span: NOWHERE }))
}

function twoNumbers(fc: Fc, kind: 'relation' | 'ratio', reach: Reach): Arbitrary<Condition> {
  const side = fc.constantFrom(...(reach === 'past' ? PAST_FUNCTIONS : FUNCTIONS)).chain((called) => aggregate(fc, called, reach))
  const factor = fc.constantFrom(1, 1, 1, 2, 0.5, -1, 1.5, 1e-6, 1e300)
  // More of another window of the same events, or something else altogether.
  const sides = fc.oneof(
    fc.tuple(side, side),
    fc.tuple(side, window(fc, reach)).map(([left, other]) => [left, { ...left, events: { ...left.events, window: other } }] as const),
  )
  return fc.tuple(sides, comparison(fc), factor).map(([[left, right], operator, number]): Condition =>
    kind === 'relation'
      ? { kind, left, operator, factor: number, right, span: NOWHERE }
      : { kind, numerator: left, denominator: right, operator, value: number, span: NOWHERE },
  )
}

function sequence(fc: Fc): Arbitrary<Sequence> {
  // Mostly of one or two events, so that starts repeat and steps overlap.
  const event = fc.constantFrom(...EVENTS, EVENTS[0] as string, EVENTS[0] as string)
  const pattern: Arbitrary<Pattern> = fc.tuple(event, staticFilter(fc), fc.integer({ min: 0, max: 4 })).map(([name, chosen, chance]) => ({ event: name, filter: chance === 0 ? chosen : undefined }))
  const maybe = fc.tuple(pattern, fc.integer({ min: 0, max: 2 })).map(([made, chance]) => (chance === 0 ? made : undefined))
  const within = fc.oneof({ weight: 2, arbitrary: fc.constant(Infinity) }, { weight: 4, arbitrary: length(fc) })
  const next: Arbitrary<Step> = fc.record({ pattern, within, without: maybe })
  const first: Arbitrary<Step> = pattern.map((made) => ({ pattern: made, within: Infinity, without: undefined }))
  const absence = fc.record({ pattern, within: length(fc) })
  const steps = fc.tuple(first, fc.array(next, { minLength: 0, maxLength: 3 })).map(([one, others]) => [one, ...others])
  const starts = fc.oneof(fc.constant({ kind: 'all-time' as const }), rollingWindow(fc)) as Arbitrary<Sequence['window']>
  return fc
    .record({ kind: fc.constant('sequence' as const), steps, absences: fc.array(absence, { maxLength: 2 }), window: starts, span: fc.constant(NOWHERE) })
    .filter((made) => made.steps.length > 1 || made.absences.length > 0)
}

const PAST_KINDS = ['trait', 'trait', 'trait', 'event-time', ...PAST_FUNCTIONS, 'count', 'relation', 'ratio', 'share'] as const

/** What was or was not true in the past. */
function past(fc: Fc): Arbitrary<Condition> {
  return combined(fc, fc.constantFrom(...PAST_KINDS).chain((kind) => leafOf(fc, kind, 'past')), 2)
}

/** `and`, `or` and `not` around leaves. */
function combined(fc: Fc, leaf: Arbitrary<Condition>, depth: number): Arbitrary<Condition> {
  const { node } = fc.letrec<{ node: Condition; branch: Condition }>((tie) => ({
    node: fc.oneof({ maxDepth: depth, withCrossShrink: true }, { weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: tie('branch') }),
    branch: fc.oneof(
      fc.tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(tie('node'), { minLength: 2, maxLength: 3 })).map(([kind, items]): Condition => ({ kind, items, span: NOWHERE })),
      tie('node').map((item): Condition => ({ kind: 'not', item, span: NOWHERE })),
    ),
  }))
  return node
}

/** A condition of leaves of these kinds: one leaf, or some of them combined. None is beyond the limits of cost. */
export function condition(fc: Fc, kinds: readonly LeafKind[] = LEAF_KINDS): Arbitrary<Condition> {
  const leaf = fc.constantFrom(...kinds).chain((kind) => leafOf(fc, kind))
  return fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 3, arbitrary: combined(fc, leaf, 3) }).filter(isAffordable)
}

function isAffordable(root: Condition): boolean {
  const { state, work } = costOf(root).cost
  return state <= Limit.STATE && work <= Limit.WORK
}

/** A condition as text. It parses and passes the check. */
export function conditionText(fc: Fc, kinds: readonly LeafKind[] = LEAF_KINDS): Arbitrary<string> {
  return condition(fc, kinds).map(textOf)
}

