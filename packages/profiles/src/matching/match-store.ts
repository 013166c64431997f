// What came of comparisons, in the registry: figures in the open, pairs sealed in parts, all of it for a day.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import type { TransitSealer } from '@touchstone/governance'
import type { Registry } from '@touchstone/registry'
import { LIMITS } from './limits.ts'
import type { FoundPair, MatchSummary } from './thread-messages.ts'

interface Tables {
  matches: { id: string; subject: string; made_at: Millis; expires_at: Millis; summary: string }
  match_parts: { match: string; part: number; sealed: Buffer }
}

const ROOM = 'profiles'

export interface KeptMatch {
  readonly id: string
  readonly subject: string
  readonly madeAt: Millis
  readonly expiresAt: Millis
  readonly summary: MatchSummary
}

/** Every method fails with `registry.unavailable` or `registry.timeout` when PostgreSQL is away or too slow. */
export class MatchStore {
  readonly #registry: Pick<Registry, 'schema' | 'transaction' | 'attempt'>
  readonly #sealer: TransitSealer

  constructor(registry: Pick<Registry, 'schema' | 'transaction' | 'attempt'>, sealer: TransitSealer) {
    this.#registry = registry
    this.#sealer = sealer
  }

  /** Keeps everything or nothing; `part` gives the pairs of a part. */
  keep(match: KeptMatch, part: (number: number) => Promise<readonly FoundPair[]>): Promise<Result<void>> {
    const { id, subject, madeAt, expiresAt, summary } = match
    assert(expiresAt > madeAt, 'what is kept is kept for a while')
    return this.#registry.attempt(() =>
      this.#registry.transaction(async (scope) => {
        const tables = scope.schema<Tables>(ROOM)
        await tables.insertInto('matches').values({ id, subject, made_at: madeAt, expires_at: expiresAt, summary: JSON.stringify(summary) }).execute()
        for (let number = 0; number * LIMITS.PART < summary.pairs; number++) {
          const pairs = await part(number)
          assert(pairs.length > 0 && pairs.length <= LIMITS.PART, 'a part holds pairs, and not too many')
          const sealed = Buffer.from(this.#sealer.seal(Buffer.from(JSON.stringify(pairs)), placeOf(id, number)))
          await tables.insertInto('match_parts').values({ match: id, part: number, sealed }).execute()
        }
      }),
    )
  }

  find(id: string): Promise<Result<KeptMatch | undefined>> {
    return this.#registry.attempt(async () => {
      const row = await this.#registry.schema<Tables>(ROOM).selectFrom('matches').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : keptOf(row)
    })
  }

  /** Newest first. */
  list(): Promise<Result<KeptMatch[]>> {
    return this.#registry.attempt(async () => {
      const rows = await this.#registry.schema<Tables>(ROOM).selectFrom('matches').selectAll().orderBy('made_at', 'desc').orderBy('id').limit(LIMITS.PAGE).execute()
      return rows.map(keptOf)
    })
  }

  /** Pairs from place `from` on, in order, `most` at most. */
  async pairs(id: string, from: number, most: number): Promise<Result<FoundPair[]>> {
    assert(from >= 0 && most > 0 && most <= LIMITS.PAGE, 'a page is bounded')
    const first = Math.floor(from / LIMITS.PART)
    const last = Math.floor((from + most - 1) / LIMITS.PART)
    const rows = await this.#registry.attempt(() =>
      this.#registry.schema<Tables>(ROOM).selectFrom('match_parts').select(['part', 'sealed']).where('match', '=', id).where('part', '>=', first).where('part', '<=', last).orderBy('part').execute(),
    )
    if (!rows.ok) return rows
    const pairs: FoundPair[] = []
    for (const { part, sealed } of rows.value) {
      const opened = this.#sealer.open(sealed, placeOf(id, part))
      if (!opened.ok) return opened
      pairs.push(...(JSON.parse(Buffer.from(opened.value).toString('utf8')) as FoundPair[]))
    }
    return ok(pairs.slice(from - first * LIMITS.PART, from - first * LIMITS.PART + most))
  }

  /** Whether there was one. */
  remove(id: string): Promise<Result<boolean>> {
    return this.#registry.attempt(async () => {
      const gone = await this.#registry.schema<Tables>(ROOM).deleteFrom('matches').where('id', '=', id).returning('id').execute()
      return gone.length > 0
    })
  }

  removeExpired(now: Millis): Promise<Result<void>> {
    return this.#registry.attempt(async () => void (await this.#registry.schema<Tables>(ROOM).deleteFrom('matches').where('expires_at', '<=', now).execute()))
  }
}

/** Where a part opens, and nowhere else. */
function placeOf(match: string, part: number): Buffer {
  return Buffer.from(`profiles.match/${match}/${part}`)
}

function keptOf({ id, subject, made_at, expires_at, summary }: Tables['matches']): KeptMatch {
  return { id, subject, madeAt: made_at, expiresAt: expires_at, summary: JSON.parse(summary) as MatchSummary }
}
