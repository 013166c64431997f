// The room's tables in the registry: what staff defined. What the engine made of it is in the live state.
import { fail, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { CutOver, SegmentDefinition, Use } from './model.ts'
import { readDefinitions, ROOM, schemaOf, type DefinitionKind, type Tables } from './stored-definitions.ts'
import { ControlShareStore } from './control/share-store.ts'
import { SpeakerStore } from './versions/speaker-store.ts'

type Database = Pick<Registry, 'schema' | 'transaction' | 'attempt'>

/** A condition that was checked, in the two forms that are kept. */
export interface StoredCondition {
  /** With other segments named by their ids. */
  readonly where: string
  /** With their conditions in their places. */
  readonly expanded: string
  readonly uses: readonly Use[]
}

export interface NewVersion extends StoredCondition {
  readonly cutOver: CutOver
  readonly reason: string
}

const UNIQUE_VIOLATION = '23505'

/** Every method fails with `registry.unavailable` or `registry.timeout` when PostgreSQL is away or too slow. */
export class SegmentStore {
  readonly #registry: Database
  readonly #kind: DefinitionKind
  readonly speakers: SpeakerStore
  readonly controlShares: ControlShareStore

  /** Knows the definitions of one kind only. */
  constructor(registry: Database, kind: DefinitionKind = 'segment') {
    this.#registry = registry
    this.#kind = kind
    this.speakers = new SpeakerStore(registry)
    this.controlShares = new ControlShareStore(registry)
  }

  /** The same for computed traits. */
  ofTraits(): SegmentStore {
    return new SegmentStore(this.#registry, 'trait')
  }

  /** Fails with `segments.name-conflict` when another segment has the name. */
  create(definition: { id: string; name: string; description: string }, condition: StoredCondition, at: Millis): Promise<Result<void>> {
    const { id, name, description } = definition
    return this.#named(name, () =>
      this.#registry.transaction(async (scope) => {
        const tables = scope.schema<Tables>(ROOM)
        await tables.insertInto('definitions').values({ id, kind: this.#kind, name, description, created_at: at, archived_at: null, cut_over_to: null }).execute()
        await insertVersion(tables, id, 1, { ...condition, cutOver: 'when-ready', reason: '' }, at)
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
      await schemaOf(this.#registry).updateTable('definitions').set(change).where('id', '=', id).execute()
    })
  }

  /** Adds the next version and answers its number. */
  addVersion(id: string, version: NewVersion, at: Millis): Promise<Result<number>> {
    return this.#registry.attempt(() =>
      this.#registry.transaction(async (scope) => {
        const tables = scope.schema<Tables>(ROOM)
        // Two changes at once take turns on the definition's row.
        await tables.selectFrom('definitions').select('id').where('id', '=', id).forUpdate().execute()
        const { last } = await tables.selectFrom('versions').select((eb) => eb.fn.max('version').as('last')).where('id', '=', id).executeTakeFirstOrThrow()
        await insertVersion(tables, id, last + 1, version, at)
        if (version.cutOver === 'when-ready') await tables.updateTable('definitions').set({ cut_over_to: null }).where('id', '=', id).execute()
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

  /** The version still says the same with these versions of what it names. */
  setUses(id: string, version: number, uses: readonly Use[]): Promise<Result<void>> {
    return this.#run(async (tables) => {
      for (const used of uses) {
        await tables.updateTable('uses').set({ used_version: used.version }).where('id', '=', id).where('version', '=', version).where('used', '=', used.id).execute()
      }
    })
  }

  /** The version was told to go. */
  archiveVersion(id: string, version: number): Promise<Result<void>> {
    return this.#run(async (tables) => void (await tables.updateTable('versions').set({ state: 'archived' }).where('id', '=', id).where('version', '=', version).execute()))
  }

  /** Staff want this version to speak for the segment; null once it does. */
  setCutOverTo(id: string, version: number | null): Promise<Result<void>> {
    return this.#run(async (tables) => void (await tables.updateTable('definitions').set({ cut_over_to: version }).where('id', '=', id).execute()))
  }

  /** Archives the segment at `at`, or (null) takes that back. Taking back fails with `segments.name-conflict` when the name was taken meanwhile. */
  setArchived(id: string, at: Millis | null): Promise<Result<void>> {
    return this.#named('', async () => {
      await schemaOf(this.#registry).updateTable('definitions').set({ archived_at: at }).where('id', '=', id).execute()
    })
  }

  get(id: string): Promise<Result<SegmentDefinition | undefined>> {
    return this.#run(async (tables) => (await readDefinitions(tables, this.#kind, [id]))[0])
  }

  /** Those of `ids` that there are, oldest first. */
  find(ids: readonly string[]): Promise<Result<SegmentDefinition[]>> {
    return this.#run(async (tables) => (ids.length === 0 ? [] : await readDefinitions(tables, this.#kind, ids)))
  }

  /** All of them, archived ones too, oldest first. */
  list(): Promise<Result<SegmentDefinition[]>> {
    return this.#run((tables) => readDefinitions(tables, this.#kind))
  }

  /** Names by id; unknown ids are left out. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map()
    const rows = await schemaOf(this.#registry).selectFrom('definitions').select(['id', 'name']).where('id', 'in', [...ids]).execute()
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
      return fail('segments.name-conflict', `expected a name that no other ${this.#kind === 'trait' ? 'computed trait' : 'segment'} has, got ${JSON.stringify(name)}`)
    }
  }
}

async function insertVersion(tables: ReturnType<typeof schemaOf>, id: string, version: number, wanted: NewVersion, at: Millis): Promise<void> {
  const { where, expanded, uses, cutOver, reason } = wanted
  await tables
    .insertInto('versions')
    .values({ id, version, where_text: where, expanded, cut_over: cutOver, reason, position: null, created_at: at, state: 'pending' })
    .execute()
  if (uses.length === 0) return
  await tables.insertInto('uses').values(uses.map((used) => ({ id, version, used: used.id, used_version: used.version }))).execute()
}
