// What was true over a stretch of time: the leaves of what `held` and `moved` hold, as tracks of a timeline.
//
// A rolling window lets an event in `until` after it happened and lets it go `length` after that, so a count is a track
// that rises and falls with each event, and a sum likewise. A value counts as distinct from its first event in the window
// on; told event by event, from when it comes in, or from when the one before it of the same value goes, if that is later.
// A minimum that is compared with a literal is a question of whether there are values below it; compared with another
// number it has to be found at each instant: among a stretch of the values, for in a window they come and go in order.
import { assert } from '@touchstone/base'
import { emptyMayBeTrue } from '../check/empty.ts'
import type { Aggregate, Condition, Events, EventTimeSubject, Held, Measure, Moved, Test } from '../check/tree.ts'
import { NO_INSTANT } from './instant-text.ts'
import { asked, every, FIRST_OF_ALL, NO, none, some } from './logic.ts'
import { reachOf } from './mattering.ts'
import { averageQuantity, measureHolds, microsOf, microsQuantity, type Quantity, ratioHolds, relationHolds, wholeQuantity } from './quantity.ts'
import type { Question } from './question.ts'
import { type Contribution, NO_MAXIMUM, NO_MINIMUM, ORDER, where } from './rows.ts'
import { shareHolds } from './share.ts'
import { risesAndFalls, Timeline, withBefore } from './timeline.ts'

interface Past {
  readonly question: Question
  readonly duration: number
  readonly timeline: Timeline
}

/** Whether it was, or, unless `wanted`, whether it was not: never unknown. */
export function pastHolds(condition: Held | Moved, wanted: boolean, question: Question): string {
  const { item, duration } = condition
  const timeline = new Timeline(question, duration)
  const isTrue = itemHolds(item, true, { question, duration, timeline })
  const firstFact = emptyMayBeTrue(item) ? question.columns.aggregate('min', ['f.happened']) : undefined
  const values = timeline.values(isTrue, firstFact)
  const holds = condition.kind === 'held' ? `arrayAll(v -> v, ${values})` : changed(values, condition.direction)
  return wanted ? holds : none(holds)
}

function changed(values: string, direction: Moved['direction']): string {
  const [now, before] = direction === 'entered' ? ['v', 'NOT b'] : ['NOT v', 'b']
  return `arrayExists((v, b) -> ${now} AND ${before}, arrayPopFront(${values}), arrayPopBack(${values}))`
}

function itemHolds(item: Condition, wanted: boolean, past: Past): string {
  const { parameters } = past.question
  switch (item.kind) {
    case 'all':
    case 'any': {
      const parts = item.items.map((part) => itemHolds(part, wanted, past))
      return (item.kind === 'all') === wanted ? every(parts) : some(parts)
    }
    case 'not':
      return itemHolds(item.item, !wanted, past)
    case 'test':
      assert(item.subject.kind !== 'event-value' && item.subject.kind !== 'favourite', 'a first or last value and a favourite have no past')
      return item.subject.kind === 'trait' ? traitHolds(item.subject.trait, item.test, wanted, past) : timeHolds(item.subject, item.test, wanted, past)
    case 'measure':
      return measured(item, wanted, past)
    case 'relation':
      return relationHolds(quantity(item.left, past), item.operator, item.factor, quantity(item.right, past), wanted, parameters)
    case 'ratio':
      return ratioHolds(quantity(item.numerator, past), quantity(item.denominator, past), item.operator, item.value, wanted, parameters)
    case 'share':
      return shareHolds(item, wanted, parameters)
    default:
      assert(false, `${item.kind} has no past`)
  }
}

