// What the two operations on the history of traits have in common: one shows personal values masked, the other reveals them.
import { assert, fail, ok, type Result } from '@touchstone/base'
import { s } from '@touchstone/governance'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { findPersonById } from '../find-person.ts'
import { VALUE_STATES, readTraitHistory, type HistoryPlace } from './trait-history.ts'
import type { ProfilePorts } from '../ports.ts'
import { millis, personId } from '../shapes.ts'

const MAX_VALUES = 500

export const historyInput = s.object({
  personId,
  trait: s.string().min(1).max(256).optional().describe('only this trait, and what of it lies within an object: address, or address.street'),
  changes: s.enum(['true', 'false']).default('false').describe('true: only values that differ from the one before'),
  before: s.string().max(400).optional().describe('the `next` of a page'),
  limit: s.coerce.number().int().min(1).max(MAX_VALUES).default(100),
})

export const historyOutput = s.object({
  person: s.number(),
  values: s.array(
    s.object({
      trait: s.string(),
      value: s.unknown().describe('null: the trait was removed'),
      class: s.enum(FIELD_CLASSES),
      sealed: s.boolean(),
      state: s.enum(VALUE_STATES),
      isRepeat: s.boolean(),
      position: s.number(),
      happened: millis,
      appended: millis.nullable(),
      source: s.string().nullable(),
      type: s.string().nullable(),
      event: s.string().nullable(),
      messageId: s.string().nullable(),
      since: s.object({ position: s.number(), happened: millis }).nullable(),
    }),
  ),
  next: s.string().nullable().describe('null: there is nothing older'),
  through: s.number(),
})

export const HISTORY_DESCRIPTION =
  'Newest first, by when it happened. `state` says whether a value `holds`, or why not: it is `older` than the one that holds (by the time it happened, and between facts of ' +
  'one moment by the fact\'s hash), or it was `retracted`. `appended` is when it arrived: a value that came late may have been older from the beginning. Values that stayed readable are told for each fact that brought ' +
  'them. `sealed` ones lie in the vault, which keeps who told them and the first (`since`) and the last fact that did, so they are told once per source and identifiers, at the last; ' +
  'it keeps the newest 50 of these per person and field. `isRepeat`: the same value as the one before. `through` is the log position up to which every readable value is here.'

interface HistoryInput {
  readonly personId: number
  readonly trait?: string | undefined
  readonly changes: 'true' | 'false'
  readonly before?: string | undefined
  readonly limit: number
}

/** Failures: `profiles.not-found`, `profiles.invalid-place`, those of queries and of the registry. */
export async function answerHistory({ profiles, queryHistory, historyThrough, pastValues, catalogue }: ProfilePorts, { personId: asked, trait, changes, before, limit }: HistoryInput, reveal: boolean) {
  const person = findPersonById(profiles, asked)
  if (!person.ok) return person
  const place = placeOf(before)
  if (!place.ok) return place
  const through = historyThrough()
  const people = profiles.idsOf(person.value)!
  const past = await pastValues(people)
  if (!past.ok) return past
  const page = await readTraitHistory({ query: queryHistory, facts: profiles.facts, rules: catalogue.rules, past: past.value }, { people, trait, changes: changes === 'true', before: place.value, limit, reveal })
  if (!page.ok) return page
  const { values, next } = page.value
  return ok({ person: person.value, values, next: next === undefined ? null : textOf(next), through })
}

function textOf({ happened, hash, position, trait }: HistoryPlace): string {
  assert(hash >= 0n && position > 0, 'a place is that of a fact')
  return `${happened}-${hash}-${position}-${trait}`
}

function placeOf(text: string | undefined): Result<HistoryPlace | undefined> {
  if (text === undefined) return ok(undefined)
  const [, happened, hash, position, trait] = /^(-?\d{1,16})-(\d{1,20})-(\d{1,16})-([^]+)$/.exec(text) ?? []
  if (happened === undefined || BigInt(hash!) >= 2n ** 64n) return fail('profiles.invalid-place', `"before": expected the "next" of a page, got ${JSON.stringify(text)}`)
  return ok({ happened: Number(happened), hash: BigInt(hash!), position: Number(position), trait: trait! })
}
