// The room's tables in the registry: what staff defined. What the engine made of it is in the live state.
import { fail, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { SegmentDefinition, SegmentVersion, VersionState } from './model.ts'

interface Tables {
  definitions: { id: string; name: string; description: string; created_at: Millis; archived_at: Millis | null }
  versions: { id: string; version: number; where_text: string; position: number | null; created_at: Millis; state: VersionState }
}

type Database = Pick<Registry, 'schema' | 'transaction' | 'attempt'>

const ROOM = 'segments'
const UNIQUE_VIOLATION = '23505'

/** Every method fails with `registry.unavailable` or `registry.timeout` when PostgreSQL is away or too slow. */
export class SegmentStore {
  readonly #registry: Database

  constructor(registry: Database) {
    this.#registry = registry
  }

  /** Fails with `segments.name-conflict` when another segment has the name. */
  create(definition: { id: string; name: string; description: string; where: string }, at: Millis): Promise<Result<void>> {
    const { id, name, description, where } = definition
    return this.#named(name, () =>
      this.#registry.transaction(async (scope) => {
        const tables = scope.schema<Tables>(ROOM)
        await tables.insertInto('definitions').values({ id, name, description, created_at: at, archived_at: null }).execute()
        await tables.insertInto('versions').values({ id, version: 1, where_text: where, position: null, created_at: at, state: 'pending' }).execute()
      }),
    )
  }

  /** Takes back a `create` whose definition surely did not reach the log. */
  remove(id: string): Promise<Result<void>> {
    return this.#run(async (tables) => void (await tables.deleteFrom('definitions').where('id', '=', id).execute()))
  }

  /** Fails with `segments.name-conflict`. */
  rename(id: string, change: { name?: string; description?: string }): Promise<Result<void>> {
    return this.#named(change.name ?? '', async () => {
      await this.#registry.schema<Tables>(ROOM).updateTable('definitions').set(change).where('id', '=', id).execute()
    })
  }

  /** Adds the next version and answers its number. */
  addVersion(id: string, where: string, at: Millis): Promise<Result<number>> {
    return this.#registry.attempt(() =>
      this.#registry.transaction(async (scope) => {
        const tables = scope.schema<Tables>(ROOM)
        // Two changes at once take turns on the definition's row.
        await tables.selectFrom('definitions').select('id').where('id', '=', id).forUpdate().execute()
        const { last } = await tables.selectFrom('versions').select((eb) => eb.fn.max('version').as('last')).where('id', '=', id).executeTakeFirstOrThrow()
        await tables.insertInto('versions').values({ id, version: last + 1, where_text: where, position: null, created_at: at, state: 'pending' }).execute()
        return last + 1
      }),
    )
  }

  /** Takes back an `addVersion` whose definition surely did not reach the log. */
  removeVersion(id: string, version: number): Promise<Result<void>> {
    return this.#run(async (tables) => void (await tables.deleteFrom('versions').where('id', '=', id).where('version', '=', version).execute()))
  }

  /** The version's definition is in the log at `position`. */
  setPosition(id: string, version: number, position: number): Promise<Result<void>> {
    return this.#run(async (tables) => {
      await tables.updateTable('versions').set({ position }).where('id', '=', id).where('version', '=', version).execute()
      await tables.updateTable('versions').set({ state: 'defined' }).where('id', '=', id).where('version', '=', version).where('state', '=', 'pending').execute()
    })
  }

  /** The version was told to go. */
  archiveVersion(id: string, version: number): Promise<Result<void>> {
    return this.#run(async (tables) => void (await tables.updateTable('versions').set({ state: 'archived' }).where('id', '=', id).where('version', '=', version).execute()))
  }

  /** Archives the segment at `at`, or (null) takes that back. Taking back fails with `segments.name-conflict` when the name was taken meanwhile. */
  setArchived(id: string, at: Millis | null): Promise<Result<void>> {
    return this.#named('', async () => {
      await this.#registry.schema<Tables>(ROOM).updateTable('definitions').set({ archived_at: at }).where('id', '=', id).execute()
    })
  }

  get(id: string): Promise<Result<SegmentDefinition | undefined>> {
    return this.#run(async (tables) => (await read(tables, id))[0])
  }

  /** All of them, archived ones too, oldest first. */
  list(): Promise<Result<SegmentDefinition[]>> {
    return this.#run((tables) => read(tables))
  }

  /** Names by id; unknown ids are left out. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map()
    const rows = await this.#registry.schema<Tables>(ROOM).selectFrom('definitions').select(['id', 'name']).where('id', 'in', [...ids]).execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  #run<T>(work: (tables: ReturnType<typeof schemaOf>) => Promise<T>): Promise<Result<T>> {
    return this.#registry.attempt(() => work(schemaOf(this.#registry)))
  }

  async #named(name: string, work: () => Promise<void>): Promise<Result<void>> {
    try {
      return await this.#registry.attempt(work)
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
      return fail('segments.name-conflict', `expected a name that no other segment has, got ${JSON.stringify(name)}`)
    }
  }
}

function schemaOf(registry: Database) {
  return registry.schema<Tables>(ROOM)
}

async function read(tables: ReturnType<typeof schemaOf>, id?: string): Promise<SegmentDefinition[]> {
  let definitions = tables.selectFrom('definitions').selectAll().orderBy('created_at').orderBy('id')
  let versions = tables.selectFrom('versions').selectAll().orderBy('id').orderBy('version')
  if (id !== undefined) {
    definitions = definitions.where('id', '=', id)
    versions = versions.where('id', '=', id)
  }
  // In this order every definition found has its versions, although the two are separate statements.
  const rows = await definitions.execute()
  const byId = Map.groupBy(await versions.execute(), (row) => row.id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
    versions: (byId.get(row.id) ?? []).map(versionOf),
  }))
}

function versionOf({ version, where_text, position, created_at, state }: Tables['versions']): SegmentVersion {
  return { version, where: where_text, position, createdAt: created_at, state }
}
