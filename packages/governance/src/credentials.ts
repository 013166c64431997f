// Write keys (who may send facts) and admin tokens (who may use operations).
//
// Only the SHA-256 of a credential is kept. A slow hash protects a secret that someone could guess; these are 256 random
// bits, which nobody guesses, and a write key is checked with every request. A fixed credential comes from the operator's
// environment and is as strong as the operator chose it.
//
// All of them are in memory, by hash: a few dozen. After the first successful check the exact text finds its caller
// without hashing. Both look-ups compare with what the asker sent whole, and a table look-up by a secret of this size
// leaks nothing that helps to find it; the hash is compared in constant time all the same.
import { hash as digest, randomBytes, timingSafeEqual } from 'node:crypto'
import { assert, fail, ok } from '@touchstone/base'
import type { Clock, Millis, Result } from '@touchstone/base'
import { EVERYTHING } from './gate.ts'
import type { Caller } from './operation.ts'
import type { Statements } from './ports.ts'

export const CREDENTIAL_KINDS = ['write_key', 'admin_token'] as const
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number]

export interface Credential {
  /** Shows up as the caller's subject; of a write key, its source does. Not secret. */
  readonly id: string
  readonly kind: CredentialKind
  readonly name: string
  /** Of a write key: which source its facts come from. Several keys of one source let it change keys without a gap. */
  readonly source: string | undefined
  /** It comes from the operator's environment, and goes there too. */
  readonly fixed: boolean
  readonly createdAt: Millis
  readonly revokedAt: Millis | undefined
  /** When it was shown last and accepted; undefined for never. Kept within half a minute. */
  readonly lastUsedAt: Millis | undefined
}

/** A new credential with its secret, which is shown once and then only known to whoever read it. */
export interface Issued {
  readonly credential: Credential
  readonly secret: string
}

export interface CredentialOptions {
  readonly statements: Statements
  readonly clock: Clock
  /** Fixed values from the operator; each replaces the fixed value of an earlier run. */
  readonly fixed?: { readonly [K in CredentialKind]?: string | undefined }
}

/** What each kind may do. */
const PERMISSIONS: Readonly<Record<CredentialKind, readonly string[]>> = {
  write_key: ['intake:write'],
  admin_token: [EVERYTHING],
}

/** The start of a secret says what it is, to people and to tools that look for leaked secrets. */
const PREFIX: Readonly<Record<CredentialKind, string>> = { write_key: 'tsw_', admin_token: 'tsa_' }
const SECRET_BYTES = 32
const LONGEST = 256
/** Exact texts remembered after a successful check. */
const REMEMBERED = 1_024

interface Row {
  id: string
  kind: CredentialKind
  name: string
  hash: Buffer
  source: string | null
  fixed: boolean
  created_at: Millis
  revoked_at: Millis | null
  last_used_at: Millis | null
}

interface Known {
  readonly id: string
  readonly kind: CredentialKind
  readonly hash: Buffer
  readonly caller: Caller
}

/** Reads the credentials and puts the fixed ones in place. `governance.bad_credential` when a fixed value cannot be one. */
export async function openCredentials(options: CredentialOptions): Promise<Result<Credentials>> {
  const credentials = new Credentials(options.statements, options.clock)
  for (const kind of CREDENTIAL_KINDS) {
    const value = options.fixed?.[kind]
    const placed = value === undefined ? await credentials.dropFixed(kind) : await credentials.placeFixed(kind, value)
    if (!placed.ok) return placed
  }
  await credentials.reload()
  return ok(credentials)
}

export class Credentials {
  readonly #statements: Statements
  readonly #clock: Clock
  #byHash = new Map<string, Known>()
  readonly #byText = new Map<string, Known>()
  /** When each was used last, since this process began; `#noted` is what the registry has of it. */
  readonly #used = new Map<string, Millis>()
  readonly #noted = new Map<string, Millis>()

  constructor(statements: Statements, clock: Clock) {
    this.#statements = statements
    this.#clock = clock
  }

  /** Who sent this secret, or undefined. In memory; a known one takes well under a microsecond. */
  check(kind: CredentialKind, secret: string): Caller | undefined {
    const remembered = this.#byText.get(secret)
    if (remembered) return remembered.kind === kind ? this.#use(remembered) : undefined
    if (secret.length === 0 || secret.length > LONGEST) return undefined
    const hash = hashOf(secret)
    const known = this.#byHash.get(hash.toString('latin1'))
    if (!known || !timingSafeEqual(known.hash, hash) || known.kind !== kind) return undefined
    if (this.#byText.size >= REMEMBERED) this.#byText.clear()
    this.#byText.set(secret, known)
    return this.#use(known)
  }

  #use({ id, caller }: Known): Caller {
    this.#used.set(id, this.#clock.now())
    return caller
  }

  /** Writes down which credentials were used since the last time. Cheap when there is nothing new; call it now and then. */
  async noteUse(): Promise<void> {
    const news = [...this.#used].filter(([id, at]) => this.#noted.get(id) !== at)
    if (news.length === 0) return
    await this.#statements.query(
      `UPDATE governance.credentials AS there SET last_used_at = given.at FROM unnest($1::text[], $2::bigint[]) AS given (id, at)
       WHERE there.id = given.id AND coalesce(there.last_used_at, 0) < given.at`,
      [news.map(([id]) => id), news.map(([, at]) => at)],
    )
    for (const [id, at] of news) this.#noted.set(id, at)
  }

