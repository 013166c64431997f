// What values of fields look like: as the feed counted samples of what arrived, and from a sample of all history.
import { setImmediate as turn } from 'node:timers/promises'
import { ok, type Result } from '@touchstone/base'
import { looksOf, maskedExample, type FieldEvidence } from '@touchstone/governance'
import type { QueryHistory } from '../ports.ts'

/** Fields that are told at most; those with the most samples. */
const MAX_FIELDS = 5_000
/** Facts that a sample of history is drawn from, and values of one field that it keeps. */
const SAMPLE_FACTS = 200_000
const SAMPLE_VALUES = 60
/** Values looked at before others get their turn. */
const AT_ONCE = 50

type Place = FieldEvidence['place']

/** Of the last weeks; fields of which no sample looked like anything are left out. Fails as queries do. */
export async function arrivedLooks(query: QueryHistory): Promise<Result<FieldEvidence[]>> {
  const rows = await query(
    `SELECT place, event, field, sampled, looks FROM (
  SELECT place, event, field, groupArray((look, n, changed, since, example)) AS looks FROM (
    SELECT place, event, field, look, count() AS n, countIf(has(changed, look)) AS changed, min(appended) AS since, max(example) AS example
    FROM touchstone.profiles_looks ARRAY JOIN looks AS look GROUP BY place, event, field, look) GROUP BY place, event, field
) AS l INNER JOIN (
  SELECT place, event, field, sum(sampled) AS sampled FROM touchstone.profiles_field_hours WHERE place IN ('property', 'trait') GROUP BY place, event, field
) AS h USING (place, event, field) ORDER BY sampled DESC, place, event, field LIMIT {limit:UInt32}`,
    { limit: MAX_FIELDS },
  )
  if (!rows.ok) return rows
  return ok(rows.value.map((row) => {
    const { place, event, field, sampled, looks } = row as { place: Place; event: string; field: string; sampled: number; looks: [string, number, number, number, string][] }
    return { place, event, field, sampled, looks: looks.map(([look, values, changed, since, example]) => ({ look, values, changed, since, example })) }
  }))
}

const PAIRS = (column: string): string => `arrayFilter(pair -> length(pair.1) <= 200, JSONExtractKeysAndValuesRaw(${column}))`
const escaped = (name: string): string => `replaceAll(${name}, '.', '\\\\.')`

/** Fields down to two levels, from facts spread evenly over the log. Fails as queries do. */
export async function historyLooks(query: QueryHistory): Promise<Result<FieldEvidence[]>> {
  const rows = await query(
    `SELECT place, if(place = 'trait', '', event) AS event, one.1 AS field, groupArraySample(${SAMPLE_VALUES}, 7)((one.2, appended)) AS values FROM (
  SELECT event, appended, own.1 AS place, arrayJoin(arrayConcat(
    arrayMap(pair -> (${escaped('pair.1')}, pair.2), own.2),
    arrayFlatten(arrayMap(pair -> arrayMap(inner -> (concat(${escaped('pair.1')}, '.', ${escaped('inner.1')}), inner.2), if(startsWith(pair.2, '{'), JSONExtractKeysAndValuesRaw(pair.2), [])), own.2))
  )) AS one FROM (
    SELECT event, appended, arrayJoin([('property', ${PAIRS('properties')}), ('trait', if(type = 'group', [], ${PAIRS('traits')}))]) AS own FROM touchstone.profiles_facts
    WHERE position % greatest(1, intDiv((SELECT count() FROM touchstone.profiles_facts), {facts:UInt64})) = 0
  )
) WHERE match(one.2, '^["0-9-]') GROUP BY place, event, field ORDER BY count() DESC, place, event, field LIMIT {limit:UInt32}`,
    { facts: SAMPLE_FACTS, limit: MAX_FIELDS },
  )
  if (!rows.ok) return rows
  const found: FieldEvidence[] = []
  for (const [i, row] of rows.value.entries()) {
    const { place, event, field, values } = row as { place: Place; event: string; field: string; values: [string, number][] }
    found.push(evidenceOf(place, event, field, values))
    if (i % Math.ceil(AT_ONCE / SAMPLE_VALUES) === 0) await turn()
  }
  return ok(found.filter(({ looks }) => looks.length > 0))
}

function evidenceOf(place: Place, event: string, field: string, values: readonly (readonly [raw: string, appended: number])[]): FieldEvidence {
  const looks = new Map<string, { look: string; values: number; changed: number; since: number; example: string }>()
  for (const [raw, appended] of values) {
    const text = raw.startsWith('"') ? (JSON.parse(raw) as string) : raw
    for (const { look, passesChanged } of looksOf(text)) {
      const count = looks.get(look) ?? { look, values: 0, changed: 0, since: appended, example: maskedExample(text) }
      looks.set(look, count)
      count.values++
      count.since = Math.min(count.since, appended)
      if (passesChanged) count.changed++
    }
  }
  return { place, event, field, sampled: values.length, looks: [...looks.values()] }
}
