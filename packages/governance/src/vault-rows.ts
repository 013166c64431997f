// The rows of the vault as PostgreSQL keeps them: how rows of one key become one, and how a place stays within its bound.
import type { Millis } from '@touchstone/base'
import type { Statements } from './ports.ts'

/** Rows kept per person and field. */
export const MAX_VAULT_ROWS = 50

export interface Row {
  person_id: number
  field: string
  value: Buffer
  giver: Buffer
  source: string | null
  sealed: Buffer
  sealed_for: number
  first_happened: number
  /** As `hashText` writes it. */
  first_hash: string | number | bigint
  first_position: number
  happened: number
  hash: string | number | bigint
  position: number
  /** The row does not count while its last fact is at or before this position. */
  retracted_through: number | null
  /** Under whom the facts were stored, whoever it was given to since. */
  stored: number
}

export const COLUMNS = ['person_id', 'field', 'value', 'giver', 'source', 'sealed', 'sealed_for', 'first_happened', 'first_hash', 'first_position', 'happened', 'hash', 'position', 'retracted_through', 'stored'] as const
const TYPES = ['bigint', 'text', 'bytea', 'bytea', 'text', 'bytea', 'bigint', 'bigint', 'bigint', 'bigint', 'bigint', 'bigint', 'bigint', 'bigint', 'bigint'] as const

function keyOf({ person_id, field, value, giver }: Row): string {
  return `${person_id} ${value.toString('latin1')}${giver.toString('latin1')}${field}`
}

type At = Pick<Row, 'happened' | 'hash' | 'position'>

/** What else brought the row's value: from `first` to `last`. */
export function foldInto(row: Row, first: At, last: At): void {
  if (isBefore(row.happened, row.hash, last.happened, last.hash)) Object.assign(row, last)
  if (isBefore(first.happened, first.hash, row.first_happened, row.first_hash)) {
    row.first_happened = first.happened
    row.first_hash = first.hash
    row.first_position = first.position
  }
}

/** Rows of the same key become one. */
export function folded(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>()
  for (const row of rows) {
    const key = keyOf(row)
    const there = found.get(key)
    if (there === undefined) found.set(key, { ...row })
    else {
      if (row.retracted_through !== null) there.retracted_through = Math.max(there.retracted_through ?? 0, row.retracted_through)
      const { happened, hash, position } = row
      foldInto(there, { happened: row.first_happened, hash: row.first_hash, position: row.first_position }, { happened, hash, position })
    }
  }
  return ordered([...found.values()])
}

/** In one order everywhere, so that two writers never wait for each other in a circle. */
export function ordered(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.person_id - b.person_id || (a.field < b.field ? -1 : a.field > b.field ? 1 : 0) || Buffer.compare(a.value, b.value) || Buffer.compare(a.giver, b.giver))
}

function isBefore(happened: Millis, hash: Row['hash'], otherHappened: Millis, otherHash: Row['hash']): boolean {
  return happened !== otherHappened ? happened < otherHappened : BigInt(hash) < BigInt(otherHash)
}

const KEY = ['person_id', 'field', 'value', 'giver'] as const

export async function remove(rows: readonly Row[], statements: Statements): Promise<void> {
  if (rows.length === 0) return
  await statements.query(
    'DELETE FROM governance.vault WHERE (person_id, field, value, giver) IN (SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[]))',
    KEY.map((column) => rows.map((row) => row[column])),
  )
}

export async function put(rows: readonly Row[], statements: Statements): Promise<void> {
  const { simple = [], full = [] } = Object.groupBy(rows, (row) => (row.first_position === row.position && row.retracted_through === null && row.stored === row.person_id ? 'simple' : 'full'))
  await putAs(PUT_SIMPLE, SIMPLE, simple, statements)
  await putAs(PUT, COLUMNS, full, statements)
}

async function putAs(sql: string, columns: readonly (keyof Row)[], rows: readonly Row[], statements: Statements): Promise<void> {
  if (rows.length === 0) return
  const crowded = await statements.query<{ person_id: number; field: string }>(sql, columns.map((column) => rows.map((row) => row[column])))
  if (crowded.length > 0) await statements.query(TRIM, [crowded.map(({ person_id }) => person_id), crowded.map(({ field }) => field), MAX_VAULT_ROWS])
}

const NEWER = '(there.happened, there.hash) < (excluded.happened, excluded.hash)'
const OLDER = '(excluded.first_happened, excluded.first_hash) < (there.first_happened, there.first_hash)'

