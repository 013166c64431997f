// Where personal values live: one row per person and field, sealed for the person. The newest value wins, by the moment
// it happened and, between facts of the same moment, by the fact's hash; so any order of arrival gives the same vault.
//
// When two people become one, the rows of the loser move to the survivor as they are: a value stays sealed for the
// person it came with (`sealed_for`), so a merge opens nothing.
import { assert, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'
import type { PersonSealer } from './keyring.ts'
import type { Statements } from './ports.ts'

/** One personal value as a fact brought it. */
export interface VaultValue {
  readonly person: number
  /** The trait's name: `email`, `name`, `address.street`. */
  readonly field: string
  readonly value: string
  readonly happened: Millis
  /** The fact's 64-bit hash. */
  readonly hash: bigint
  /** The fact's position in the log. */
  readonly position: number
}

export class Vault {
  readonly #sealer: PersonSealer

  constructor(sealer: PersonSealer) {
    this.#sealer = sealer
  }

  /** Writes all values in one statement; an older value than the one there changes nothing. */
  async upsertMany(values: readonly VaultValue[], statements: Statements): Promise<void> {
    const newest = new Map<string, VaultValue>()
    for (const given of values) {
      const value = { ...given, field: storable(given.field) }
      const place = `${value.person} ${value.field}`
      const other = newest.get(place)
      if (!other || isNewer(value, other)) newest.set(place, value)
    }
    if (newest.size === 0) return
    // In one order everywhere, so that two writers never wait for each other in a circle.
    const rows = [...newest.values()].sort((a, b) => a.person - b.person || (a.field < b.field ? -1 : 1))
    await statements.query(
      `INSERT INTO governance.vault AS there (person_id, field, sealed, sealed_for, happened, hash, position)
       SELECT person, field, sealed, person, happened, hash, position
       FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bigint[], $5::numeric[], $6::bigint[]) AS given (person, field, sealed, happened, hash, position)
       ${NEWEST_WINS}`,
      [
        rows.map((row) => row.person),
        rows.map((row) => row.field),
        rows.map((row) => Buffer.from(this.#sealer.seal(row.person, row.field, row.value))),
        rows.map((row) => row.happened),
        rows.map((row) => String(row.hash)),
        rows.map((row) => row.position),
      ],
    )
  }

  /** Gives the loser's values to the survivor; of two for the same field the newer stays. Harmless when repeated. */
  async merge(loser: number, survivor: number, statements: Statements): Promise<void> {
    assert(loser !== survivor, 'a person does not merge into itself')
    await statements.query(
      `WITH moved AS (DELETE FROM governance.vault WHERE person_id = $1 RETURNING *)
       INSERT INTO governance.vault AS there (person_id, field, sealed, sealed_for, happened, hash, position)
       SELECT $2, field, sealed, sealed_for, happened, hash, position FROM moved
       ${NEWEST_WINS}`,
      [loser, survivor],
    )
  }

  /**
   * The person's values in plain, by field. This reveals: ask the gate first.
   * `governance.cannot_open` when a row was tampered with or the key is another.
   */
  async read(person: number, statements: Statements): Promise<Result<Record<string, string>>> {
    const rows = await statements.query<{ field: string; sealed: Buffer; sealed_for: number }>(
      'SELECT field, sealed, sealed_for FROM governance.vault WHERE person_id = $1 ORDER BY field',
      [person],
    )
    const values: [string, string][] = []
    for (const row of rows) {
      const opened = this.#sealer.open(row.sealed_for, row.field, row.sealed)
      if (!opened.ok) return opened
      values.push([row.field, opened.value])
    }
    return ok(Object.fromEntries(values))
  }
}

const NEWEST_WINS = `
  ON CONFLICT (person_id, field) DO UPDATE
  SET sealed = excluded.sealed, sealed_for = excluded.sealed_for, happened = excluded.happened, hash = excluded.hash, position = excluded.position
  WHERE (there.happened, there.hash) < (excluded.happened, excluded.hash)`

function isNewer(a: VaultValue, b: VaultValue): boolean {
  return a.happened !== b.happened ? a.happened > b.happened : a.hash > b.hash
}

/** PostgreSQL's texts cannot hold the character 0, and a sender may name a field anything. */
function storable(field: string): string {
  return field.replaceAll('\0', '\uFFFD').toWellFormed()
}
