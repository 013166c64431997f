// What staff say about events and fields: a description, and of a field a class of its own instead of the one its name has.
//
// Every change is a version; nothing is overwritten. The newest versions are in memory. A class takes effect at one place
// of the log: intake is told and, in the same turn, a control record is appended, so every fact behind that record was taken
// in with the new class and every fact before it with the old one. The registry has the version first, without a position;
// one that a crash left so is appended again at the next start.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { defaultPersonalTraits, type PersonalTraits } from '@touchstone/language'
import { classByRule, classOfField, comparableName, derivationsOfTrait, fieldRulesWith, isSealed, namesOfPath, overrideProblem, type FieldClass, type FieldClassControl, type FieldOverride, type FieldRules, type OverridePlace } from '@touchstone/vocabulary'
import type { Statements } from '../ports.ts'

export const FIELD_PLACES = ['event', 'property', 'trait'] as const
export type FieldPlace = (typeof FIELD_PLACES)[number]

/** What a definition is of. A property may be described for one event; its class is that of its name everywhere. */
export interface FieldSubject {
  readonly place: FieldPlace
  /** Of `event`, and of a property that is described for one event; else ''. */
  readonly event: string
  /** '' for an event itself. */
  readonly field: string
}

export interface FieldDefinition extends FieldSubject {
  readonly version: number
  readonly description: string
  /** null: the class of its name. */
  readonly class: FieldClass | null
  /** Where in the log its class took effect; null where it says none, or has not yet. */
  readonly position: number | null
  readonly createdAt: Millis
  /** Who said so. */
  readonly subject: string
}

export interface FieldChange extends FieldSubject {
  readonly description?: string | undefined
  /** null takes an override back. */
  readonly class?: FieldClass | null | undefined
}

export interface FieldDefinitionPorts {
  readonly statements: Statements
  readonly clock: Clock
  /** Tells intake; takes effect before it returns. */
  readonly useRules: (rules: FieldRules) => void
  /** Appends a control record. It has its place in the log when this returns, and is durable when that resolves. */
  readonly appendControl: (control: FieldClassControl) => Promise<Result<{ readonly position: number }>>
}

/** Definitions there may be: what is described is read by people. */
export const MAX_DEFINITIONS = 20_000

interface Row {
  place: FieldPlace
  event: string
  field: string
  version: number
  description: string
  class: FieldClass | null
  position: number | null
  created_at: Millis
  subject: string
}

const COLUMNS = 'place, event, field, version, description, class, position, created_at, subject'

/** Reads what there is, tells intake, and appends what a crash left behind. Throws the registry's error when PostgreSQL is away. */
export async function openFieldDefinitions(ports: FieldDefinitionPorts): Promise<FieldDefinitions> {
  const rows = await ports.statements.query<Row>(`SELECT DISTINCT ON (place, event, field) ${COLUMNS} FROM governance.field_definitions ORDER BY place, event, field, version DESC`)
  const definitions = new FieldDefinitions(ports, rows.map(definitionOf))
  await definitions.reconcile()
  return definitions
}

export class FieldDefinitions {
  readonly #ports: FieldDefinitionPorts
  readonly #newest: Map<string, FieldDefinition>
  #rules: FieldRules
  /** Classes that staff gave, by place and comparable name. */
  #overrides: ReadonlyMap<string, FieldClass> = new Map()
  /** One change at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: FieldDefinitionPorts, newest: readonly FieldDefinition[]) {
    this.#ports = ports
    this.#newest = new Map(newest.map((one) => [keyOf(one), one]))
    this.#rules = this.#rulesNow()
    ports.useRules(this.#rules)
  }

  /** The classes of fields as they are now. */
  readonly rules: FieldRules = (key) => this.#rules(key)