  /** What the holder of a living credential may do, by its id. */
  holderOf(id: string): Caller | undefined {
    for (const known of this.#byHash.values()) if (known.id === id) return known.caller
    return undefined
  }

  /**
   * Makes a credential. The secret is returned once and kept nowhere. A write key is one more of `source`, which must be
   * there, or the first of a new one.
   */
  async issue(kind: CredentialKind, name: string, source?: string): Promise<Issued> {
    assert(source === undefined || kind === 'write_key', 'only write keys belong to a source')
    const secret = PREFIX[kind] + randomBytes(SECRET_BYTES).toString('base64url')
    const credential = await this.#insert(kind, name, secret, false, source)
    assert(credential, 'two random secrets are never the same')
    await this.reload()
    return { credential, secret }
  }

  /** Makes the first credential of a kind when there is none that works; undefined when there is. */
  async issueFirst(kind: CredentialKind, name: string): Promise<Issued | undefined> {
    for (const known of this.#byHash.values()) if (known.kind === kind) return undefined
    return await this.issue(kind, name)
  }

  /** All credentials, oldest first, revoked ones too. */
  async list(): Promise<Credential[]> {
    const rows = await this.#statements.query<Row>('SELECT * FROM governance.credentials ORDER BY created_at, id')
    return rows.map((row) => this.#credentialOf(row))
  }

  /** Ends a credential, at once for this process. `governance.unknown_credential` when there is no such living one. */
  async revoke(id: string): Promise<Result<void>> {
    const rows = await this.#statements.query('UPDATE governance.credentials SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id', [id, this.#clock.now()])
    await this.reload()
    return rows.length === 1 ? ok(undefined) : fail('governance.unknown_credential', `expected the id of a credential that is not revoked, got "${id}"`)
  }

  /** Reads the living credentials again; another process may have issued or revoked some. */
  async reload(): Promise<void> {
    const rows = await this.#statements.query<Row>('SELECT * FROM governance.credentials WHERE revoked_at IS NULL')
    const next = new Map<string, Known>()
    for (const { id, kind, hash, source } of rows) {
      next.set(hash.toString('latin1'), { id, kind, hash, caller: { subject: source ?? id, permissions: PERMISSIONS[kind] } })
    }
    this.#byHash = next
    this.#byText.clear()
  }

  /** Used by `openCredentials`: the operator's value is the fixed one of its kind, and an earlier one ends. */
  async placeFixed(kind: CredentialKind, secret: string): Promise<Result<void>> {
    if (secret.length === 0 || secret.length > LONGEST || /[\s\p{Cc}:]/u.test(secret)) {
      return fail('governance.bad_credential', `expected a fixed ${kind.replace('_', ' ')} of 1 to ${LONGEST} characters without spaces, colons and control characters, got ${secret.length} characters`)
    }
    await this.#revokeFixed(kind, hashOf(secret))
    const source = kind === 'write_key' ? await this.#sourceOfFixed() : undefined
    const placed = await this.#insert(kind, 'from the environment', secret, true, source)
    return placed ? ok(undefined) : fail('governance.bad_credential', 'expected the fixed write key and admin token to differ')
  }

  /** Used by `openCredentials`: a fixed value that is no longer given ends. */
  async dropFixed(kind: CredentialKind): Promise<Result<void>> {
    await this.#revokeFixed(kind, Buffer.alloc(0))
    return ok(undefined)
  }

  async #revokeFixed(kind: CredentialKind, but: Buffer): Promise<void> {
    await this.#statements.query('UPDATE governance.credentials SET revoked_at = $3 WHERE kind = $1 AND fixed AND hash <> $2 AND revoked_at IS NULL', [kind, but, this.#clock.now()])
  }

  /** Another fixed write key goes on with the source of the one before. */
  async #sourceOfFixed(): Promise<string | undefined> {
    const [row] = await this.#statements.query<{ source: string }>(`SELECT source FROM governance.credentials WHERE kind = 'write_key' AND fixed ORDER BY created_at DESC LIMIT 1`)
    return row?.source
  }

  /** A fixed value that is there already, perhaps revoked, lives again; undefined when it is there as the other kind. */
  async #insert(kind: CredentialKind, name: string, secret: string, fixed: boolean, source?: string): Promise<Credential | undefined> {
    const id = `${kind === 'write_key' ? 'key' : 'admin'}_${randomBytes(6).toString('hex')}`
    const [row] = await this.#statements.query<Row>(
      `WITH begun AS (
         INSERT INTO governance.sources (id, name, kind, created_at) SELECT $1, $3, 'other', $6
         WHERE $2 = 'write_key' AND $7::text IS NULL AND NOT EXISTS (SELECT FROM governance.credentials WHERE hash = $4)
       )
       INSERT INTO governance.credentials AS there (id, kind, name, hash, fixed, created_at, source)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $2 = 'write_key' THEN coalesce($7, $1) END)
       ON CONFLICT (hash) DO UPDATE SET fixed = true, revoked_at = NULL WHERE there.kind = excluded.kind RETURNING *`,
      [id, kind, name, hashOf(secret), fixed, this.#clock.now(), source ?? null],
    )
    return row && this.#credentialOf(row)
  }

  #credentialOf({ id, kind, name, source, fixed, created_at, revoked_at, last_used_at }: Row): Credential {
    const lastUsedAt = this.#used.get(id) ?? last_used_at ?? undefined
    return { id, kind, name, source: source ?? undefined, fixed, createdAt: created_at, revokedAt: revoked_at ?? undefined, lastUsedAt }
  }
}

function hashOf(secret: string): Buffer {
  return digest('sha256', secret, 'buffer')
}
