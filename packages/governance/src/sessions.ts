// Who is signed in, in a browser.
//
// A session is a random secret that stands for a credential for a while: the browser holds the secret in a cookie, the
// registry keeps its SHA-256, and the credential itself is nowhere but in the head (or the password manager) of whoever
// signed in. A session ends when it is told to, when nobody used it for twelve hours, after a week in any case, and with
// its credential. All of them are in memory, so that checking one costs no query and works while PostgreSQL is away.
import { hash as digest, randomBytes } from 'node:crypto'
import { DAY, HOUR, MINUTE, assert } from '@touchstone/base'
import type { Clock, Millis } from '@touchstone/base'
import type { Caller } from './operation.ts'
import type { Statements } from './ports.ts'

const SECRET_BYTES = 32
const SECRET = /^[A-Za-z0-9_-]{43}$/
/** Nobody used it for so long: it is over. */
const IDLE: Millis = 12 * HOUR
/** However much it is used. */
const LONGEST: Millis = 7 * DAY
/** Use is written down at most this often, so that a busy page costs no write per call. */
const NOTE_USE_EVERY: Millis = 5 * MINUTE
/** People signed in at once; the one unused for longest gives way to a new one. */
export const MAX_SESSIONS = 10_000

export interface Session {
  readonly caller: Caller
  readonly beganAt: Millis
  /** Unless it is used again before. */
  readonly endsAt: Millis
}

export interface SessionOptions {
  readonly statements: Statements
  readonly clock: Clock
  /** The holder of a living credential, by its id. */
  readonly holderOf: (credential: string) => Caller | undefined
}

interface Kept {
  readonly hash: Buffer
  readonly credential: string
  readonly beganAt: Millis
  usedAt: Millis
  /** What the registry has as `used_at`. */
  notedAt: Millis
}

interface Row {
  hash: Buffer
  credential: string
  began_at: Millis
  used_at: Millis
}

/** Reads the sessions that have not ended. */
export async function openSessions(options: SessionOptions): Promise<Sessions> {
  const rows = await options.statements.query<Row>('SELECT hash, credential, began_at, used_at FROM governance.sessions')
  return new Sessions(options, rows)
}

export class Sessions {
  readonly #options: SessionOptions
  readonly #byHash = new Map<string, Kept>()

  constructor(options: SessionOptions, rows: readonly Row[]) {
    this.#options = options
    for (const { hash, credential, began_at, used_at } of rows) {
      this.#byHash.set(hash.toString('latin1'), { hash, credential, beganAt: began_at, usedAt: used_at, notedAt: used_at })
    }
  }

  /** Begins a session for the holder of a credential. The secret is given once and kept nowhere. */
  async begin(credential: string): Promise<{ readonly secret: string; readonly session: Session }> {
    assert(this.#options.holderOf(credential), 'a session begins for a credential that lives')
    await this.#makeRoom()
    const secret = randomBytes(SECRET_BYTES).toString('base64url')
    const hash = hashOf(secret)
    const now = this.#options.clock.now()
    const kept: Kept = { hash, credential, beganAt: now, usedAt: now, notedAt: now }
    await this.#options.statements.query('INSERT INTO governance.sessions (hash, credential, began_at, used_at) VALUES ($1, $2, $3, $3)', [hash, credential, now])
    this.#byHash.set(hash.toString('latin1'), kept)
    return { secret, session: this.#view(kept) }
  }

  /** The session with this secret, if it lives. Counts as use. */
  check(secret: string): Session | undefined {
    const kept = this.#living(secret)
    if (kept === undefined) return undefined
    kept.usedAt = this.#options.clock.now()
    if (kept.usedAt - kept.notedAt >= NOTE_USE_EVERY) this.#noteUse(kept)
    return this.#view(kept)
  }

  /** The same, without counting as use: a page that is merely open must not keep a session alive. */
  look(secret: string): Session | undefined {
    const kept = this.#living(secret)
    return kept && this.#view(kept)
  }

  /** Ends a session. Ending one that is not there is no error: it is as wished. */
  async end(secret: string): Promise<void> {
    const hash = hashOf(secret)
    this.#byHash.delete(hash.toString('latin1'))
    await this.#options.statements.query('DELETE FROM governance.sessions WHERE hash = $1', [hash])
  }

  #living(secret: string): Kept | undefined {
    if (!SECRET.test(secret)) return undefined
    const kept = this.#byHash.get(hashOf(secret).toString('latin1'))
    return kept === undefined || this.#isOver(kept) || this.#options.holderOf(kept.credential) === undefined ? undefined : kept
  }

  #view({ credential, beganAt, usedAt }: Kept): Session {
    const caller = this.#options.holderOf(credential)
    assert(caller, 'a living session has a holder')
    return { caller, beganAt, endsAt: Math.min(usedAt + IDLE, beganAt + LONGEST) }
  }

  #isOver({ beganAt, usedAt }: Kept): boolean {
    const now = this.#options.clock.now()
    return now - usedAt >= IDLE || now - beganAt >= LONGEST
  }

  // While PostgreSQL is away the use stays in memory and is written with the next one.
  #noteUse(kept: Kept): void {
    const before = kept.notedAt
    kept.notedAt = kept.usedAt
    this.#options.statements.query('UPDATE governance.sessions SET used_at = greatest(used_at, $2) WHERE hash = $1', [kept.hash, kept.usedAt]).catch(() => (kept.notedAt = before))
  }

  async #makeRoom(): Promise<void> {
    const living = [...this.#byHash.values()].filter((one) => !this.#isOver(one) && this.#options.holderOf(one.credential) !== undefined)
    living.sort((a, b) => b.usedAt - a.usedAt)
    const staying = new Set(living.slice(0, MAX_SESSIONS - 1))
    const going = [...this.#byHash.values()].filter((one) => !staying.has(one))
    if (going.length === 0) return
    await this.#options.statements.query('DELETE FROM governance.sessions WHERE hash = ANY($1)', [going.map(({ hash }) => hash)])
    for (const { hash } of going) this.#byHash.delete(hash.toString('latin1'))
  }
}

function hashOf(secret: string): Buffer {
  return digest('sha256', secret, 'buffer')
}
