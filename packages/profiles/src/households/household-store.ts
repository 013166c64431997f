// Households as staff declared them, in the registry: who joined and left when, and who said so. Nothing is overwritten.
// Members are numbers of people as they were then; whoever reads leads them to the people of now.
import type { Millis, Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'

interface Tables {
  households: { id: number; name: string; why: string; created_at: Millis; subject: string }
  household_members: { household: number; person: number; added_at: Millis; added_by: string; removed_at: Millis | null; removed_by: string | null }
}

const ROOM = 'profiles'

export interface Household {
  readonly id: number
  readonly name: string
  /** Why it is one, as staff said. */
  readonly why: string
  readonly createdAt: Millis
  readonly subject: string
}

export interface HouseholdMember {
  readonly household: number
  readonly person: number
  readonly addedAt: Millis
  readonly addedBy: string
  readonly removedAt: Millis | null
  readonly removedBy: string | null
}

type Database = Pick<Registry, 'query' | 'schema' | 'transaction' | 'attempt'>

/** Every method fails with `registry.unavailable` or `registry.timeout` when PostgreSQL is away or too slow. */
export class HouseholdStore {
  readonly #registry: Database

  constructor(registry: Database) {
    this.#registry = registry
  }

  create(name: string, why: string, people: readonly number[], at: Millis, subject: string): Promise<Result<number>> {
    return this.#registry.attempt(() =>
      this.#registry.transaction(async (scope) => {
        const [made] = await scope.query<{ id: number }>('INSERT INTO profiles.households (name, why, created_at, subject) VALUES ($1, $2, $3, $4) RETURNING id', [name, why, at, subject])
        const id = made!.id
        await scope.query('INSERT INTO profiles.household_members (household, person, added_at, added_by) SELECT $1, person, $3, $4 FROM unnest($2::bigint[]) AS person', [id, people, at, subject])
        return id
      }),
    )
  }

  find(id: number): Promise<Result<Household | undefined>> {
    return this.#registry.attempt(async () => {
      const row = await this.#registry.schema<Tables>(ROOM).selectFrom('households').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : householdOf(row)
    })
  }

  /** Ascending by number, those behind `after`; with `people` those that any of these ids was ever a member of. */
  list(after: number, limit: number, people?: readonly number[]): Promise<Result<Household[]>> {
    return this.#registry.attempt(async () => {
      let query = this.#registry.schema<Tables>(ROOM).selectFrom('households').selectAll().where('id', '>', after).orderBy('id').limit(limit)
      if (people !== undefined) query = query.where('id', 'in', this.#registry.schema<Tables>(ROOM).selectFrom('household_members').select('household').where('person', 'in', [...people]))
      return (await query.execute()).map(householdOf)
    })
  }

  /** All who are or were in these, in the order in which they were added. */
  members(households: readonly number[]): Promise<Result<HouseholdMember[]>> {
    return this.#registry.attempt(async () => {
      if (households.length === 0) return []
      const rows = await this.#registry.schema<Tables>(ROOM).selectFrom('household_members').selectAll().where('household', 'in', [...households]).orderBy('added_at').orderBy('person').execute()
      return rows.map(({ household, person, added_at, added_by, removed_at, removed_by }) => ({ household, person, addedAt: added_at, addedBy: added_by, removedAt: removed_at, removedBy: removed_by }))
    })
  }

  /** Those of these people who are in any household now. */
  housed(people: readonly number[]): Promise<Result<{ readonly household: number; readonly person: number }[]>> {
    return this.#registry.attempt(() => this.#registry.query<{ household: number; person: number }>('SELECT household, person FROM profiles.household_members WHERE removed_at IS NULL AND person = ANY($1::bigint[])', [people]))
  }

  /** One who is a member already stays so. */
  add(household: number, person: number, at: Millis, subject: string): Promise<Result<void>> {
    return this.#registry.attempt(async () => {
      await this.#registry.query('INSERT INTO profiles.household_members (household, person, added_at, added_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [household, person, at, subject])
    })
  }

  /** All of `people`, who are one person by now. */
  remove(household: number, people: readonly number[], at: Millis, subject: string): Promise<Result<void>> {
    return this.#registry.attempt(async () => {
      await this.#registry.query('UPDATE profiles.household_members SET removed_at = $3, removed_by = $4 WHERE household = $1 AND person = ANY($2::bigint[]) AND removed_at IS NULL', [household, people, at, subject])
    })
  }
}

function householdOf({ created_at, ...row }: Tables['households']): Household {
  return { ...row, createdAt: created_at }
}
