// The watches that staff defined: each change a version, the newest in memory; and the alarms they raised, with their
// beginnings and ends.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { MAX_WATCHES, watchProblem, type Watch } from './watch.ts'

export interface WatchVersion {
  readonly id: string
  readonly version: number
  /** null: it was ended. */
  readonly watch: Watch | null
  readonly createdAt: Millis
  readonly subject: string
}

export interface WatchAlarm {
  readonly id: number
  readonly watch: string
  readonly kind: Watch['kind']
  readonly source: string
  readonly since: Millis
  /** null while it lasts. */
  readonly until: Millis | null
  readonly message: string
}

interface Ports {
  readonly registry: Pick<Registry, 'query' | 'attempt'>
  readonly clock: Clock
  readonly newId: () => string
}

const VERSION = 'id, version, watch, created_at, subject'
const ALARM = 'number AS id, watch, kind, source, since, until, message'

/** Throws the registry's error when PostgreSQL is away. */
export async function openWatches(ports: Ports): Promise<Watches> {
  const rows = await ports.registry.query<Omit<WatchVersion, 'createdAt'> & { created_at: Millis } & Record<string, unknown>>(`SELECT DISTINCT ON (id) ${VERSION} FROM intake.watches ORDER BY id, version DESC`)
  const open = await ports.registry.query<WatchAlarm & Record<string, unknown>>(`SELECT ${ALARM} FROM intake.watch_alarms WHERE until IS NULL`)
  return new Watches(ports, rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at })), open)
}

export class Watches {
  readonly #ports: Ports
  readonly #newest: Map<string, WatchVersion>
  readonly #open: Map<string, WatchAlarm>

  constructor(ports: Ports, newest: readonly WatchVersion[], open: readonly WatchAlarm[]) {
    this.#ports = ports
    this.#newest = new Map(newest.map((one) => [one.id, one]))
    this.#open = new Map(open.map((one) => [one.watch, one]))
  }

  /** Those in force, the oldest first. */
  list(): (WatchVersion & { readonly watch: Watch })[] {
    return [...this.#newest.values()].filter((one): one is WatchVersion & { watch: Watch } => one.watch !== null).sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  }

  /** Alarms that last, by watch. */
  get open(): ReadonlyMap<string, WatchAlarm> {
    return this.#open
  }

  /** Fails with `intake.invalid-watch`, `intake.too-many-watches`, `intake.watch-exists`, and with the registry's failures. */
  async define(watch: Watch, subject: string): Promise<Result<WatchVersion>> {
    const problem = watchProblem(watch)
    if (problem !== undefined) return fail('intake.invalid-watch', problem)
    const all = this.list()
    const same = all.find((one) => JSON.stringify(one.watch) === JSON.stringify(watch))
    if (same !== undefined) return fail('intake.watch-exists', `there is such a watch: ${same.id}`)
    if (all.length >= MAX_WATCHES) return fail('intake.too-many-watches', `expected at most ${MAX_WATCHES} watches, got one more: end one first`)
    return this.#add({ id: this.#ports.newId(), version: 1, watch, createdAt: this.#ports.clock.now(), subject })
  }

  /** Fails with `intake.watch-not-found`. An alarm that lasts is over. */
  async end(id: string, subject: string): Promise<Result<WatchVersion>> {
    const before = this.#newest.get(id)
    if (before === undefined || before.watch === null) return fail('intake.watch-not-found', `there is no watch ${JSON.stringify(id)}`)
    const ended = await this.#add({ ...before, version: before.version + 1, watch: null, createdAt: this.#ports.clock.now(), subject })
    if (ended.ok && this.#open.has(id)) await this.over(id, this.#ports.clock.now())
    return ended
  }

  async #add(next: WatchVersion): Promise<Result<WatchVersion>> {
    const added = await this.#ports.registry.attempt(() =>
      this.#ports.registry.query(`INSERT INTO intake.watches (${VERSION}) VALUES ($1, $2, $3::json, $4, $5)`, [next.id, next.version, next.watch === null ? null : JSON.stringify(next.watch), next.createdAt, next.subject]),
    )
    if (!added.ok) return added
    this.#newest.set(next.id, next)
    return ok(next)
  }

  /** An alarm begins; where one lasts, it goes on with what it said. */
  async begin(id: string, { kind, source }: Watch, since: Millis, message: string): Promise<Result<WatchAlarm>> {
    const lasting = this.#open.get(id)
    if (lasting !== undefined) return ok(lasting)
    const added = await this.#ports.registry.attempt(() =>
      this.#ports.registry.query<WatchAlarm & Record<string, unknown>>(`INSERT INTO intake.watch_alarms (watch, kind, source, since, message) VALUES ($1, $2, $3, $4, $5) RETURNING ${ALARM}`, [id, kind, source, since, message]),
    )
    if (!added.ok) return added
    this.#open.set(id, added.value[0]!)
    return ok(added.value[0]!)
  }

  /** The alarm of a watch is over. */
  async over(id: string, until: Millis): Promise<Result<WatchAlarm | undefined>> {
    const lasting = this.#open.get(id)
    if (lasting === undefined) return ok(undefined)
    const ended = await this.#ports.registry.attempt(() => this.#ports.registry.query('UPDATE intake.watch_alarms SET until = $2 WHERE number = $1', [lasting.id, until]))
    if (!ended.ok) return ended
    this.#open.delete(id)
    return ok({ ...lasting, until })
  }

  /** The newest first; those that last only, where wanted. */
  alarms(onlyLasting: boolean, limit: number): Promise<Result<WatchAlarm[]>> {
    return this.#ports.registry.attempt(() =>
      this.#ports.registry.query<WatchAlarm & Record<string, unknown>>(`SELECT ${ALARM} FROM intake.watch_alarms ${onlyLasting ? 'WHERE until IS NULL ' : ''}ORDER BY since DESC, number DESC LIMIT $1`, [limit]),
    )
  }
}
