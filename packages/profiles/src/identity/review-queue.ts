// Two who may be one person, waiting for somebody to look. The engine says each time that a fact would have made them one; here
// a pair is one question, however many facts ask it. Taking in the same outcomes again changes nothing: what is kept is the first
// and the last place in the log, no count. A question ends when somebody decides it, or when the two became one anyway.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import type { HeldRow } from '@touchstone/vocabulary'
import type { Decision, DecisionKind, IdentityDecisions } from './decisions.ts'
import type { IdentityStores } from './ports.ts'

/** Questions that wait at once. Further ones are not kept: the facts ask again. */
export const MAX_WAITING = 10_000

export const REVIEW_STATES = ['waiting', 'accepted', 'rejected', 'settled'] as const
export type ReviewState = (typeof REVIEW_STATES)[number]

export interface Review {
  readonly id: number
  /** The strongest identifiers of the two, as `type:value`. */
  readonly one: string
  readonly other: string
  /** What held it, by which version of the rules, and the identifier that would have made them one. */
  readonly rule: string
  readonly version: number
  readonly via: string
  /** Whom they led to then, and how many identifiers the two have together. */
  readonly people: readonly number[]
  readonly identifiers: number
  /** The first and the last fact that asked. */
  readonly first: { readonly position: number; readonly at: Millis }
  readonly last: { readonly position: number; readonly at: Millis }
  readonly state: ReviewState
  readonly decision: number | null
}

interface Row extends Omit<Review, 'first' | 'last'> {
  first_position: number
  last_position: number
  first_at: Millis
  last_at: Millis
}

const COLUMNS = 'id, one, other, rule, version, via, people, identifiers, first_position, last_position, first_at, last_at, state, decision'

export class ReviewQueue {
  readonly #registry: IdentityStores['registry']
  readonly #decisions: IdentityDecisions

  constructor(registry: IdentityStores['registry'], decisions: IdentityDecisions) {
    this.#registry = registry
    this.#decisions = decisions
  }

  /** Takes in what the engine held. May be done again without harm. Throws the registry's error. */
  async take(held: readonly HeldRow[]): Promise<void> {
    if (held.length === 0) return
    assert(held.every(({ one, other, people }) => one < other && people.length === 2 && people.every((id) => id > 0)), 'a question is about two people, named in order')
    // Two of one statement may not touch the same row: the pair's newest says it all.
    const rows = [...new Map(held.map((one) => [JSON.stringify([one.one, one.other]), one])).values()]
    await this.#registry.query(
      `INSERT INTO profiles.identity_review AS there (one, other, rule, version, via, people, identifiers, first_position, last_position, first_at, last_at)
       SELECT one, other, rule, version, via, ARRAY[person, partner], identifiers, position, position, at, at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::bigint[], $7::bigint[], $8::int[], $9::bigint[], $10::bigint[])
         AS news (one, other, rule, version, via, person, partner, identifiers, position, at)
       WHERE EXISTS (SELECT FROM profiles.identity_review AS known WHERE known.one = news.one AND known.other = news.other)
         OR (SELECT count(*) FROM profiles.identity_review WHERE state = 'waiting') < $11
       ON CONFLICT (one, other) DO UPDATE SET
         rule = excluded.rule, version = excluded.version, via = excluded.via, people = excluded.people, identifiers = excluded.identifiers,
         last_position = greatest(there.last_position, excluded.last_position), last_at = greatest(there.last_at, excluded.last_at),
         state = 'waiting', decision = NULL, decided_position = NULL
       WHERE excluded.last_position > coalesce(there.decided_position, there.last_position)`,
      [
        rows.map(({ one }) => one), rows.map(({ other }) => other), rows.map(({ rule }) => rule), rows.map(({ version }) => version), rows.map(({ via }) => via),
        rows.map(({ people }) => people[0]), rows.map(({ people }) => people[1]), rows.map(({ identifiers }) => identifiers), rows.map(({ position }) => position), rows.map(({ appended }) => appended), MAX_WAITING,
      ],
    )
  }

  /** Newest first. Throws the registry's error. */
  async list(state: ReviewState, limit: number, before: number): Promise<Review[]> {
    const rows = await this.#registry.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_review WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3`, [state, before, limit])
    return rows.map(reviewOf)
  }

  async waiting(): Promise<number> {
    const [row] = await this.#registry.query<{ count: number }>("SELECT count(*) AS count FROM profiles.identity_review WHERE state = 'waiting'")
    return row!.count
  }

  async find(id: number): Promise<Review | undefined> {
    const [row] = await this.#registry.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_review WHERE id = $1`, [id])
    return row === undefined ? undefined : reviewOf(row)
  }

  /** The two are one person (`link`), or never are (`apart`). Fails as `IdentityDecisions.declare` does. */
  async decide({ id, one, other }: Review, kind: DecisionKind, why: string, subject: string): Promise<Result<Decision>> {
    assert(id > 0 && one !== other, 'what is decided is a question of the queue')
    const decision = await this.#decisions.declare(kind, [one, other], why, subject)
    if (!decision.ok) return decision
    await this.#registry.query('UPDATE profiles.identity_review SET state = $2, decision = $3, decided_position = $4 WHERE id = $1', [id, kind === 'link' ? 'accepted' : 'rejected', decision.value.id, decision.value.position])
    return ok(decision.value)
  }

  /** These became one without a decision. */
  async settle(ids: readonly number[], position: number): Promise<void> {
    if (ids.length > 0) await this.#registry.query("UPDATE profiles.identity_review SET state = 'settled', decided_position = $2 WHERE id = ANY($1) AND state = 'waiting'", [ids, position])
  }
}

function reviewOf({ first_position, last_position, first_at, last_at, ...row }: Row): Review {
  return { ...row, first: { position: first_position, at: first_at }, last: { position: last_position, at: last_at } }
}
