// Checked tree → one SELECT: one pass over the facts, grouped by canonical person. Facts that cannot matter are left
// out where nobody is a member without facts that matter; where someone is (`not did "X"`), every fact known counts,
// since it makes its person exist.
import { assert, type Millis } from '@touchstone/base'
import { emptyValue } from '../check/empty.ts'
import { leavesOf } from '../check/listens.ts'
import type { Checked, Condition, Window } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { Columns } from './columns.ts'
import { expressionOf } from './condition.ts'
import { Parameters, type Query } from './parameters.ts'
import { CANONICAL, factsWithSurvivors } from './people.ts'

/** The two pasts of a question. */
export interface Past {
  /** Facts that happened after this are not there yet. */
  readonly asOf: Millis
  /** Facts and merges appended after this are not known yet. */
  readonly knownAt: Millis
}

export interface SqlOptions {
  /** First letters of the parameters' names, to put several queries into one; `c` by default. */
  readonly prefix?: string
}

/** A SELECT of one column, `person` (UInt64): the canonical ids of the members, each once, in no order. */
export function toClickHouse(checked: Checked, { asOf, knownAt }: Past, { prefix = 'c' }: SqlOptions = {}): Query {
  const parameters = new Parameters(prefix)
  const columns = new Columns(parameters, asOf)
  const limit = parameters.instant(knownAt)
  const member = expressionOf(checked.root, columns, parameters)
  const matters = emptyValue(checked.root) === Truth.TRUE ? '' : ` AND (${mattering(checked.root, columns)})`
  const sql = `SELECT canonical AS person FROM (
  SELECT ${CANONICAL} AS canonical${columns.list}
  FROM ${factsWithSurvivors(`appended <= ${limit}`)}
  WHERE f.appended <= ${limit} AND f.happened <= ${parameters.instant(asOf)}${matters}
  GROUP BY canonical
) WHERE ${member}`
  return { sql, parameters: parameters.values }
}

/** Which facts any leaf takes in: per event the longest window, and facts with traits where a leaf reads one. */
function mattering(root: Condition, columns: Columns): string {
  const windows = new Map<string, Window>()
  let traits = false
  for (const leaf of leavesOf(root)) {
    if (leaf.kind !== 'aggregate-compare') {
      traits = true
      continue
    }
    const { event, window } = leaf.aggregate.events
    const longest = windows.get(event)
    if (longest === undefined || window.kind === 'all-time' || (longest.kind === 'rolling' && longest.length < window.length)) {
      windows.set(event, longest?.kind === 'all-time' ? longest : window)
    }
  }
  const reasons = [...windows].map(([event, window]) => `(${columns.chosen(event, window)})`)
  if (traits) reasons.push("f.traits != '{}'")
  assert(reasons.length > 0, 'a condition has a leaf, and every leaf reads facts')
  return reasons.join(' OR ')
}
