// The tracking plans: one per source, every change a version. The newest are in memory and with intake; a source without a
// plan, or whose plan was ended, is not checked.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import { compilePlan, type CompiledPlan } from './compile-plan.ts'
import { checkPlan, type Plan } from './plan.ts'

export interface PlanVersion {
  readonly source: string
  readonly version: number
  /** null: the plan was ended. */
  readonly plan: Plan | null
  readonly createdAt: Millis
  /** Who said so. */
  readonly subject: string
}

export interface PlanDefinitionPorts {
  readonly registry: Pick<Registry, 'query' | 'attempt'>
  readonly clock: Clock
  /** Tells intake; takes effect before it returns. */
  readonly usePlan: (source: string, plan: CompiledPlan | undefined) => void
}

interface Row {
  source: string
  version: number
  plan: Plan | null
  created_at: Millis
  subject: string
}

const COLUMNS = 'source, version, plan, created_at, subject'

/** Reads what there is and tells intake. Throws the registry's error when PostgreSQL is away. */
export async function openPlanDefinitions(ports: PlanDefinitionPorts): Promise<PlanDefinitions> {
  const rows = await ports.registry.query<Row>(`SELECT DISTINCT ON (source) ${COLUMNS} FROM intake.plans ORDER BY source, version DESC`)
  return new PlanDefinitions(ports, rows.map(versionOf))
}

export class PlanDefinitions {
  readonly #ports: PlanDefinitionPorts
  readonly #newest: Map<string, PlanVersion>
  /** One change at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: PlanDefinitionPorts, newest: readonly PlanVersion[]) {
    this.#ports = ports
    this.#newest = new Map(newest.map((one) => [one.source, one]))
    for (const one of newest) this.#tell(one)
  }

  /** The plans in force. */
  list(): PlanVersion[] {
    return [...this.#newest.values()].filter(({ plan }) => plan !== null)
  }

  /** `intake.plan-not-found` when the source has none. */
  get(source: string): Result<PlanVersion & { readonly plan: Plan }> {
    const found = this.#newest.get(source)
    if (found === undefined || found.plan === null) return fail('intake.plan-not-found', `there is no tracking plan of the source ${JSON.stringify(source)}`)
    return ok({ ...found, plan: found.plan })
  }

  /** All versions, newest first. */
  versions(source: string): Promise<Result<PlanVersion[]>> {
    return this.#ports.registry.attempt(async () => {
      const rows = await this.#ports.registry.query<Row>(`SELECT ${COLUMNS} FROM intake.plans WHERE source = $1 ORDER BY version DESC`, [source])
      return rows.map(versionOf)
    })
  }

  /**
   * Adds a version, which holds for every call taken in after this resolves; null ends the plan. The same plan again changes
   * nothing. Fails with `intake.invalid-plan`, `intake.plan-conflict` where `expected` is not the newest version any more,
   * and with the registry's failures.
   */
  define(source: string, plan: Plan | null, expected: number | undefined, subject: string): Promise<Result<PlanVersion>> {
    const defined = this.#turn.then(() => this.#define(source, plan, expected, subject))
    this.#turn = defined.catch(() => undefined)
    return defined
  }

  async #define(source: string, plan: Plan | null, expected: number | undefined, subject: string): Promise<Result<PlanVersion>> {
    const before = this.#newest.get(source)
    if (expected !== undefined && expected !== (before?.version ?? 0)) {
      return fail('intake.plan-conflict', `expected version ${expected} of the plan to be the newest, it is ${before?.version ?? 0}: read it again`)
    }
    const checked = plan === null ? ok(undefined) : checkPlan(plan)
    if (!checked.ok) return checked
    if (before !== undefined && JSON.stringify(before.plan) === JSON.stringify(plan)) return ok(before)
    const next: PlanVersion = { source, version: (before?.version ?? 0) + 1, plan, createdAt: this.#ports.clock.now(), subject }
    const inserted = await this.#ports.registry.attempt(() =>
      this.#ports.registry.query(`INSERT INTO intake.plans (${COLUMNS}) VALUES ($1, $2, $3::json, $4, $5)`, [source, next.version, plan === null ? null : JSON.stringify(plan), next.createdAt, subject]),
    )
    if (!inserted.ok) return inserted
    this.#newest.set(source, next)
    this.#tell(next)
    return ok(next)
  }

  #tell({ source, version, plan }: PlanVersion): void {
    this.#ports.usePlan(source, plan === null ? undefined : compilePlan(plan, version))
  }
}

function versionOf({ created_at, ...row }: Row): PlanVersion {
  return { ...row, createdAt: created_at }
}
