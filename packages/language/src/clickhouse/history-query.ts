// The history of some nodes, for a backfill: the same facts that the nodes would have met live, read from the
// warehouse. Order does not matter to a node, so rows are only brought together by person.
import type { Millis } from '@touchstone/base'
import type { NodeSpec } from '../incremental/node.ts'
import { Parameters, type Query } from './parameters.ts'
import { CANONICAL, factsWithSurvivors } from './people.ts'

type HistoryNode = Pick<NodeSpec, 'event' | 'horizon' | 'reads'>

/**
 * Facts at or before the log position `position`, appended at `time`, that any of `nodes` takes in. Rows: `person`
 * (UInt64, canonical as of `position`), `event` (String), `happened` (Int64), `properties` (String: a JSON object with
 * the properties that sums of the event read, '{}' for other events), in ascending order of person.
 */
export function historyQuery(nodes: readonly HistoryNode[], { position, time }: { position: number; time: Millis }): Query {
  const parameters = new Parameters('h')
  const limit = parameters.count(position)
  const horizons = new Map<string, Millis>()
  const keys = new Map<string, Set<string>>()
  for (const { event, horizon, reads } of nodes) {
    horizons.set(event, Math.max(horizon, horizons.get(event) ?? 0))
    for (const name of reads) keys.set(event, (keys.get(event) ?? new Set()).add(name))
  }
  const matters = [...horizons].map(([event, horizon]) => {
    const named = `f.event = ${parameters.text(event)}`
    return horizon === Infinity ? `(${named})` : `(${named} AND f.happened > ${parameters.instant(time - horizon)})`
  })
  const sql = `SELECT ${CANONICAL} AS person, f.event AS event, f.happened AS happened, ${slimProperties(keys, parameters)} AS properties
FROM ${factsWithSurvivors(`position <= ${limit}`)}
WHERE f.position <= ${limit} AND (${matters.length === 0 ? '0' : matters.join(' OR ')})
ORDER BY person`
  return { sql, parameters: parameters.values }
}

/** A JSON object with only the keys that matter, so that a long list of products is neither sorted nor sent. */
function slimProperties(keys: ReadonlyMap<string, ReadonlySet<string>>, parameters: Parameters): string {
  const branches = [...keys].map(([event, names]) => {
    const parts = [...names].map((name) => {
      const value = `JSONExtractRaw(f.properties, ${parameters.text(name)})`
      return `if(${value} = '', '', concat(${parameters.text(`${JSON.stringify(name)}:`)}, ${value}))`
    })
    const present = `arrayFilter(part -> part != '', [${parts.join(', ')}])`
    return `f.event = ${parameters.text(event)}, concat('{', arrayStringConcat(${present}, ','), '}')`
  })
  return branches.length === 0 ? "'{}'" : `multiIf(${branches.join(', ')}, '{}')`
}
