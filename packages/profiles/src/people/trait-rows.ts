// The rows of history by which people can be sorted by a trait: one for each trait that a fact gives.
import { assert } from '@touchstone/base'
import type { FactView } from '@touchstone/vocabulary'
import type { FeedRow } from '@touchstone/warehouse'
import { MAX_NAME_LENGTH } from '../machine/names.ts'
import { versionedPlace } from './trait-place.ts'

/** Rows of one fact, so that each has a number of its own; traits beyond it cannot be sorted by. */
const ROWS_PER_FACT = 1024

export function traitRows(fact: FactView, position: number, person: number, into: FeedRow[]): void {
  const traits = JSON.parse(fact.traits) as Record<string, unknown>
  let key = position * ROWS_PER_FACT
  const end = key + ROWS_PER_FACT
  assert(Number.isSafeInteger(end), 'rows of traits can be numbered by the position of their fact')
  for (const trait of Object.keys(traits)) {
    if (trait.length > MAX_NAME_LENGTH || key === end) continue
    into.push({ key: key++, trait, person, value: versionedPlace(fact.timestamp, fact.hashHigh, fact.hashLow, traits[trait]) })
  }
}
