// For whoever writes a condition: what it says, what it costs, what is wrong with it, and what could stand here.
import { ok, type Result } from '@touchstone/base'
import { complete, format, readCondition, unknownNames, type Checked, type Completions, type ConditionFailure, type Cost, type UnknownName } from '@touchstone/language'
import type { SegmentDefinition } from '../model.ts'
import type { Conditions } from './conditions.ts'
import type { KnownNames } from './known-names.ts'

/** A name that no fact has had so far, and the nearest one that some had. */
export interface Misspelling extends Omit<UnknownName, 'suggestion'> {
  readonly suggestion: string | null
}

export interface ConditionReport {
  /** The condition in its usual layout, null where it makes no sense. */
  readonly where: string | null
  /** Who the members are, in plain English. */
  readonly reading: string | null
  readonly cost: Cost | null
  /** Names that no fact has had so far; none where that is not known. */
  readonly unknown: Misspelling[]
  readonly failure: ConditionFailure | null
}

/** What is wrong with a condition is an answer here. Failures: `registry.*`. */
export async function checkCondition(conditions: Conditions, names: KnownNames, text: string, self?: Pick<SegmentDefinition, 'id' | 'name'>): Promise<Result<ConditionReport>> {
  const found = await conditions.check(text, self)
  if (!found.ok) {
    if (!found.failure.code.startsWith('language.')) return found
    return ok({ where: null, reading: null, cost: null, unknown: [], failure: found.failure as ConditionFailure })
  }
  const { syntax, checked } = found.value
  return ok({ where: format(syntax), reading: readCondition(checked), cost: checked.cost, unknown: await misspellings(names, conditions.traits().names(), checked), failure: null })
}

/** `computed`: names of computed traits, which may have been meant. None where the warehouse is away: then nobody can say which names there are. */
export async function misspellings(names: KnownNames, computed: readonly string[], checked: Checked): Promise<Misspelling[]> {
  const known = await names.names()
  if (!known.ok) return []
  return unknownNames(checked, { events: known.value.events, traits: [...known.value.traits.names, ...computed] }).map((one) => ({ ...one, suggestion: one.suggestion ?? null }))
}

/** Failures: `registry.*`. Where the warehouse is away, words and segments are offered still. */
export async function completeCondition(conditions: Conditions, names: KnownNames, text: string, offset: number): Promise<Result<Completions>> {
  const book = await conditions.book()
  if (!book.ok) return book
  const known = await names.names()
  const events = known.ok ? known.value.events : []
  const properties = await names.properties(text, events)
  return ok(
    complete(text, offset, {
      events,
      traits: known.ok ? known.value.traits.names : [],
      computed: conditions.traits().names(),
      properties: (event) => (properties.ok ? (properties.value.get(event) ?? []) : []),
      segments: book.value.names(),
      values: (trait) => (known.ok ? (known.value.traits.values.get(trait) ?? []) : []),
    }),
  )
}
