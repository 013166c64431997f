// The rows that tallied fields become: in the catalogue, in the counts by source and hour, and among what values look like.
import { HOUR } from '@touchstone/base'
import type { FeedRow } from '@touchstone/warehouse'
import { LIST, NULL, OBJECT, TEXT } from './json-bytes.ts'
import { CATALOGUE_LIMITS, VALUE_KINDS, type FieldPlace, type TalliedField } from './tallied-field.ts'

/** What was counted, by the table it belongs to. Rows of one field have the same key in each. */
export interface TalliedRows {
  readonly catalogue: FeedRow[]
  readonly hours: FeedRow[]
  readonly looks: FeedRow[]
}

/** Of texts and single values; of what is larger the kind says enough. Taken once per field, from its first fact here. */
export function exampleOf(bytes: Buffer, start: number, end: number, kind: number): string {
  if (kind === OBJECT || kind === LIST || kind === NULL) return ''
  const raw = bytes.toString('utf8', start, end)
  const text = kind === TEXT ? (JSON.parse(raw) as string) : raw
  return text.length <= CATALOGUE_LIMITS.example ? text : `${text.slice(0, CATALOGUE_LIMITS.example - 1).toWellFormed()}…`
}

export function catalogueRow(field: TalliedField): FeedRow {
  const { group, name, key, facts, first, last, example } = field
  return { key, place: placeOf(field), type: group.type, event: group.event, field: name, kind: kindName(field), facts, first, last, example: example ?? '' }
}

export function hourRow(field: TalliedField): FeedRow {
  const { group, path, key, facts, first, last, appended, isSampled } = field
  return { key, hour: appended - (appended % HOUR), source: group.source, place: placeOf(field), type: group.type, event: group.event, field: path, kind: kindName(field), facts, first, last, sampled: isSampled ? 1 : 0 }
}

/** One row where a value was looked at and looked like something. */
export function lookRows(field: TalliedField): FeedRow[] {
  const { group, path, key, looks, appended, masked } = field
  if (looks.length === 0) return []
  const changed = looks.filter(({ passesChanged }) => passesChanged).map(({ look }) => look)
  return [{ key, source: group.source, place: placeOf(field), type: group.type, event: group.event, field: path, looks: looks.map(({ look }) => look), changed, appended, example: masked }]
}

function placeOf({ group, kind }: TalliedField): FieldPlace {
  return kind === -1 ? 'event' : group.place === 'trait' ? 'trait' : 'property'
}

/** '' of an event itself. */
function kindName({ kind }: TalliedField): string {
  return kind === -1 ? '' : VALUE_KINDS[kind]!
}
