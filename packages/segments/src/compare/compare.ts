// Two groups of people side by side, on one trait or behaviour.
import { DAY, fail, ok, type Millis, type Result } from '@touchstone/base'
import { defaultPersonalTraits } from '@touchstone/language'
import type { SegmentDefinitions } from '../definitions.ts'
import { pastInstantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import { untilGone } from '../selection.ts'
import { groupsOf, type GroupQuestion, type Groups, type Overlap } from './groups.ts'
import { readCategories, readNumbers, readOverview, readSizes, type Categories, type Numbers, type Overview } from './read-values.ts'
import { valuesOf, type Measure, type Subject, type Values } from './values.ts'

export interface ComparisonQuestion {
  readonly a: GroupQuestion
  /** Everyone else unless given. */
  readonly b?: GroupQuestion | undefined
  readonly overlap: Overlap
  readonly on: { readonly trait: string; readonly as: 'auto' | 'number' | 'category' } | { readonly event: string; readonly measure: Measure; readonly property?: string | undefined; readonly days: number | null }
  readonly asOf?: string | number | undefined
}

export type Compared = { readonly kind: 'number'; readonly numbers: Numbers } | { readonly kind: 'category'; readonly categories: Categories } | { readonly kind: 'share'; readonly numbers: Numbers }

export interface Comparison {
  readonly readings: readonly [string, string]
  readonly overview: Overview
  readonly compared: Compared
  readonly asOf: Millis
  readonly through: number
  readonly isComplete: boolean
  readonly tookMs: number
}

/** Categories that are told one by one. */
export const MAX_CATEGORIES = 30
/** A trait with fewer different numbers than this is taken for categories, unless asked otherwise. */
const FEW_NUMBERS = 3

/** What a question about groups needs before it can be asked. */
export interface Prepared {
  readonly ports: SegmentPorts
  readonly groups: Groups
  readonly asOf: Millis
  readonly began: Millis
  readonly through: number
  readonly isComplete: boolean
}

/** Failures: as `groupsOf`, `segments.invalid-moment`, `segments.moment-to-come`. */
export async function prepare(given: SegmentPorts, definitions: SegmentDefinitions, question: Pick<ComparisonQuestion, 'a' | 'b' | 'overlap' | 'asOf'>, gone: AbortSignal | undefined): Promise<Result<Prepared>> {
  const ports = { ...given, queryHistory: untilGone(given.queryHistory, gone) }
  const began = ports.clock.now()
  const asOf = question.asOf === undefined ? ok(began) : pastInstantOf('asOf', question.asOf, began)
  if (!asOf.ok) return asOf
  // Both are asked before the queries: what is there by now is surely counted.
  const through = ports.historyThrough()
  const isBehind = through < ports.engineProgress().log.position
  const groups = await groupsOf(ports, definitions, question, asOf.value, question.asOf !== undefined)
  return groups.ok ? ok({ ports, groups: groups.value, asOf: asOf.value, began, through, isComplete: groups.value.isWhole && !isBehind }) : groups
}

/** Failures: as `prepare`, `segments.personal-trait`, `segments.no-property`, `warehouse.*`. */
export async function compare(ports: SegmentPorts, definitions: SegmentDefinitions, question: ComparisonQuestion, gone?: AbortSignal): Promise<Result<Comparison>> {
  const problem = problemOf(ports, question.on)
  if (!problem.ok) return problem
  const prepared = await prepare(ports, definitions, question, gone)
  if (!prepared.ok) return prepared
  const { groups, asOf, began, through, isComplete, ports: asking } = prepared.value
  const values = valuesOf(groups, subjectOf(question.on, asOf))
  const overview = 'event' in question.on ? await readSizes(asking.queryHistory, groups) : await readOverview(asking.queryHistory, values)
  if (!overview.ok) return overview
  const compared = await compareOn(asking, values, question.on, overview.value)
  if (!compared.ok) return compared
  return ok({ readings: groups.readings, overview: overview.value, compared: compared.value, asOf, through, isComplete, tookMs: ports.clock.now() - began })
}

async function compareOn({ queryHistory }: SegmentPorts, values: Values, on: ComparisonQuestion['on'], { known, numbers, distinct }: Overview): Promise<Result<Compared>> {
  const isCategory = 'trait' in on && (on.as === 'category' || (on.as === 'auto' && (numbers < known || distinct < FEW_NUMBERS)))
  if (isCategory) {
    const categories = await readCategories(queryHistory, values, MAX_CATEGORIES)
    return categories.ok ? ok({ kind: 'category', categories: categories.value }) : categories
  }
  const found = await readNumbers(queryHistory, values)
  return found.ok ? ok({ kind: 'event' in on && on.measure === 'did' ? 'share' : 'number', numbers: found.value }) : found
}

function subjectOf(on: ComparisonQuestion['on'], asOf: Millis): Subject {
  if ('trait' in on) return { trait: on.trait }
  return { event: on.event, measure: on.measure, property: on.property, from: on.days === null ? undefined : asOf - on.days * DAY }
}

function problemOf({ conditionRules }: SegmentPorts, on: ComparisonQuestion['on']): Result<void> {
  if ('event' in on) return on.measure === 'sum' && on.property === undefined ? fail('segments.no-property', 'expected the "property" whose sum is compared') : ok(undefined)
  const safe = (conditionRules?.personalTraits ?? defaultPersonalTraits)(on.trait)
  if (safe === undefined) return ok(undefined)
  return fail('segments.personal-trait', `the trait "${on.trait}" is personal and is not compared${safe.length === 0 ? '' : `; there ${safe.length === 1 ? 'is' : 'are'} ${safe.join(', ')}`}`)
}
