// What a condition costs, before anybody runs it: bytes kept per person, and steps taken per fact. Both are estimates
// for a person who does the event once a day. What decides is kept once however often it is asked, so parts have keys.
//
//   latest k       8 + 8k bytes        counts against a number, in windows that end now: the k latest times decide
//   distinct k     8 + 16k bytes       the same for different values
//   total          40 bytes            sum, average, minimum, maximum or exact count of all time
//   edge           32 bytes            the first or last value
//   timeline       24 + 16n bytes      every event of the window; 24 per event where the filter looks at the person
//   sequence       32 + 24n bytes      every event of every pattern, n of them, and where occurrences end
//   trait history  24 + 16n bytes      under `for`, `entered` and `left`
//
// A window of days has one event a day, an unlimited one 1,000 events; what is asked of the past has as many more as the
// past has days. A timeline is read through summaries of 256 entries, except where the filter or distinct values
// have to be looked at one by one.
import { DAY, type Millis, assert } from '@touchstone/base'
import type { Span } from '../failure.ts'
import { isDynamic } from './dynamic.ts'
import { type LeafCondition, aggregatesOf, isLeaf, leavesOf, partsOf, patternsOf } from './listens.ts'
import { aggregateText, conditionText, patternText } from './text.ts'
import { latestNeeded } from './threshold.ts'
import type { Aggregate, Condition, Cost, Events, Filter, Measure, Path, Sequence, ValueTest, Window } from './tree.ts'

const TOTAL = 40
const EDGE = 32
/** Texts that a favourite is taken to be told among, each in the half-lives that count. */
const FAVOURITE_TEXTS = 64
const UNLIMITED = 1_000
const CHUNK = 256
/** How long a list within an event is taken to be. */
const LIST_LENGTH = 10
/** Far beyond every limit, and still exact when all parts are added up. Lists in lists in lists are more than any number. */
const MOST_WORK = 1e12

/** One thing that is kept or done. Parts with equal keys are one. */
interface Part {
  readonly key: unknown
  readonly state: number
  readonly work: number
  /** How a failure names it. */
  readonly text: () => string
  readonly span: Span
}

export interface CostReport {
  readonly cost: Cost
  readonly keepsMost: Pick<Part, 'text' | 'span'>
  readonly worksMost: Pick<Part, 'text' | 'span'>
}

export function costOf(root: Condition): CostReport {
  const parts = new Map<unknown, Part>()
  collect(root, 0, parts)
  const all = [...parts.values()]
  assert(all.length > 0, 'a condition has a leaf')
  const total = (of: 'state' | 'work'): number => all.reduce((sum, part) => sum + part[of], 0)
  const most = (of: 'state' | 'work'): Part => all.reduce((best, part) => (part[of] > best[of] ? part : best))
  assert(all.every(({ state, work }) => Number.isSafeInteger(state) && state >= 0 && Number.isSafeInteger(work) && work > 0), 'costs are whole numbers')
  return { cost: { leaves: leavesOf(root).length, state: total('state'), work: total('work') }, keepsMost: most('state'), worksMost: most('work') }
}

/** `past`: how long ago the condition is asked about. */
function collect(condition: Condition, past: Millis, parts: Map<unknown, Part>): void {
  if (isLeaf(condition)) {
    for (const part of leafParts(condition, past)) if (!parts.has(part.key)) parts.set(part.key, part)
    return
  }
  const longer = condition.kind === 'held' || condition.kind === 'moved' ? past + condition.duration : past
  for (const part of partsOf(condition)) collect(part, longer, parts)
}

function leafParts(leaf: LeafCondition, past: Millis): Part[] {
  switch (leaf.kind) {
    case 'test':
      return [testPart(leaf, past)]
    case 'measure':
      return [measurePart(leaf, past)]
    case 'relation':
    case 'ratio':
    case 'rank':
      return aggregatesOf(leaf).map((aggregate) => aggregatePart(aggregate, past, leaf.span))
    case 'sequence':
      return [sequencePart(leaf)]
    default: {
      return [{ key: leaf, state: 0, work: 8, text: () => conditionText(leaf), span: leaf.span }]
    }
  }
}

function testPart(leaf: ValueTest, past: Millis): Part {
  const { subject, test, span } = leaf
  const text = (): string => conditionText(leaf)
  if (subject.kind === 'trait') {
    const entries = past === 0 ? 0 : daysOf(past)
    const size = 'values' in test ? test.values.length : 1
    return { key: past === 0 ? leaf : `${past} of ${text()}`, state: entries === 0 ? 0 : 24 + 16 * entries, work: 1 + Math.ceil(Math.log2(size + 1)) + entries, text, span }
  }
  const { events } = subject
  const filter = filterWork(events.filter)
  if (subject.kind === 'favourite') return { key: `favourite ${aggregateText({ function: 'sum', events, path: subject.path })} ${subject.halfLife}`, state: 16 + 24 * FAVOURITE_TEXTS, work: FAVOURITE_TEXTS + filter, text, span }
  if (past > 0 || isDynamic(events.filter) || !endsNow(events.window)) return timeline(events, subject.kind === 'event-value' ? subject.path : [], text, past, span, false)
  if (subject.kind === 'event-value') return { key: text(), state: EDGE, work: 4 + filter, text, span }
  const key = `${subject.from} ${subject.rank} of ${patternText(events)}`
  return { key, state: 8 + 8 * subject.rank, work: subject.rank + filter, text, span }
}

