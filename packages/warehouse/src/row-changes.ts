// Changing rows that are there: what was stored must sometimes be taken out again. ClickHouse rewrites whole parts for that (a
// mutation), so rows are changed by the thousand: their new values go into a table of the kind that is looked up by key, the
// mutation takes them from there, and the table goes.
//
// A mutation outlives the process that asked for it. One that a crash left behind may want a table that was being filled:
// before anything else such mutations are called off and such tables dropped; whoever asked begins again, because to change
// the same rows twice changes nothing. Files of old parts stay for minutes, until `purge` has waited for them to go.
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from './limits.ts'
import { RowBuffer, rowWriter, type Column } from './row-binary.ts'
import { DATABASE, literal, quoted, type Lane } from './store.ts'

/** Other values for columns of the row with this key. */
export interface ChangedRow {
  readonly key: number
  readonly values: readonly string[]
}

const SIDE_TABLE = 'warehouse_changed'

export class RowChanges {
  readonly #lane: Lane
  #isClean = false

  constructor(lane: Lane) {
    this.#lane = lane
  }

  /** Gives the String columns of rows other values. `key` is a column whose value names one row. */
  async replace(table: string, key: string, columns: readonly string[], rows: readonly ChangedRow[]): Promise<void> {
    if (rows.length === 0) return
    await this.#cleanUp()
    const side: Column[] = [{ name: 'key', type: 'UInt64' }, ...columns.map((name) => ({ name, type: 'String' }))]
    await this.#lane.command(`CREATE TABLE ${SIDE_TABLE} (${side.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')}) ENGINE = Join(ANY, LEFT, key)`)
    const write = rowWriter(SIDE_TABLE, side)
    const bytes = new RowBuffer()
    for (const { key: at, values } of rows) write(bytes, { key: at, ...Object.fromEntries(columns.map((name, i) => [name, values[i]])) })
    await this.#lane.insert(SIDE_TABLE, side, bytes.filled(), `${SIDE_TABLE}:${rows[0]!.key}-${rows.at(-1)!.key}`)
    const changes = columns.map((name) => `${quoted(name)} = joinGet(${literal(`${DATABASE}.${SIDE_TABLE}`)}, ${literal(name)}, ${quoted(key)})`)
    await this.change(table, `UPDATE ${changes.join(', ')} WHERE ${quoted(key)} IN (SELECT key FROM ${DATABASE}.${SIDE_TABLE})`)
    await this.#lane.command(`DROP TABLE ${SIDE_TABLE} SYNC`)
  }

  /** One mutation of a table, `UPDATE … WHERE …` or `DELETE WHERE …`, and its end. Never build it of a user's text but through `literal`. */
  async change(table: string, mutation: string): Promise<void> {
    await this.#cleanUp()
    await this.#lane.command(`ALTER TABLE ${quoted(table)} ${mutation} SETTINGS mutations_sync = 2`)
  }

  /** Resolves when no file of these tables holds a row as it was before. Throws when that takes longer than `LIMITS.PURGE_WITHIN`. */
  async purge(tables: readonly string[]): Promise<void> {
    for (const table of tables) await this.#lane.command(`ALTER TABLE ${quoted(table)} MODIFY SETTING old_parts_lifetime = 1`)
    try {
      // Others will become old while we wait; they hold nothing from before.
      const old = await this.#oldParts(tables)
      const until = performance.now() + LIMITS.PURGE_WITHIN
      while (old.size > 0) {
        const there = await this.#oldParts(tables)
        for (const part of old) if (!there.has(part)) old.delete(part)
        if (performance.now() > until) throw new Error(`files of rows as they were before are still there after ${LIMITS.PURGE_WITHIN / 1000} s`)
        if (old.size > 0) await sleep(LIMITS.PURGE_LOOK)
      }
    } finally {
      for (const table of tables) await this.#lane.command(`ALTER TABLE ${quoted(table)} RESET SETTING old_parts_lifetime`)
    }
  }

  /** Parts that nothing reads any more and whose files are there. */
  async #oldParts(tables: readonly string[]): Promise<Set<string>> {
    const sql = `SELECT concat(table, ' ', name) AS part FROM system.parts WHERE database = ${literal(DATABASE)} AND table IN (${tables.map(literal).join(', ')}) AND NOT active`
    return new Set((JSON.parse(await this.#lane.rows(sql, {}, {})) as { part: string }[]).map(({ part }) => part))
  }

  async #cleanUp(): Promise<void> {
    if (this.#isClean) return
    await this.#lane.command(`KILL MUTATION WHERE database = ${literal(DATABASE)} AND NOT is_done AND position(command, ${literal(SIDE_TABLE)}) > 0`)
    await this.#lane.command(`DROP TABLE IF EXISTS ${SIDE_TABLE} SYNC`)
    this.#isClean = true
  }

  close(): Promise<void> {
    return this.#lane.close()
  }
}
