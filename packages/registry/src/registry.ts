// The registry: definitions, credentials, the vault, everything people decided. One PostgreSQL, one schema per room.
import { fail, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { readable, RegistryError } from './failure.ts'
import { migrate } from './migrations.ts'
import type { Migration } from './migrations.ts'
import { connected, openPool } from './pool.ts'
import type { Address } from './pool.ts'
import { DATABASE } from './place.ts'
import type { Place } from './place.ts'
import { PostgresChild } from './postgres-child.ts'

// Floor-3 rooms build statements with these and never import the guest itself.
export { sql } from 'kysely'
export type { Generated, Insertable, Kysely, Selectable, Updateable } from 'kysely'

export interface RegistryOptions {
  /** Absolute. Holds the embedded PostgreSQL; not used with `url`. */
  readonly directory: string
  /** A PostgreSQL server instead of the embedded one: `postgres://user:password@host/database`. */
  readonly url?: string
  readonly migrations: readonly Migration[]
  /** Called when PostgreSQL comes up or goes down. */
  readonly onState?: (state: RegistryState) => void
}

export interface RegistryState {
  readonly up: boolean
  /** How often the embedded server was started again. */
  readonly restarts: number
  readonly embedded: boolean
  readonly failure: Failure | undefined
}

/**
 * Where statements run: the registry itself (each on its own) or one transaction. Statements throw a `RegistryError`
 * (`registry.unavailable`, `registry.timeout`) when PostgreSQL is away or too slow; `Registry.attempt` makes it a Result.
 */
export interface Scope {
  /** The typed query builder over a room's schema: `T` maps table names to row types. */
  schema<T>(room: string): Kysely<T>
  /** One statement with `$1`, `$2`… places; its rows. 64-bit integers are numbers (a bigint beyond 2^53). */
  query<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>
}

/**
 * Starts PostgreSQL (or reaches the one at `url`) and migrates it.
 * Fails with `registry.start_failed` and one sentence when it cannot.
 */
export async function openRegistry(options: RegistryOptions): Promise<Result<Registry>> {
  const registry = new Registry(options)
  try {
    await registry.start()
    return ok(registry)
  } catch (error) {
    await registry.close()
    return fail('registry.start_failed', error instanceof Error ? error.message : String(error))
  }
}

export class Registry implements Scope {
  readonly #options: RegistryOptions
  #child: PostgresChild | undefined
  #db: Kysely<unknown> | undefined
  /** For a server that is not ours: whether the last contact succeeded. */
  #reached = true
  #closing: Promise<void> | undefined

  constructor(options: RegistryOptions) {
    this.#options = options
  }

  /** Used by `openRegistry`; once. */
  async start(): Promise<void> {
    const { directory, url } = this.#options
    if (url === undefined) {
      this.#child = await PostgresChild.start({ directory, probe, onState: () => this.#tell() })
      await createDatabase({ place: this.#child.place })
    }
    const address: Address = this.#child ? { place: this.#child.place } : { url: url! }
    await migrate(address, this.#options.migrations)
    const pool = openPool(address, (reached) => this.#contact(reached))
    this.#db = new Kysely({ dialect: new PostgresDialect({ pool }) })
    this.#tell()
  }

  /** Nobody needs to hear that it is not open while it is being opened. */
  #tell(): void {
    if (this.#db !== undefined) this.#options.onState?.(this.state())
  }

  schema<T>(room: string): Kysely<T> {
    return this.#open().withSchema(room) as unknown as Kysely<T>
  }

  async query<R = Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const { rows } = await this.#open().executeQuery<R>(CompiledQuery.raw(sql, values as unknown[]))
    return rows
  }

  /**
   * All statements of `work` commit together, or none. When the connection is lost during the commit itself, nobody can
   * say whether it was done: make work that is tried again idempotent.
   */
  async transaction<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    return await this.#open().transaction().execute((transaction) =>
      work({
        schema: <S>(room: string) => transaction.withSchema(room) as unknown as Kysely<S>,
        query: async <R>(sql: string, values: readonly unknown[] = []) => (await transaction.executeQuery<R>(CompiledQuery.raw(sql, values as unknown[]))).rows,
      }),
    )
  }

  /** Runs `work`; PostgreSQL being away or too slow is a failure, anything else it throws is thrown. */
  async attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await work())
    } catch (error) {
      const read = readable(error)
      if (read instanceof RegistryError) return fail(read.failure.code, read.failure.message)
      throw error
    }
  }

  state(): RegistryState {
    const embedded = this.#options.url === undefined
    const up = !this.#closing && this.#db !== undefined && (this.#child?.up ?? this.#reached)
    const message = this.#closing ? 'it was closed' : (this.#child?.problem ?? 'PostgreSQL does not answer')
    return { up, embedded, restarts: this.#child?.restarts ?? 0, failure: up ? undefined : { code: 'registry.unavailable', message } }
  }

  /** Process id of the embedded server while there is one: operators and tests want it. */
  childProcess(): number | undefined {
    return this.#child?.pid
  }

  /** Lets open statements end and stops the embedded server cleanly. */
  close(): Promise<void> {
    this.#closing ??= (async () => {
      await this.#db?.destroy().catch(() => undefined)
      await this.#child?.stop()
    })()
    return this.#closing
  }

  #open(): Kysely<unknown> {
    if (!this.#db || this.#closing) throw new RegistryError({ code: 'registry.unavailable', message: 'the registry is not open' }, undefined)
    return this.#db
  }

  #contact(reached: boolean): void {
    if (reached === this.#reached) return
    this.#reached = reached
    if (!this.#child) this.#tell()
  }
}

async function probe(place: Place): Promise<void> {
  const client = await connected({ place }, 'postgres')
  await client.end()
}

async function createDatabase(address: { place: Place }): Promise<void> {
  const client = await connected(address, 'postgres')
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`)
  } finally {
    await client.end()
  }
}
