// Brings together what the graph is made of: the catalogue, the counts of the last 30 days by source, and what staff defined.
import { DAY, assert, ok, type Millis, type Result } from '@touchstone/base'
import { readEvents, readFields, type CatalogueField, type CataloguePorts } from '../catalogue/read-catalogue.ts'
import type { QueryHistory } from '../ports.ts'
import { LineageGraph } from './graph.ts'
import type { Definition, Flow, SeenField } from './model.ts'

/** What the graph needs of other rooms; the server plugs it. */
export interface LineagePorts {
  /** Every source, also one whose keys are all revoked. */
  readonly sources: () => Promise<Result<readonly { readonly id: string; readonly name: string }[]>>
  /** Segments and computed traits that are not archived. */
  readonly definitions: () => Promise<Result<readonly Definition[]>>
}

export interface LineageSources {
  readonly query: QueryHistory
  readonly catalogue: CataloguePorts
  readonly lineage: LineagePorts
}

/** Facts so far back are counted on edges. */
export const LINEAGE_DAYS = 30
/** Places of one source that are told, the most frequent first. */
const MAX_FLOWS = 50_000

export interface ReadLineage {
  readonly graph: LineageGraph
  readonly fields: readonly (SeenField & Pick<CatalogueField, 'facts' | 'sealedFacts'>)[]
}

/** Fails as queries do, and with the registry's failures. */
export async function readLineage({ query, catalogue, lineage }: LineageSources, now: Millis): Promise<Result<ReadLineage>> {
  const [sources, definitions, events, traits, properties, flows] = await Promise.all([
    lineage.sources(), lineage.definitions(), readEvents(query, catalogue), readFields(query, catalogue, { place: 'trait' }), readProperties(query, catalogue), readFlows(query, now - LINEAGE_DAYS * DAY),
  ])
  if (!sources.ok) return sources
  if (!definitions.ok) return definitions
  if (!events.ok) return events
  if (!traits.ok) return traits
  if (!properties.ok) return properties
  if (!flows.ok) return flows
  const fields = [...traits.value.map((one) => ({ ...one, place: 'trait' as const, event: '' })), ...properties.value]
  assert(fields.every(({ place, event }) => (place === 'trait') === (event === '')), 'a property is one of an event, a trait of none')
  const names = new Set(events.value.map(({ event }) => event).filter((event) => event !== ''))
  return ok({ graph: new LineageGraph({ sources: sources.value, events: [...names], fields, flows: flows.value, definitions: definitions.value }), fields })
}

/** Of each event its own properties. */
async function readProperties(query: QueryHistory, catalogue: CataloguePorts): Promise<Result<(CatalogueField & SeenField)[]>> {
  const rows = await query(
    `SELECT event, field, sum(facts) AS facts FROM touchstone.profiles_catalogue WHERE place = 'property' AND event != '' GROUP BY event, field ORDER BY facts DESC, event, field LIMIT {limit:UInt32}`,
    { limit: MAX_FLOWS },
  )
  if (!rows.ok) return rows
  // A property's class is that of its name, whatever its event.
  const all = await readFields(query, catalogue, { place: 'property' })
  const sealed = await catalogue.sealedFields()
  if (!all.ok) return all
  if (!sealed.ok) return sealed
  const byName = new Map(all.value.map((one) => [one.field, one]))
  const found = new Map<string, CatalogueField & SeenField>()
  const add = (event: string, field: string, facts: number, sealedFacts: number): void => {
    const known = byName.get(field)
    const key = JSON.stringify([event, field])
    const there = found.get(key)
    if (known !== undefined) found.set(key, { ...known, place: 'property', event, facts: (there?.facts ?? 0) + facts, sealedFacts: (there?.sealedFacts ?? 0) + sealedFacts })
  }
  for (const row of rows.value) add(row['event'] as string, row['field'] as string, row['facts'] as number, 0)
  for (const one of sealed.value) if (one.place === 'property' && one.event !== '') add(one.event, one.field, 0, one.facts)
  return ok([...found.values()])
}

async function readFlows(query: QueryHistory, since: Millis): Promise<Result<Flow[]>> {
  const rows = await query(
    `SELECT source, place, event, field, sum(facts) AS facts, max(last) AS last FROM touchstone.profiles_field_hours WHERE hour >= {since:Int64} GROUP BY source, place, event, field
ORDER BY facts DESC, source, place, event, field LIMIT {limit:UInt32}`,
    { since, limit: MAX_FLOWS },
  )
  // Dots of a name itself are told apart there; here a path is a name.
  return rows.ok ? ok(rows.value.map((row) => ({ ...(row as unknown as Flow), field: (row['field'] as string).replaceAll('\\.', '.') }))) : rows
}
