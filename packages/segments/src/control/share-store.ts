// The record of the control shares that a segment had, for whoever asks who was in its control group when.
import type { Millis, Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { schemaOf } from '../stored-definitions.ts'

type Database = Pick<Registry, 'schema' | 'attempt'>

export interface ShareChange {
  readonly since: Millis
  /** Hundredths of a percent. */
  readonly share: number
}

export class ControlShareStore {
  readonly #registry: Database

  constructor(registry: Database) {
    this.#registry = registry
  }

  /** Oldest first. */
  read(id: string): Promise<Result<ShareChange[]>> {
    return this.#registry.attempt(() => schemaOf(this.#registry).selectFrom('control_shares').select(['since', 'share']).where('id', '=', id).orderBy('since').execute())
  }

  set(id: string, { since, share }: ShareChange): Promise<Result<void>> {
    return this.#registry.attempt(async () => {
      await schemaOf(this.#registry)
        .insertInto('control_shares')
        .values({ id, since, share })
        .onConflict((conflict) => conflict.columns(['id', 'since']).doUpdateSet({ share }))
        .execute()
    })
  }
}
