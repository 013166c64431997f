// The catalogue of events and fields: what history counted, what the vault's feed counted of sealed fields, and what staff
// say about them, put together.
import { ok, type Millis, type Result } from '@touchstone/base'
import { classOfField, classOfSealed, isSafeTrait, isSealed, type FieldClass, type FieldRules } from '@touchstone/vocabulary'
import type { QueryHistory } from '../ports.ts'
import type { ValueKind } from './field-tally.ts'

/** A personal field as the vault's feed counted it. */
export interface CountedSealed {
  readonly place: 'property' | 'trait' | 'context'
  readonly type: string
  readonly event: string
  readonly field: string
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
}

/** What staff said. `override` is the class they gave the field's name. */
export interface SaidOfField {
  readonly description: string
  readonly version: number
}

/** What the catalogue needs of governance; the server plugs it. */
export interface CataloguePorts {
  readonly sealedFields: () => Promise<Result<readonly CountedSealed[]>>
  readonly said: (place: 'event' | 'property' | 'trait', event: string, field: string) => SaidOfField | undefined
  readonly overrideOf: (place: 'property' | 'trait', field: string) => FieldClass | undefined
  readonly rules: FieldRules
}

export interface CatalogueEvent {
  readonly type: string
  readonly event: string
  readonly facts: number
  readonly first: Millis
  readonly last: Millis
  readonly fields: number
  readonly description: string | null
}

export interface CatalogueField {
  readonly field: string
  readonly kinds: readonly { readonly kind: ValueKind; readonly facts: number }[]
  /** Facts with a readable value of it. */
  readonly facts: number
  /** Facts with a sealed one. A fact may have both: of an address the country stays readable. */
  readonly sealedFacts: number
  readonly first: Millis
  readonly last: Millis
  /** null where it is protected, or there is none. */
  readonly example: string | null
  readonly class: FieldClass
  readonly origin: 'override' | 'rule' | 'none'
  readonly description: string | null
}

/** Events and fields that one answer tells; the most frequent come first. */
export const MAX_TOLD = 5_000

/** Fails as queries do. */
export async function readEvents(query: QueryHistory, ports: CataloguePorts): Promise<Result<CatalogueEvent[]>> {
  const rows = await query(
    `SELECT type, event, sumIf(facts, place = 'event') AS facts, minIf(first, place = 'event') AS first, maxIf(last, place = 'event') AS last, uniqExactIf(field, place = 'property') AS fields
FROM touchstone.profiles_catalogue WHERE place IN ('event', 'property') GROUP BY type, event ORDER BY facts DESC, event, type LIMIT {limit:UInt32}`,
    { limit: MAX_TOLD },
  )
  if (!rows.ok) return rows
  return ok(rows.value.map((row) => {
    const { type, event, facts, first, last, fields } = row as Record<string, never>
    return { type, event, facts, first, last, fields, description: ports.said('event', event, '')?.description || null }
  }))
}

export interface FieldQuestion {
  readonly place: 'property' | 'trait'
  /** Properties of this event only. */
  readonly event?: string | undefined
  readonly type?: string | undefined
}

/** Fails as queries do, and with the registry's failures. */
export async function readFields(query: QueryHistory, ports: CataloguePorts, { place, event, type }: FieldQuestion): Promise<Result<CatalogueField[]>> {
  const chosen = `${event === undefined ? '' : ' AND event = {event:String}'}${type === undefined ? '' : ' AND type = {type:String}'}`
  const rows = await query(
    `SELECT field, sum(n) AS facts, groupArray((kind, n)) AS kinds, min(first) AS first, max(last) AS last, max(example) AS example FROM (
  SELECT field, kind, sum(facts) AS n, min(first) AS first, max(last) AS last, max(example) AS example FROM touchstone.profiles_catalogue WHERE place = {place:String}${chosen} GROUP BY field, kind
) GROUP BY field ORDER BY facts DESC, field LIMIT {limit:UInt32}`,
    { place, limit: MAX_TOLD, ...(event === undefined ? {} : { event }), ...(type === undefined ? {} : { type }) },
  )
  if (!rows.ok) return rows
  const sealed = await ports.sealedFields()
  if (!sealed.ok) return sealed
  const found = new Map<string, CatalogueField>()
  for (const row of rows.value) {
    const { field, facts, kinds, first, last, example } = row as Record<string, never>
    const ordered = (kinds as [ValueKind, number][]).map(([kind, n]) => ({ kind, facts: n })).sort((a, b) => b.facts - a.facts)
    found.set(field, described(ports, place, event, { field, facts, kinds: ordered, sealedFacts: 0, first, last, example: example === '' ? null : example }))
  }
  for (const one of sealed.value) {
    if (one.place !== place || (event !== undefined && one.event !== event) || (type !== undefined && one.type !== type)) continue
    const there = found.get(one.field)
    const before = there ?? { field: one.field, facts: 0, kinds: [], sealedFacts: 0, first: one.first, last: one.last, example: null }
    const counted = { ...before, sealedFacts: before.sealedFacts + one.facts, first: Math.min(before.first, one.first), last: Math.max(before.last, one.last) }
    found.set(one.field, described(ports, place, event, counted))
  }
  const often = ({ facts, sealedFacts }: CatalogueField): number => Math.max(facts, sealedFacts)
  return ok([...found.values()].sort((a, b) => often(b) - often(a) || (a.field < b.field ? -1 : 1)))
}

function described(ports: CataloguePorts, place: 'property' | 'trait', event: string | undefined, field: Omit<CatalogueField, 'class' | 'origin' | 'description'>): CatalogueField {
  const names = field.field.split('.').filter((name) => name !== '[]')
  const name = names.at(-1) ?? field.field
  const override = ports.overrideOf(place, field.field)
  const isOnlySealed = field.sealedFacts > 0 && field.kinds.length === 0
  const byName = place === 'trait' && !isOnlySealed && isSafeTrait(field.field) ? 'internal' : isOnlySealed ? classOfSealed(`${place === 'trait' ? 'traits' : 'properties'}.${field.field}`, ports.rules) : classOfField(name, names.at(-2) === 'device' ? 'device' : place === 'trait' && names.length === 1 ? 'person' : 'other')
  const fieldClass = override ?? byName
  const said = ports.said(place, event ?? '', field.field) ?? ports.said(place, '', field.field)
  const isProtected = isSealed(fieldClass) || fieldClass === 'secret'
  return { ...field, example: isProtected ? null : field.example, class: fieldClass, origin: override !== undefined ? 'override' : ports.rules(name) !== undefined ? 'rule' : 'none', description: said?.description || null }
}