const PUT = putFrom(`SELECT * FROM ${given(COLUMNS)}`)
/** Of rows that one fact brought: half as much is said twice. */
const SIMPLE = ['person_id', 'field', 'value', 'giver', 'source', 'sealed', 'happened', 'hash', 'position'] as const
const PUT_SIMPLE = putFrom(`SELECT person_id, field, value, giver, source, sealed, person_id, happened, hash, position, happened, hash, position, NULL::bigint, person_id FROM ${given(SIMPLE)}`)

function given(columns: readonly (keyof Row)[]): string {
  return `unnest(${columns.map((column, i) => `$${i + 1}::${TYPES[COLUMNS.indexOf(column)]!}[]`).join(', ')}) AS given (${columns.join(', ')})`
}

/** Answers the places that have more rows than are kept: only a row that was not there before can make one. */
function putFrom(rows: string): string {
  return `
  WITH put AS (
    INSERT INTO governance.vault AS there (${COLUMNS.join(', ')})
    ${rows}
    ON CONFLICT (person_id, field, value, giver) DO UPDATE SET
      happened = CASE WHEN ${NEWER} THEN excluded.happened ELSE there.happened END,
      hash = CASE WHEN ${NEWER} THEN excluded.hash ELSE there.hash END,
      position = CASE WHEN ${NEWER} THEN excluded.position ELSE there.position END,
      first_happened = CASE WHEN ${OLDER} THEN excluded.first_happened ELSE there.first_happened END,
      first_hash = CASE WHEN ${OLDER} THEN excluded.first_hash ELSE there.first_hash END,
      first_position = CASE WHEN ${OLDER} THEN excluded.first_position ELSE there.first_position END,
      retracted_through = greatest(there.retracted_through, excluded.retracted_through)
    WHERE ${NEWER} OR ${OLDER} OR excluded.retracted_through IS NOT NULL
    RETURNING person_id, field, xmax = 0 AS is_new
  )
  SELECT person_id, field FROM put WHERE is_new GROUP BY person_id, field
  HAVING count(*) + (SELECT count(*) FROM governance.vault AS v WHERE v.person_id = put.person_id AND v.field = put.field) > ${MAX_VAULT_ROWS}`
}

const TRIM = `
  DELETE FROM governance.vault AS v USING (
    SELECT person_id, field, value, giver, row_number() OVER (PARTITION BY person_id, field ORDER BY is_retracted, nth, happened DESC, hash DESC, value, giver) AS place
    FROM (
      SELECT person_id, field, value, giver, happened, hash, coalesce(position <= retracted_through, false) AS is_retracted, row_number() OVER (PARTITION BY person_id, field, value ORDER BY happened DESC, hash DESC, giver) AS nth
      FROM governance.vault WHERE (person_id, field) IN (SELECT * FROM unnest($1::bigint[], $2::text[]))
    ) AS numbered
  ) AS ranked
  WHERE ranked.place > $3 AND (v.person_id, v.field, v.value, v.giver) = (ranked.person_id, ranked.field, ranked.value, ranked.giver)`

/** Takes the first or the last fact of rows back, or all of them. */
export async function shorten(rows: readonly Row[], statements: Statements): Promise<void> {
  if (rows.length === 0) return
  const columns = [...KEY, 'first_happened', 'first_hash', 'first_position', 'happened', 'hash', 'position', 'retracted_through'] as const
  await statements.query(
    `UPDATE governance.vault AS v SET first_happened = r.fh, first_hash = r.fx, first_position = r.fp, happened = r.lh, hash = r.lx, position = r.lp, retracted_through = r.rt
     FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[]) AS r (p, f, v, g, fh, fx, fp, lh, lx, lp, rt)
     WHERE (v.person_id, v.field, v.value, v.giver) = (r.p, r.f, r.v, r.g)`,
    columns.map((column) => rows.map((row) => row[column])),
  )
}

/** PostgreSQL's integers have a sign: a hash less this is in the same order. */
const HALF = 2n ** 63n

export function hashText(hash: bigint): string {
  return String(hash - HALF)
}

export function hashOf(stored: string | number | bigint): bigint {
  return BigInt(stored) + HALF
}

/** PostgreSQL's texts cannot hold the character 0, and a sender may name a field anything. */
export function storable(field: string): string {
  return field.replaceAll('\0', '\uFFFD').toWellFormed()
}
