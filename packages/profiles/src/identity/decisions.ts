// What staff decided about who is who: pairs that are apart, identifiers that are one person. A decision is in the registry first
// and takes effect at one place of the log; one that a crash left without a place is appended again at the next start, which
// changes nothing where the log had it.
import { assert, fail, ok, type Millis, type Result } from '@touchstone/base'
import { MAX_APART } from '@touchstone/identity'
import type { IdentityControl } from '@touchstone/vocabulary'
import type { IdentityStores } from './ports.ts'

export type DecisionKind = 'apart' | 'link'

export interface Decision {
  readonly id: number
  readonly kind: DecisionKind
  /** As `type:value`, personal ones hashed: two that are apart, or those that are one person. */
  readonly identifiers: readonly string[]
  readonly why: string
  readonly position: number | null
  readonly createdAt: Millis
  readonly subject: string
}

/** Identifiers that one declaration makes one person. */
export const MAX_LINKED = 100

interface Row {
  id: number
  kind: DecisionKind
  identifiers: string[]
  why: string
  position: number | null
  created_at: Millis
  subject: string
}

const COLUMNS = 'id, kind, identifiers, why, position, created_at, subject'

export class IdentityDecisions {
  readonly #stores: Omit<IdentityStores, 'hashIdentifier'>

  constructor(stores: Omit<IdentityStores, 'hashIdentifier'>) {
    this.#stores = stores
  }

  /** Fails with `profiles.too-many-decisions` and the log's failure, after which nothing was decided. Throws the registry's error. */
  async declare(kind: DecisionKind, identifiers: readonly string[], why: string, subject: string): Promise<Result<Decision>> {
    assert(new Set(identifiers).size === identifiers.length && (kind === 'link' ? identifiers.length >= 2 : identifiers.length === 2), 'a decision is about different identifiers')
    const { registry, clock, appendControl } = this.#stores
    const [{ count } = { count: 0 }] = await registry.query<{ count: number }>('SELECT count(*) AS count FROM profiles.identity_decisions')
    if (count >= MAX_APART) return fail('profiles.too-many-decisions', `expected at most ${MAX_APART} decisions about who is who, got one more`)
    const [row] = await registry.query<Row>(`INSERT INTO profiles.identity_decisions (kind, identifiers, why, created_at, subject) VALUES ($1, $2, $3, $4, $5) RETURNING ${COLUMNS}`, [kind, JSON.stringify(identifiers), why, clock.now(), subject])
    const decision = decisionOf(row!)
    const appended = await appendControl(controlOf(decision))
    if (appended.ok) return ok(await this.#placed(decision, appended.value.position))
    await registry.query('DELETE FROM profiles.identity_decisions WHERE id = $1', [decision.id])
    return appended
  }

  /** Newest first. */
  async list(limit: number, before: number): Promise<Decision[]> {
    const rows = await this.#stores.registry.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_decisions WHERE id < $1 ORDER BY id DESC LIMIT $2`, [before, limit])
    return rows.map(decisionOf)
  }

  /** Declared links that have their place in the log, in its order. */
  async links(): Promise<{ position: number; identifiers: string[] }[]> {
    return await this.#stores.registry.query<{ position: number; identifiers: string[] }>("SELECT position, identifiers FROM profiles.identity_decisions WHERE kind = 'link' AND position IS NOT NULL ORDER BY position")
  }

  /** Once at start. Throws the registry's error. */
  async reconcile(): Promise<void> {
    for (const row of await this.#stores.registry.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_decisions WHERE position IS NULL ORDER BY id`)) {
      const decision = decisionOf(row)
      const appended = await this.#stores.appendControl(controlOf(decision))
      if (appended.ok) await this.#placed(decision, appended.value.position)
    }
  }

  async #placed(decision: Decision, position: number): Promise<Decision> {
    assert(position > 0, 'a decision has its place in the log')
    await this.#stores.registry.query('UPDATE profiles.identity_decisions SET position = $2 WHERE id = $1', [decision.id, position])
    return { ...decision, position }
  }
}

function controlOf({ id, kind, identifiers }: Decision): IdentityControl {
  if (kind === 'link') return { control: 'identity.link', identifiers, decision: id }
  return { control: 'identity.apart', pairs: [identifiers as readonly [string, string]], decision: id }
}

function decisionOf({ created_at, ...row }: Row): Decision {
  return { ...row, createdAt: created_at }
}
