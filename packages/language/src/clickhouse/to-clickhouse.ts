// Checked tree → one SELECT: one pass over the facts that matter, grouped by canonical person; on top of it, in layers,
// what is computed from the groups; and the condition as a WHERE.
import { assert, type Millis } from '@touchstone/base'
import { ZONES } from '../calendar/zones.ts'
import { leavesOf, listens } from '../check/listens.ts'
import { rankText } from '../check/text.ts'
import { type Checked, type Condition, type Rank, ZONE_TRAIT } from '../check/tree.ts'
import { CANONICAL_ID, Columns } from './columns.ts'
import { conditionHolds } from './condition.ts'
import { every, YES } from './logic.ts'
import { matteringOf } from './mattering.ts'
import { Parameters, type Query } from './parameters.ts'
import { groupedByPerson, zonesSelect } from './people.ts'
import type { Question } from './question.ts'
import { thresholdSelect } from './rank.ts'
import { Rows } from './rows.ts'

/** The two pasts of a question. */
export interface Past {
  /** Facts that happened after this are not there yet. Finite where the condition looks at a calendar or a clock. */
  readonly asOf: Millis
  /** Facts and merges appended after this are not known yet. */
  readonly knownAt: Millis
  /** Whether amendments have told facts or values of history apart; while they have not, nobody asks for them. */
  readonly isAmended?: boolean
}

export interface SqlOptions {
  /** First letters of the parameters' names, to put several queries into one; `c` by default. */
  readonly prefix?: string
  /**
   * What each rank compares with, by its `rankText`: undefined while that is unknown. Without this option the threshold
   * of that very past is computed by the query.
   */
  readonly thresholds?: (rankText: string) => number | undefined
  /**
   * The zones that persons may have, distinct names of `ZONES`; all by default. Where a condition looks at the person's
   * zone, tables of these are computed and sent along, so give those of `theirZonesQuery`.
   */
  readonly zones?: readonly string[]
}

/** A SELECT of one column, `person` (UInt64): the canonical ids of the members, each once, in no order. */
export function toClickHouse(checked: Pick<Checked, 'root'>, past: Past, options: SqlOptions = {}): Query {
  const parameters = new Parameters(options.prefix ?? 'c')
  const question = ask(checked.root, past, parameters, options)
  const member = conditionHolds(checked.root, true, question)
  return parameters.query(`SELECT ${CANONICAL_ID} AS person FROM (\n${select(question, past)}\n) WHERE ${member}`)
}

/**
 * For a condition that looks at persons' zones, a SELECT of one column `zone` (String): the zones that they may have in
 * that past, for the option `zones`. Undefined where it does not matter. What is computed for a zone is remembered by this
 * process, but the first time costs about 5 ms per zone, and 40 ms where all of its past is asked for; there are some 600.
 */
export function theirZonesQuery(checked: Pick<Checked, 'root'>, { knownAt, isAmended }: Past, { prefix = 'c' }: Pick<SqlOptions, 'prefix'> = {}): Query | undefined {
  if (!listens(checked).traits.includes(ZONE_TRAIT)) return undefined
  const parameters = new Parameters(prefix)
  return parameters.query(zonesSelect(ZONES, ZONE_TRAIT, parameters, knownAt, isAmended === true))
}

/**
 * A SELECT of one row for the rank of `checked` whose `rankText` is `key`, in that past: `threshold` (Float64, what a
 * member's value must reach; infinite where nobody has one) and `people` (how many have a value).
 */
export function rankThresholdQuery(checked: Pick<Checked, 'root'>, key: string, past: Past, options: Pick<SqlOptions, 'prefix'> = {}): Query {
  const rank = leavesOf(checked.root).find((leaf): leaf is Rank => leaf.kind === 'rank' && rankText(leaf) === key)
  assert(rank !== undefined, 'the condition has the rank that is asked for')
  const parameters = new Parameters(options.prefix ?? 'c')
  return parameters.query(thresholdSql(rank, past, parameters))
}

function thresholdSql(rank: Rank, past: Past, parameters: Parameters): string {
  return thresholdSelect(rank, ask(rank, past, parameters, {}), (question) => select(question, past))
}

/** A question of the condition, of which columns are still to be asked. */
export function ask(root: Condition, past: Past, parameters: Parameters, { thresholds, zones = ZONES }: SqlOptions): Question {
  const { asOf } = past
  return {
    parameters,
    columns: new Columns(),
    rows: new Rows(parameters, asOf, matteringOf(root, asOf, zones)),
    asOf,
    zones,
    threshold: (rank) => {
      if (thresholds === undefined) return `(SELECT threshold FROM (${thresholdSql(rank, past, parameters)}))`
      const threshold = thresholds(rankText(rank))
      if (threshold === undefined || Number.isFinite(threshold)) return threshold === undefined ? undefined : parameters.double(threshold)
      return threshold > 0 ? 'inf' : '-inf'
    },
  }
}

/** Everyone who is known, with their columns; `only`: a condition on the facts that are read. */
export function select({ columns, rows, parameters, asOf }: Question, { knownAt, isAmended }: Past, only: string = YES): string {
  const where = every([`f.happened <= ${parameters.instant(asOf)}`, only, rows.where])
  return columns.select(groupedByPerson(columns.aggregates, { where, knownAt: parameters.instant(knownAt), everything: rows.where === YES, isAmended: isAmended === true }))
}