function measurePart(measure: Measure, past: Millis): Part {
  const { aggregate, span } = measure
  const { events, function: called } = aggregate
  const isCounted = called === 'count' || called === 'distinct'
  if (!isCounted || past > 0 || isDynamic(events.filter) || !endsNow(events.window)) return aggregatePart(aggregate, past, span)
  const needed = latestNeeded(measure)
  const text = (): string => aggregateText(aggregate)
  const key = `${needed} latest of ${aggregateText({ ...aggregate, events: { ...events, window: { kind: 'all-time' } } })}`
  return { key, state: 8 + (called === 'count' ? 8 : 16) * needed, work: 1 + needed + filterWork(events.filter), text, span }
}

function aggregatePart(aggregate: Aggregate, past: Millis, span: Span): Part {
  const { events } = aggregate
  const text = (): string => aggregateText(aggregate)
  const isDistinct = aggregate.function === 'distinct'
  if (past === 0 && aggregate.function === 'gap' && !isDynamic(events.filter) && events.window.kind === 'all-time') {
    return { key: `span ${text()}`, state: EDGE, work: 4 + filterWork(events.filter), text, span }
  }
  if (past === 0 && !isDistinct && !isDynamic(events.filter) && events.window.kind === 'all-time') {
    const key = `total ${aggregateText({ ...aggregate, function: aggregate.path.length === 0 ? 'count' : 'sum' })}`
    return { key, state: TOTAL, work: 4 + filterWork(events.filter), text, span }
  }
  return timeline(events, aggregate.path, text, past, span, isDistinct)
}

/** `scanned`: whether every entry is looked at. */
function timeline(events: Events, path: Path, text: () => string, past: Millis, span: Span, scanned: boolean): Part {
  const dynamic = isDynamic(events.filter)
  const entries = entriesOf(events.window, past)
  const summaries = Math.min(entries, CHUNK) + Math.ceil(entries / CHUNK)
  const read = scanned || dynamic || past > 0 ? entries : summaries
  // What the past is asked about and for how long is part of the key: other retention, other timeline.
  const key = `timeline ${past} ${aggregateText({ function: path.length === 0 ? 'count' : 'sum', events, path })}`
  return { key, state: 24 + (dynamic ? 24 : 16) * entries, work: read * (past > 0 ? 2 : 1) + filterWork(events.filter), text, span }
}

function sequencePart(sequence: Sequence): Part {
  const patterns = patternsOf(sequence)
  const distinct = new Set(patterns.map(patternText)).size
  const entries = entriesOf(sequence.window, 0) * distinct
  const isLimited = sequence.steps.every(({ within }, index) => index === 0 || within !== Infinity)
  const read = isLimited ? Math.min(entries, CHUNK * distinct) : entries
  const filters = patterns.reduce((sum, { filter }) => sum + filterWork(filter), 0)
  const text = (): string => conditionText(sequence)
  return { key: text(), state: 32 + 24 * entries, work: read * sequence.steps.length + filters, text, span: sequence.span }
}

/** Whether the latest events decide: nothing leaves the window at its near end. */
function endsNow(window: Window): boolean {
  switch (window.kind) {
    case 'all-time':
      return true
    case 'rolling':
      return window.until === 0
    case 'calendar':
      return window.which === 'this'
    case 'absolute':
      return window.to === Infinity
  }
}

const PERIOD_DAYS = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const

/** How many events a window is taken to hold, with those that were in it during `past`. */
function entriesOf(window: Window, past: Millis): number {
  const more = past === 0 ? 0 : daysOf(past)
  switch (window.kind) {
    case 'all-time':
      return UNLIMITED + more
    case 'rolling':
      return daysOf(window.length) + more
    case 'calendar':
      return PERIOD_DAYS[window.period] * (window.which === 'last' ? 2 : 1) + more
    case 'absolute':
      return Math.min(UNLIMITED, daysOf(window.to - window.from)) + more
  }
}

function daysOf(length: Millis): number {
  return Math.max(1, Math.ceil(length / DAY))
}

/** Tests of one event. */
function filterWork(filter: Filter | undefined): number {
  if (filter === undefined) return 0
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.items.reduce((sum, item) => sum + filterWork(item), 0)
    case 'not':
      return filterWork(filter.item)
    case 'element':
      return Math.min(MOST_WORK, LIST_LENGTH * filterWork(filter.filter))
    default:
      return 1
  }
}