/** Every fact that gives the trait says whether the test is true of it; the latest counts. */
function traitHolds(trait: string, test: Test, wanted: boolean, { question, timeline }: Past): string {
  const { columns, rows } = question
  const given = `${rows.trait(trait)} != ''`
  const facts = columns.aggregate('groupArray', [`(${ORDER}, toInt8(${where(given, rows.traitHolds(trait, test, wanted), NO)}))`], given)
  // Without one yet, only "it does not exist" is true.
  const before = test.kind === 'exists' && !wanted ? 1 : 0
  const sorted = columns.derive([facts], `arraySort(${facts})`)
  const none = `(toInt128(0), toInt8(${before}))`
  const changes = `arrayMap((x, p) -> (toInt64(bitShiftRight(x.1, 64)), x.2 - p.2), ${sorted}, ${withBefore(sorted, none)})`
  const value = timeline.track([sorted], before === 1 ? `arrayPushFront(${changes}, (${FIRST_OF_ALL}, toInt16(1)))` : changes)
  return `(${value} > 0)`
}

/** The nth event happened once and for all; the test is true of it from some instant to some other. */
function timeHolds({ rank, events }: EventTimeSubject, test: Test, wanted: boolean, { question, timeline, duration }: Past): string {
  const { columns, parameters } = question
  const earliest = columns.aggregate('groupArraySorted', ['f.happened'], chosenRow(events, question, duration), parameters.count(rank))
  const instant = columns.derive([earliest], `if(length(${earliest}) >= ${parameters.count(rank)}, [${earliest}[${parameters.count(rank)}]], [])`)
  const isThere = timeline.track([instant], `arrayMap(x -> (x, toInt128(1)), ${instant})`)
  if (test.kind === 'exists') return `(${isThere} ${wanted ? '>' : '='} 0)`
  if (test.kind !== 'when') return NO
  const { base, after, upTo } = test
  const isTrue = timeline.track([instant], base === 'now' ? near(instant, after, upTo, question) : dated(instant, after, upTo, question))
  return wanted ? `(${isTrue} > 0)` : every([`${isThere} > 0`, `${isTrue} <= 0`])
}

/** s + after < x ≤ s + upTo, from x on. */
function near(instant: string, after: number, upTo: number, { parameters }: Question): string {
  const enter = upTo === Infinity ? 'x' : `greatest(x, x - ${parameters.instant(upTo)})`
  return risesAndFalls(instant, enter, after === -Infinity ? undefined : `greatest(x, x - ${parameters.instant(after)})`, '1')
}

function dated(instant: string, after: number, upTo: number, { parameters }: Question): string {
  const lies = every([...(after === -Infinity ? [] : [`x > ${parameters.instant(after)}`]), ...(upTo === Infinity ? [] : [`x <= ${parameters.instant(upTo)}`])])
  return `arrayMap(x -> (x, toInt128(${lies})), ${instant})`
}

function chosenRow({ event, window, filter }: Events, { rows, asOf, zones }: Question, duration: number): string {
  return rows.chosen(event, reachOf(window, asOf, zones, duration), filter)
}

/** When an event at `time` comes into the window, and when it goes again. */
function edges({ window }: Events, time: string, { parameters }: Question): { readonly enter: string; readonly leave: string | undefined } {
  if (window.kind !== 'rolling') return { enter: time, leave: undefined }
  return { enter: window.until === 0 ? time : `${time} + ${parameters.instant(window.until)}`, leave: `${time} + ${parameters.instant(window.length)}` }
}

/** The column with the chosen events as (happened, what `field` makes of them). */
function collected({ events, path }: Aggregate, { question, duration }: Past, field: (of: Contribution) => string, otherwise: string): string {
  const { columns, rows } = question
  const chosen = chosenRow(events, question, duration)
  return columns.aggregate('groupArray', [`(f.happened, ${where(chosen, field(rows.contribution(path)), otherwise)})`], chosen)
}

/** The track of the sum of what each chosen event contributes. */
function total(aggregate: Aggregate, past: Past, field: (of: Contribution) => string): string {
  const entries = collected(aggregate, past, field, '0')
  const { enter, leave } = edges(aggregate.events, 'x.1', past.question)
  return past.timeline.track([entries], risesAndFalls(entries, enter, leave, 'x.2'))
}

