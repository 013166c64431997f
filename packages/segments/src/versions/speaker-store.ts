// The record of which version spoke for a segment since when.
import type { Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { Speaker } from '../model.ts'
import { schemaOf } from '../stored-definitions.ts'

type Database = Pick<Registry, 'schema' | 'attempt'>

export class SpeakerStore {
  readonly #registry: Database

  constructor(registry: Database) {
    this.#registry = registry
  }

  /** Per segment, oldest first; all segments unless `ids` are given. */
  read(ids?: readonly string[]): Promise<Result<Map<string, Speaker[]>>> {
    return this.#registry.attempt(async () => {
      let rows = schemaOf(this.#registry).selectFrom('speakers').selectAll().orderBy('since')
      if (ids !== undefined) rows = rows.where('id', 'in', ids.length === 0 ? [''] : [...ids])
      const found = new Map<string, Speaker[]>()
      for (const { id, since, version, position } of await rows.execute()) {
        const speakers = found.get(id)
        if (speakers === undefined) found.set(id, [{ since, version, position }])
        else speakers.push({ since, version, position })
      }
      return found
    })
  }

  /** A version takes over. Repeating it changes nothing. */
  add(id: string, { since, version, position }: Speaker): Promise<Result<void>> {
    return this.#registry.attempt(async () => {
      await schemaOf(this.#registry)
        .insertInto('speakers')
        .values({ id, since, version, position })
        .onConflict((conflict) => conflict.columns(['id', 'since']).doUpdateSet({ version, position }))
        .execute()
    })
  }
}
