// The rules about who is who, as definitions: every change is a version with who, when and why, and takes effect at one place of
// the log. Intake is told and, in the same turn, a control record is appended, so what the edge asks of plain values changes
// where the engine's rules do. The registry has the version first, without a position; one that a crash left so is appended
// again at the next start. An installation that has none begins with the rules of this release, as version 1.
import { assert, fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { DEFAULT_RULES, Rules } from '@touchstone/identity'
import type { Scope } from '@touchstone/registry'
import type { HashIdentifier, IdentityRules, IdentityRulesControl } from '@touchstone/vocabulary'
import type { StoredRules } from '../machine/identity-state.ts'
import { sealRules, type Labels } from './check-rules.ts'
import type { RuleSetInput } from './rule-shapes.ts'

/** Versions there may be: each is kept whole. */
export const MAX_RULE_VERSIONS = 10_000

export interface RulesVersion {
  readonly version: number
  readonly set: IdentityRules
  readonly labels: Labels
  readonly why: string
  /** Where in the log it took effect; null where the log may not have it yet. */
  readonly position: number | null
  readonly createdAt: Millis
  readonly subject: string
}

export interface RuleVersionPorts {
  readonly statements: Pick<Scope, 'query'>
  readonly clock: Clock
  readonly hashIdentifier: HashIdentifier
  /** Tells intake; takes effect before it returns. */
  readonly useRules: (rules: Rules) => void
  /** Appends a control record. It has its place in the log when this returns, and is durable when that resolves. */
  readonly appendControl: (control: IdentityRulesControl) => Promise<Result<{ readonly position: number }>>
  /** The newest version that the live state has met; undefined for none. */
  readonly storedRules: () => StoredRules | undefined
}

interface Row {
  version: number
  rules: IdentityRules
  labels: Labels
  why: string
  position: number | null
  created_at: Millis
  subject: string
}

const COLUMNS = 'version, rules, labels, why, position, created_at, subject'

/** Reads what there is, tells intake, and appends what a crash left behind. Throws the registry's error when PostgreSQL is away. */
export async function openRuleVersions(ports: RuleVersionPorts): Promise<RuleVersions> {
  const [newest] = await ports.statements.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_rules ORDER BY version DESC LIMIT 1`)
  const stored = ports.storedRules()
  const versions = new RuleVersions(ports, newest === undefined ? undefined : versionOf(newest))
  if (newest === undefined || (stored !== undefined && stored.version > newest.version)) await versions.begin(stored)
  await versions.reconcile()
  return versions
}

export class RuleVersions {
  readonly #ports: RuleVersionPorts
  #current: RulesVersion | undefined
  /** One change at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: RuleVersionPorts, current: RulesVersion | undefined) {
    this.#ports = ports
    this.#current = current
    if (current !== undefined) ports.useRules(Rules.of(current.version, current.set))
  }

  get current(): RulesVersion {
    assert(this.#current !== undefined, 'there are rules once they were opened')
    return this.#current
  }

  /** Newest first. */
  async list(limit: number, before: number): Promise<RulesVersion[]> {
    const rows = await this.#ports.statements.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_rules WHERE version < $1 ORDER BY version DESC LIMIT $2`, [before, limit])
    return rows.map(versionOf)
  }

  async find(version: number): Promise<RulesVersion | undefined> {
    const [row] = await this.#ports.statements.query<Row>(`SELECT ${COLUMNS} FROM profiles.identity_rules WHERE version = $1`, [version])
    return row === undefined ? undefined : versionOf(row)
  }

  /** As the log would carry them. Fails with `profiles.invalid-rules`, `identity.invalid-pattern` and `identity.patterns-too-large`. */
  check(rules: RuleSetInput): Result<{ readonly set: IdentityRules; readonly labels: Labels }> {
    return sealRules(rules, this.#ports.hashIdentifier, this.current.labels)
  }

  /**
   * From now on these rules hold. `expected` is the version that whoever changes them has seen. Fails as `check` does, with
   * `profiles.rules-changed`, and with the log's failure, after which everything is as before.
   */
  define(rules: RuleSetInput, expected: number, why: string, subject: string): Promise<Result<RulesVersion>> {
    const defined = this.#turn.then(async (): Promise<Result<RulesVersion>> => {
      const { version, set } = this.current
      if (version !== expected) return fail('profiles.rules-changed', `expected the rules of version ${version}, which hold now, got a change of version ${expected}: look at them again`)
      const sealed = this.check(rules)
      if (!sealed.ok) return sealed
      if (JSON.stringify(sealed.value.set) === JSON.stringify(set)) return ok(this.current)
      if (version >= MAX_RULE_VERSIONS) return fail('profiles.too-many-versions', `expected at most ${MAX_RULE_VERSIONS} versions of the rules, got one more`)
      return await this.#add({ ...sealed.value, version: version + 1, why, position: null, createdAt: this.#ports.clock.now(), subject })
    })
    this.#turn = defined.catch(() => undefined)
    return defined
  }

  /** The first version, or one that the log has and the registry lost. */
  async begin(stored: StoredRules | undefined): Promise<void> {
    const first = { labels: {}, createdAt: this.#ports.clock.now(), subject: 'touchstone' }
    if (stored === undefined) await this.#add({ ...first, version: 1, set: DEFAULT_RULES, why: 'the rules of this release', position: null })
    else await this.#keep({ ...first, version: stored.version, set: stored.set, why: 'found in the log; the registry did not know it', position: stored.position })
  }

  /** Once at start: a version that the registry has and the log may not have. */
  async reconcile(): Promise<void> {
    if (this.current.position !== null) return
    const appended = await this.#ports.appendControl(controlOf(this.current))
    if (appended.ok) await this.#placed(this.current, appended.value.position)
  }

  async #add(next: RulesVersion): Promise<Result<RulesVersion>> {
    const before = this.#current
    assert(next.version > (before?.version ?? 0), 'versions of the rules grow')
    await this.#insert(next)
    // Nothing may be taken in between these two: no waiting here.
    this.#use(next)
    const appended = await this.#ports.appendControl(controlOf(next))
    if (appended.ok) return ok(await this.#placed(next, appended.value.position))
    if (before === undefined) return appended
    this.#use(before)
    await this.#ports.statements.query('DELETE FROM profiles.identity_rules WHERE version = $1', [next.version])
    return appended
  }

  async #keep(version: RulesVersion): Promise<void> {
    await this.#insert(version)
    this.#use(version)
  }

  #use(version: RulesVersion): void {
    this.#current = version
    this.#ports.useRules(Rules.of(version.version, version.set))
  }

  async #placed(version: RulesVersion, position: number): Promise<RulesVersion> {
    assert(position > 0 && version.position === null, 'rules take effect at one place of the log')
    const placed = { ...version, position }
    if (this.#current?.version === version.version) this.#current = placed
    await this.#ports.statements.query('UPDATE profiles.identity_rules SET position = $2 WHERE version = $1', [version.version, position])
    return placed
  }

  async #insert({ version, set, labels, why, position, createdAt, subject }: RulesVersion): Promise<void> {
    await this.#ports.statements.query(`INSERT INTO profiles.identity_rules (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [version, JSON.stringify(set), JSON.stringify(labels), why, position, createdAt, subject])
  }
}

function controlOf({ version, set }: RulesVersion): IdentityRulesControl {
  return { control: 'identity.rules', version, rules: set }
}

function versionOf({ rules, created_at, ...row }: Row): RulesVersion {
  return { ...row, set: rules, createdAt: created_at }
}
