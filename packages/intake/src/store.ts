// The room's only SQL: the quarantine table, filled from the log, emptied by age and size.
import type { Millis } from '@touchstone/base'
import { type Generated, type Registry, type Scope, type Selectable, sql } from '@touchstone/registry'
import type { QuarantinePayload } from './quarantine-record.ts'

export interface QuarantineTable {
  id: number
  reason: string
  message: string
  source: string
  received_at: Millis
  message_id: string | null
  identifiers: string[]
  events: number
  cut: boolean
  sealed: Buffer
  state: Generated<'waiting' | 'replayed'>
  replayed_at: Generated<Millis | null>
}

interface IntakeTables {
  quarantine: QuarantineTable
}

export type QuarantineRow = Selectable<QuarantineTable>
/** A row without its sealed text and identifiers, for lists. */
export type QuarantineLine = Omit<QuarantineRow, 'sealed' | 'identifiers'>

const LINE = ['id', 'reason', 'message', 'source', 'received_at', 'message_id', 'events', 'cut', 'state', 'replayed_at'] as const

/** PostgreSQL text holds no NUL; JSON does. */
const storable = (text: string) => text.replaceAll('\0', '\ufffd')

export class QuarantineStore {
  readonly #registry: Pick<Registry, 'schema' | 'transaction'>

  constructor(registry: Pick<Registry, 'schema' | 'transaction'>) {
    this.#registry = registry
  }

  /** Adds an entry; one that is there already stays as it is. */
  async add(id: number, entry: QuarantinePayload): Promise<void> {
    await this.#table()
      .insertInto('quarantine')
      .values({
        id,
        reason: storable(entry.reason),
        message: storable(entry.message),
        source: storable(entry.source),
        received_at: entry.receivedAt,
        message_id: entry.messageId === undefined ? null : storable(entry.messageId),
        identifiers: entry.identifiers.map(storable),
        events: entry.events,
        cut: entry.cut,
        sealed: Buffer.from(entry.sealed, 'base64'),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }

  /** Entries with an id below `before`, newest first. */
  async list(limit: number, before: number | undefined, reason: string | undefined): Promise<QuarantineLine[]> {
    let query = this.#table().selectFrom('quarantine').select(LINE).orderBy('id', 'desc').limit(limit)
    if (before !== undefined) query = query.where('id', '<', before)
    if (reason !== undefined) query = query.where('reason', '=', reason)
    return await query.execute()
  }

  /** Entries and events that wait, by reason, most first. */
  async waiting(): Promise<{ reason: string; entries: number; events: number }[]> {
    const rows = await this.#table()
      .selectFrom('quarantine')
      .select((column) => ['reason', column.fn.countAll<number>().as('entries'), column.fn.sum<number>('events').as('events')])
      .where('state', '=', 'waiting')
      .groupBy('reason')
      .orderBy('entries', 'desc')
      .orderBy('reason')
      .execute()
    return rows.map(({ reason, entries, events }) => ({ reason, entries: Number(entries), events: Number(events) }))
  }

  async find(id: number): Promise<QuarantineRow | undefined> {
    return await this.#table().selectFrom('quarantine').selectAll().where('id', '=', id).executeTakeFirst()
  }

  /**
   * Holds the entry so that nobody else replays it meanwhile; `work` says whether it was replayed. `undefined` when
   * there is no such entry.
   */
  async replaying<T>(id: number, now: Millis, work: (row: QuarantineRow) => Promise<{ done: boolean; value: T }>): Promise<T | undefined> {
    return await this.#registry.transaction(async (scope) => {
      const table = tableOf(scope)
      const row = await table.selectFrom('quarantine').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
      if (row === undefined) return undefined
      const { done, value } = await work(row)
      if (done) await table.updateTable('quarantine').set({ state: 'replayed', replayed_at: now }).where('id', '=', id).execute()
      return value
    })
  }

  /** Removes entries received before `before`, and the oldest beyond `most`. Answers with how many went. */
  async remove(before: Millis, most: number): Promise<{ expired: number; crowdedOut: number }> {
    const expired = await this.#table().deleteFrom('quarantine').where('received_at', '<', before).executeTakeFirst()
    const crowdedOut = await this.#table()
      .deleteFrom('quarantine')
      .where('id', '<=', (query) => query.selectFrom('quarantine').select('id').orderBy('id', 'desc').offset(most).limit(sql<number>`1`))
      .executeTakeFirst()
    return { expired: Number(expired.numDeletedRows), crowdedOut: Number(crowdedOut.numDeletedRows) }
  }

  #table() {
    return tableOf(this.#registry)
  }
}

function tableOf(scope: Pick<Scope, 'schema'>) {
  return scope.schema<IntakeTables>('intake')
}
