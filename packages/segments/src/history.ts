// The room's SQL in the warehouse: entries into the versions of one segment and exits from them.
import { ok, type Millis, type Result } from '@touchstone/base'
import type { ChangeCause } from '@touchstone/vocabulary'
import type { Row } from '@touchstone/warehouse'
import type { QueryHistory } from './ports.ts'

export interface Change {
  /** Grows by one over all changes of all segments. */
  readonly sequence: number
  readonly person: number
  readonly at: Millis
  readonly entered: boolean
  readonly cause: ChangeCause
  readonly version: number
  readonly position: number
}

export interface ChangesQuestion {
  readonly versions: readonly { readonly version: number; readonly position: number }[]
  readonly from: Millis | undefined
  readonly to: Millis | undefined
  readonly before: number | undefined
  readonly limit: number
}

export async function readChanges(query: QueryHistory, { versions, from, to, before, limit }: ChangesQuestion): Promise<Result<Change[]>> {
  if (versions.length === 0) return ok([])
  const bounds = [
    from === undefined ? '' : ' AND at >= {from:Int64}',
    to === undefined ? '' : ' AND at < {to:Int64}',
    before === undefined ? '' : ' AND sequence < {before:UInt64}',
  ].join('')
  const sql = `SELECT sequence, segment, person, at, entered, cause, position FROM touchstone.segments_changes
WHERE segment IN {segments:Array(UInt64)}${bounds} ORDER BY sequence DESC LIMIT {limit:UInt32}`
  const given = Object.fromEntries(Object.entries({ from, to, before }).filter((entry): entry is [string, number] => entry[1] !== undefined))
  const rows = await query(sql, { segments: versions.map(({ position }) => position), limit, ...given })
  if (!rows.ok) return rows
  const versionAt = new Map(versions.map(({ version, position }) => [position, version]))
  return ok(rows.value.map((row) => changeOf(row, versionAt)))
}

function changeOf(row: Row, versionAt: ReadonlyMap<number, number>): Change {
  const { sequence, segment, person, at, entered, cause, position } = row as Record<string, never>
  return { sequence, person, at, entered: entered === 1, cause, version: versionAt.get(segment)!, position }
}
