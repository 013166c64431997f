// Fields that hold more than their name tells, with the evidence: proposed until staff accept (the field gets the class, and its
// past is sealed again) or dismiss it (nobody is asked again). What they decide is kept, every time.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { comparableName, namesOfPath, type FieldClass, type OverridePlace } from '@touchstone/vocabulary'
import type { FieldDefinition, FieldDefinitions } from '../fields/field-definitions.ts'
import type { Reseals } from '../fields/reseals.ts'
import type { Statements } from '../ports.ts'
import { fieldLook, isProtected, type FieldEvidence, type FieldLook } from './field-looks.ts'

export interface ClassProposal extends FieldLook {
  readonly place: OverridePlace
  /** The name that the class would be given to. */
  readonly name: string
  /** Where it was found; the name counts everywhere. */
  readonly found: readonly { readonly event: string; readonly field: string; readonly values: number; readonly sampled: number }[]
  /** The class it has now. */
  readonly now: FieldClass
}

export const DECISIONS = ['accepted', 'dismissed', 'reopened'] as const

export interface ClassDecision {
  readonly place: OverridePlace
  /** As names are compared. */
  readonly name: string
  readonly version: number
  readonly decision: (typeof DECISIONS)[number]
  readonly kind: string
  readonly reason: string
  readonly at: Millis
  readonly subject: string
}

export interface ProposalPorts {
  readonly statements: Statements
  readonly attempt: <T>(run: () => Promise<T>) => Promise<Result<T>>
  readonly clock: Clock
  readonly fields: FieldDefinitions
  readonly reseals: Reseals
  /** What a sample of the values that arrived looked like, of the last weeks. */
  readonly arrived: () => Promise<Result<readonly FieldEvidence[]>>
  /** The same of a sample of all history, taken now. */
  readonly history: () => Promise<Result<readonly FieldEvidence[]>>
}

export class ClassProposals {
  readonly #ports: ProposalPorts

  constructor(ports: ProposalPorts) {
    this.#ports = ports
  }

  /** Those that nobody has decided on, the most certain first. */
  async list(from: 'arrived' | 'history'): Promise<Result<ClassProposal[]>> {
    const evidence = await this.#ports[from]()
    if (!evidence.ok) return evidence
    const decided = await this.decisions()
    if (!decided.ok) return decided
    const dismissed = new Set(decided.value.filter(({ decision }) => decision === 'dismissed').map(({ place, name }) => `${place} ${name}`))
    const byName = Map.groupBy(evidence.value, ({ place, field }) => `${place} ${comparableName(nameOf(field))}`)
    const proposals = [...byName].flatMap(([key, found]) => (dismissed.has(key) ? [] : this.#proposal(found)))
    return ok(proposals.sort((a, b) => b.values / b.sampled - a.values / a.sampled || b.sampled - a.sampled || (a.name < b.name ? -1 : 1)))
  }

  /** One proposal at most: of the fields of one name that look like something, in any event. */
  #proposal(evidence: readonly FieldEvidence[]): ClassProposal[] {
    const looks = evidence.flatMap((one) => {
      const look = fieldLook(one)
      return look === undefined ? [] : [{ one, look }]
    })
    if (looks.length === 0) return []
    const { one: first, look } = looks.reduce((best, each) => (each.look.values > best.look.values ? each : best))
    const alike = looks.filter((each) => each.look.kind === look.kind)
    const now = this.#ports.fields.classOf(first.place, first.field)
    if (isProtected(now)) return []
    return [{
      ...look, place: first.place, name: nameOf(first.field), now,
      values: alike.reduce((sum, each) => sum + each.look.values, 0),
      sampled: alike.reduce((sum, each) => sum + each.look.sampled, 0),
      since: Math.min(...alike.map((each) => each.look.since)),
      found: alike.map(({ one: { event, field, sampled }, look: { values } }) => ({ event, field, values, sampled })),
    }]
  }

  /** Gives the field the class that is proposed, or another one. Fails with `governance.proposal-not-found`, and as a definition does. */
  async accept(place: OverridePlace, field: string, given: FieldClass | undefined, from: 'arrived' | 'history', subject: string): Promise<Result<FieldDefinition>> {
    const proposals = await this.list(from)
    if (!proposals.ok) return proposals
    const proposal = proposals.value.find((one) => one.place === place && comparableName(one.name) === comparableName(nameOf(field)))
    if (proposal === undefined) return fail('governance.proposal-not-found', `no class is proposed for the ${place} ${JSON.stringify(field)}`)
    const defined = await this.#ports.attempt(() => this.#ports.fields.define({ place, event: '', field: proposal.name, class: given ?? proposal.class }, subject))
    if (!defined.ok) return defined
    if (!defined.value.ok) return defined.value
    const definition = defined.value.value
    const noted = await this.#ports.attempt(async () => {
      await this.#ports.reseals.expect([definition])
      await this.#decide(place, proposal.name, 'accepted', proposal.kind, '', subject)
    })
    return noted.ok ? ok(definition) : noted
  }

  /** Asks no more, or again where `reopened`. */
  decide(place: OverridePlace, field: string, decision: 'dismissed' | 'reopened', reason: string, subject: string): Promise<Result<ClassDecision>> {
    return this.#ports.attempt(() => this.#decide(place, nameOf(field), decision, '', reason, subject))
  }

  async #decide(place: OverridePlace, name: string, decision: ClassDecision['decision'], kind: string, reason: string, subject: string): Promise<ClassDecision> {
    const [row] = await this.#ports.statements.query<ClassDecision & Record<string, unknown>>(
      `INSERT INTO governance.class_decisions (place, name, version, decision, kind, reason, at, subject)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7 FROM governance.class_decisions WHERE place = $1 AND name = $2
       RETURNING place, name, version, decision, kind, reason, at, subject`,
      [place, comparableName(name), decision, kind, reason, this.#ports.clock.now(), subject],
    )
    return row!
  }

  /** The newest decision on each field, the latest first. */
  decisions(): Promise<Result<ClassDecision[]>> {
    return this.#ports.attempt(() =>
      this.#ports.statements.query<ClassDecision & Record<string, unknown>>(
        `SELECT * FROM (SELECT DISTINCT ON (place, name) place, name, version, decision, kind, reason, at, subject FROM governance.class_decisions ORDER BY place, name, version DESC) AS newest ORDER BY at DESC, name`,
      ),
    )
  }
}

function nameOf(field: string): string {
  return namesOfPath(field).filter((name) => name !== '[]').at(-1) ?? field
}