function distinct(aggregate: Aggregate, past: Past): string {
  const { columns, parameters } = past.question
  const { window } = aggregate.events
  const entries = collected(aggregate, past, ({ keys }) => keys, '[]')
  const each = columns.derive([entries], `arraySort(arrayFlatten(arrayMap(x -> arrayMap(k -> (k, x.1), x.2), ${entries})))`)
  const { enter, leave } = edges(aggregate.events, 'x.2', past.question)
  const again = window.kind === 'rolling' ? `p.2 + ${parameters.instant(window.length)}` : NO_INSTANT
  // (from when it counts, when it was).
  const counted = columns.derive([each], `arrayMap((x, p) -> (if(p.1 = x.1, greatest(${enter}, ${again}), ${enter}), x.2), ${each}, ${withBefore(each, `('', ${FIRST_OF_ALL})`)})`)
  return past.timeline.track([counted], risesAndFalls(counted, 'x.1', leave, '1'))
}

/** The least or the greatest of the values in the window: they come and go in the order in which they happened. */
function extreme(aggregate: Aggregate, past: Past, called: 'min' | 'max'): Quantity {
  const { columns } = past.question
  const none = called === 'min' ? NO_MINIMUM : NO_MAXIMUM
  const entries = collected(aggregate, past, ({ minimum, maximum }) => (called === 'min' ? minimum : maximum), none)
  const values = columns.derive([entries], `arraySort(x -> x.1, arrayFilter(x -> x.2 != ${none}, ${entries}))`)
  const { enter, leave } = edges(aggregate.events, 'x.1', past.question)
  const count = (at: string): string => past.timeline.track([values], `arrayMap(x -> (${at}, toInt128(1)), ${values})`)
  const come = count(enter)
  const gone = leave && count(leave)
  const found = past.timeline.extreme(called, values, `${values}.2`, come, gone)
  return microsQuantity(found, `${come} > ${gone ?? '0'}`)
}

function quantity(aggregate: Aggregate, past: Past): Quantity {
  switch (aggregate.function) {
    case 'count':
      return wholeQuantity(total(aggregate, past, () => '1'))
    case 'gap':
      assert(false, 'a gap has no past')
    case 'distinct':
      return wholeQuantity(distinct(aggregate, past))
    case 'sum':
      return microsQuantity(total(aggregate, past, ({ sum }) => sum))
    case 'average':
      return averageQuantity(total(aggregate, past, ({ sum }) => sum), total(aggregate, past, ({ count }) => count))
    case 'minimum':
      return extreme(aggregate, past, 'min')
    case 'maximum':
      return extreme(aggregate, past, 'max')
  }
}

function measured({ aggregate, operator, value }: Measure, wanted: boolean, past: Past): string {
  const { parameters } = past.question
  if (aggregate.function !== 'minimum' && aggregate.function !== 'maximum') return measureHolds(quantity(aggregate, past), operator, value, wanted, parameters)
  const limit = parameters.micros(microsOf(value))
  const thereAre = (compared: '<' | '<=' | '>' | '>='): string => `${total(aggregate, past, (of) => of.counted(compared, limit))} > 0`
  const [beyond, reached] = aggregate.function === 'minimum' ? (['<', '<='] as const) : (['>', '>='] as const)
  const known = `${total(aggregate, past, ({ count }) => count)} > 0`
  const isBeyond = thereAre(beyond)
  const isReached = thereAre(reached)
  const held = asked(operator, wanted)
  switch (held) {
    case '=':
      return every([isReached, none(isBeyond)])
    case '!=':
      return every([known, `(${isBeyond} OR NOT ${isReached})`])
    case beyond:
      return `(${isBeyond})`
    case reached:
      return `(${isReached})`
    default:
      // The other side: not even one that reaches it, or none beyond it.
      return every([known, none(held === '<' || held === '>' ? isReached : isBeyond)])
  }
}