  /** The newest version of each. */
  list(): FieldDefinition[] {
    return [...this.#newest.values()]
  }

  find(subject: FieldSubject): FieldDefinition | undefined {
    return this.#newest.get(keyOf(subject))
  }

  /** The class that staff gave a field's name, if they did. */
  readonly overrideOf = (place: OverridePlace, field: string): FieldClass | undefined => this.#overrides.get(`${place} ${comparableName(nameOf(field))}`)

  /** The class that a field has now; its name may be a path, `address.street`. */
  readonly classOf = (place: OverridePlace, field: string): FieldClass => {
    const names = namesOfPath(field).filter((name) => name !== '[]')
    const name = names.at(-1) ?? ''
    const surroundings = names.at(-2) === 'device' ? 'device' : place === 'trait' && names.length === 1 ? 'person' : 'other'
    const rule = this.#rules(name)
    return this.overrideOf(place, field) ?? (rule === undefined ? classOfField(name, surroundings) : classByRule(rule, name, surroundings))
  }

  /** Which traits conditions may not ask, and what they may ask in their place. */
  readonly personalTraits: PersonalTraits = (trait) => {
    const given = this.overrideOf('trait', trait)
    if (given === undefined) return defaultPersonalTraits(trait)
    return isSealed(given) || given === 'secret' ? derivationsOfTrait(trait) : undefined
  }

  /** All versions, newest first. */
  async versions({ place, event, field }: FieldSubject): Promise<FieldDefinition[]> {
    const rows = await this.#ports.statements.query<Row>(`SELECT ${COLUMNS} FROM governance.field_definitions WHERE place = $1 AND event = $2 AND field = $3 ORDER BY version DESC`, [place, event, field])
    return rows.map(definitionOf)
  }

  /**
   * Adds a version; what the change does not name stays as it was. Fails with `governance.class-of-event`,
   * `governance.class-of-one-event`, `governance.class-too-low`, `governance.too-many-definitions`, and with the log's failure,
   * after which everything is as before.
   */
  define(change: FieldChange, subject: string): Promise<Result<FieldDefinition>> {
    const defined = this.#turn.then(() => this.#define(change, subject))
    this.#turn = defined.catch(() => undefined)
    return defined
  }

  async #define(change: FieldChange, subject: string): Promise<Result<FieldDefinition>> {
    const problem = problemOf(change)
    if (!problem.ok) return problem
    const { place, event, field } = change
    const before = this.find(change)
    if (before === undefined && this.#newest.size >= MAX_DEFINITIONS) return fail('governance.too-many-definitions', `expected at most ${MAX_DEFINITIONS} definitions of events and fields, got one more`)
    const next: FieldDefinition = {
      place, event, field,
      version: (before?.version ?? 0) + 1,
      description: change.description ?? before?.description ?? '',
      class: change.class === undefined ? (before?.class ?? null) : change.class,
      position: before?.position ?? null,
      createdAt: this.#ports.clock.now(),
      subject,
    }
    if (before !== undefined && before.description === next.description && before.class === next.class) return ok(before)
    const changesClass = next.class !== (before?.class ?? null)
    await this.#insert(changesClass ? { ...next, position: null } : next)
    if (!changesClass) {
      this.#newest.set(keyOf(next), next)
      return ok(next)
    }
    return this.#takeEffect(next, before)
  }

  async #takeEffect(next: FieldDefinition, before: FieldDefinition | undefined): Promise<Result<FieldDefinition>> {
    const key = keyOf(next)
    this.#newest.set(key, next)
    // Nothing may be taken in between these two: no waiting here.
    this.#ports.useRules((this.#rules = this.#rulesNow()))
    const appended = await this.#ports.appendControl(controlOf(next))
    if (!appended.ok) {
      if (before === undefined) this.#newest.delete(key)
      else this.#newest.set(key, before)
      this.#ports.useRules((this.#rules = this.#rulesNow()))
      await this.#ports.statements.query('DELETE FROM governance.field_definitions WHERE place = $1 AND event = $2 AND field = $3 AND version = $4', [next.place, next.event, next.field, next.version])
      return appended
    }
    return ok(await this.#placed(next, appended.value.position))
  }

  async #placed(definition: FieldDefinition, position: number): Promise<FieldDefinition> {
    const { place, event, field, version } = definition
    const placed = { ...definition, position }
    this.#newest.set(keyOf(placed), placed)
    await this.#ports.statements.query('UPDATE governance.field_definitions SET position = $5 WHERE place = $1 AND event = $2 AND field = $3 AND version = $4', [place, event, field, version, position])
    return placed
  }

  /** Once at start: classes that the registry has and the log may not have. */
  async reconcile(): Promise<void> {
    for (const definition of this.list()) {
      if (definition.class === null || definition.position !== null) continue
      const appended = await this.#ports.appendControl(controlOf(definition))
      if (appended.ok) await this.#placed(definition, appended.value.position)
    }
  }

  async #insert({ place, event, field, version, description, class: fieldClass, position, createdAt, subject }: FieldDefinition): Promise<void> {
    await this.#ports.statements.query(
      `INSERT INTO governance.field_definitions (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [place, event, field, version, description, fieldClass, position, createdAt, subject],
    )
  }

  #rulesNow(): FieldRules {
    const overrides = this.list().filter((one) => one.class !== null).map(overrideOf)
    this.#overrides = new Map(overrides.map(({ place, name, class: given }) => [`${place} ${comparableName(name)}`, given]))
    return fieldRulesWith(overrides)
  }
}

function problemOf({ place, event, field, class: wanted }: FieldChange): Result<void> {
  if (wanted === undefined || wanted === null) return ok(undefined)
  if (place === 'event') return fail('governance.class-of-event', 'a class belongs to a property or a trait; an event has none')
  if (event !== '') return fail('governance.class-of-one-event', 'a property has one class, whatever event it comes with: leave "event" out')
  const problem = overrideProblem({ place, name: nameOf(field), class: wanted })
  return problem === undefined ? ok(undefined) : fail('governance.class-too-low', problem)
}

/** A field within another, `address.street`, has the class of its own name. */
function nameOf(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1)
}

function overrideOf({ place, field, class: fieldClass }: FieldDefinition): FieldOverride {
  return { place: place as OverridePlace, name: nameOf(field), class: fieldClass! }
}

function controlOf({ place, field, class: fieldClass, version }: FieldDefinition): FieldClassControl {
  return { control: 'field.class', place: place as OverridePlace, name: nameOf(field), class: fieldClass, version }
}

function keyOf({ place, event, field }: FieldSubject): string {
  return JSON.stringify([place, event, field])
}

function definitionOf({ created_at, ...row }: Row): FieldDefinition {
  return { ...row, createdAt: created_at }
}
