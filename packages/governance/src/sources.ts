// Where facts come from. A source is what a write key stands for: a shop's pages, an app, a server. It may have several
// keys, so that a key can be replaced without a gap: issue another, give it to the senders, revoke the old one. Facts
// name their source, not the key, so duplicates are known as such across the change.
import { fail, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'
import type { Credential, Credentials } from './credentials.ts'
import type { Statements } from './ports.ts'

export const SOURCE_KINDS = ['web', 'mobile', 'server', 'other'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** Sources that are not over: with more, something else than people makes them. */
export const MAX_SOURCES = 1_000
/** Keys of one source that are not revoked. */
export const MAX_KEYS = 20

export interface Source {
  /** As facts name it. */
  readonly id: string
  readonly name: string
  readonly kind: SourceKind
  readonly createdAt: Millis
}

/** A source with its keys, oldest first, revoked ones too. */
export interface SourceWithKeys extends Source {
  readonly keys: readonly Credential[]
}

/** What history knows of a source. */
export interface SourceTotals {
  readonly facts: number
  readonly lastFactAt: Millis
}

/** Facts so far by source; a source without facts is left out. */
export type ReadSourceTotals = () => Promise<Result<ReadonlyMap<string, SourceTotals>>>

interface Row {
  id: string
  name: string
  kind: SourceKind
  created_at: Millis
}

export class Sources {
  readonly #statements: Statements
  readonly #credentials: Credentials

  constructor(statements: Statements, credentials: Credentials) {
    this.#statements = statements
    this.#credentials = credentials
  }

  /** All of them, oldest first. */
  async list(): Promise<SourceWithKeys[]> {
    const rows = await this.#statements.query<Row>('SELECT id, name, kind, created_at FROM governance.sources ORDER BY created_at, id')
    const keys = Map.groupBy(await this.#credentials.list(), ({ source }) => source)
    return rows.map((row) => ({ ...sourceOf(row), keys: keys.get(row.id) ?? [] }))
  }

  /** `governance.source-not-found` when there is none. */
  async get(id: string): Promise<Result<SourceWithKeys>> {
    const found = (await this.list()).find((one) => one.id === id)
    return found === undefined ? fail('governance.source-not-found', `there is no source ${JSON.stringify(id)}`) : ok(found)
  }

  /**
   * A key of a new source. Its secret is in the answer and nowhere else.
   * Fails with `governance.too-many-sources`.
   */
  async begin(name: string, kind: SourceKind): Promise<Result<{ readonly source: SourceWithKeys; readonly key: Credential; readonly secret: string }>> {
    const living = (await this.list()).filter(isLiving)
    if (living.length >= MAX_SOURCES) return fail('governance.too-many-sources', `expected at most ${MAX_SOURCES} sources with a write key, got one more: revoke the keys of those that are over`)
    const { credential: key, secret } = await this.#credentials.issue('write_key', name)
    await this.#statements.query('UPDATE governance.sources SET kind = $2 WHERE id = $1', [key.source, kind])
    const source = await this.get(key.source!)
    return source.ok ? ok({ source: source.value, key, secret }) : source
  }

  /** One more key of a source. Fails with `governance.source-not-found` and `governance.too-many-keys`. */
  async addKey(id: string, name: string): Promise<Result<{ readonly source: SourceWithKeys; readonly key: Credential; readonly secret: string }>> {
    const before = await this.get(id)
    if (!before.ok) return before
    const living = before.value.keys.filter(({ revokedAt }) => revokedAt === undefined)
    if (living.length >= MAX_KEYS) return fail('governance.too-many-keys', `expected at most ${MAX_KEYS} write keys of one source, got one more: revoke one first`)
    const { credential: key, secret } = await this.#credentials.issue('write_key', name, id)
    const after = await this.get(id)
    return after.ok ? ok({ source: after.value, key, secret }) : after
  }

  /** Renames a source, or says what sends its facts. `governance.source-not-found` when there is none. */
  async change(id: string, change: { readonly name?: string | undefined; readonly kind?: SourceKind | undefined }): Promise<Result<SourceWithKeys>> {
    await this.#statements.query('UPDATE governance.sources SET name = coalesce($2, name), kind = coalesce($3, kind) WHERE id = $1', [id, change.name ?? null, change.kind ?? null])
    return this.get(id)
  }

  /**
   * Ends a write key, at once. Fails with `governance.key-not-found`, and with `governance.key-fixed-conflict` for one from
   * the environment, which would live again at the next start.
   */
  async revokeKey(id: string): Promise<Result<SourceWithKeys>> {
    const key = (await this.#credentials.list()).find((one) => one.id === id && one.source !== undefined)
    if (key === undefined || key.revokedAt !== undefined) return fail('governance.key-not-found', `there is no write key ${JSON.stringify(id)} that is not revoked`)
    if (key.fixed) return fail('governance.key-fixed-conflict', 'this write key comes from the environment (TOUCHSTONE_WRITE_KEY): take it out there and start again')
    const revoked = await this.#credentials.revoke(id)
    // Somebody else was quicker.
    if (!revoked.ok) return fail('governance.key-not-found', `there is no write key ${JSON.stringify(id)} that is not revoked`)
    return this.get(key.source!)
  }
}

function isLiving({ keys }: SourceWithKeys): boolean {
  return keys.some(({ revokedAt }) => revokedAt === undefined)
}

function sourceOf({ id, name, kind, created_at }: Row): Source {
  return { id, name, kind, createdAt: created_at }
}
