// A plan as a check that every event of its source passes at the edge. The plan's field names are laid out once as trees, so
// that an event costs one look-up per field that it has, and a few more where something is required.
//
// A message never quotes a text: what is in the wrong field may be anything, and messages are readable in quarantine.
import { maskEmails, parseInstant, scrubCards, type FactType } from '@touchstone/vocabulary'
import { isPlainObject, type PlainObject } from '../model.ts'
import { typeName } from '../quote.ts'
import { fieldTree, pathOf, type FieldNode } from './field-tree.ts'
import type { Plan, PlannedType } from './plan.ts'
import { textPattern, type TextPattern } from './text-pattern.ts'

export const PROBLEMS = ['event-unplanned', 'field-unplanned', 'field-missing', 'type', 'value', 'pattern'] as const
export type Problem = (typeof PROBLEMS)[number]

export interface Violation {
  readonly problem: Problem
  /** '' where it is the event itself; `[]` stands for the items of a list. */
  readonly field: string
  /** What was expected and what came. */
  readonly message: string
  readonly blocks: boolean
}

/** Violations of one event that are told. */
const MOST_TOLD = 20
/** Characters of a field's name that nobody planned. */
const LONGEST_NAME = 200

interface Node {
  readonly path: string
  readonly type: PlannedType | undefined
  readonly values: ReadonlySet<unknown> | undefined
  readonly pattern: TextPattern | undefined
  readonly fields: ReadonlyMap<string, Node>
  readonly required: readonly { readonly name: string; readonly node: Node }[]
  readonly items: Node | undefined
}

export interface CompiledPlan {
  readonly version: number
  /** What the event has that it should not have, or lacks; undefined where it is as planned. */
  check(type: FactType, event: string, properties: PlainObject, traits: PlainObject): Violation[] | undefined
}

/** `plan` has passed `checkPlan`. */
export function compilePlan(plan: Plan, version: number): CompiledPlan {
  return new PlanCheck(plan, version)
}

class PlanCheck implements CompiledPlan {
  readonly version: number
  readonly #plan: Plan
  readonly #events: ReadonlyMap<string, Node>
  readonly #traits: Node | undefined
  #found: Violation[] | undefined

  constructor(plan: Plan, version: number) {
    this.version = version
    this.#plan = plan
    this.#events = new Map(plan.events.map(({ event, fields }) => [event, checkOf(fieldTree(fields))]))
    this.#traits = plan.traits && checkOf(fieldTree(plan.traits))
  }

  check(type: FactType, event: string, properties: PlainObject, traits: PlainObject): Violation[] | undefined {
    this.#found = undefined
    if (type === 'track' || type === 'page' || type === 'screen') {
      const planned = this.#events.get(event)
      if (planned !== undefined) this.#object(properties, planned)
      else if (this.#plan.unplannedEvents !== 'allow') this.#note('event-unplanned', '', `expected one of the ${this.#events.size} events of the plan`)
    } else if (type === 'identify' && this.#traits !== undefined) this.#object(traits, this.#traits)
    return this.#found
  }

  #object(object: PlainObject, node: Node): void {
    const { fields, required } = node
    const looksAtOthers = this.#plan.unplannedFields !== 'allow'
    for (const name in object) {
      const planned = fields.get(name)
      if (planned !== undefined) this.#value(object[name], planned)
      else if (looksAtOthers) this.#unplanned(node, name)
    }
    for (let i = 0; i < required.length; i++) {
      const { name, node: wanted } = required[i]!
      if (object[name] == null || !Object.hasOwn(object, name)) this.#note('field-missing', wanted.path, `expected ${wanted.path}${kindOf(wanted.type)}, got none`)
    }
  }

  /** A field that is null is absent: that is said where it is required. */
  #value(value: unknown, node: Node): void {
    if (value === null || value === undefined) return
    const { type, values, pattern } = node
    if (type !== undefined && !isOfType(value, type)) this.#note('type', node.path, `expected ${node.path}${kindOf(type)}, got ${gotOf(value)}`)
    else if (values !== undefined && !values.has(value)) this.#note('value', node.path, `expected ${node.path} as one of its ${values.size} values, got another`)
    else if (pattern !== undefined && !pattern(value as string)) this.#note('pattern', node.path, `expected ${node.path} to match its pattern, got ${gotOf(value)} that does not`)
    else if (Array.isArray(value)) {
      if (node.items !== undefined) for (let i = 0; i < value.length; i++) this.#item(value[i], node.items)
    } else if (typeof value === 'object' && node.fields.size > 0) this.#object(value as PlainObject, node)
  }

  #item(value: unknown, node: Node): void {
    if (value === null || value === undefined) this.#note('type', node.path, `expected ${node.path}${kindOf(node.type)}, got null`)
    else if (node.fields.size > 0 && !isPlainObject(value)) this.#note('type', node.path, `expected ${node.path} as an object, got ${gotOf(value)}`)
    else this.#value(value, node)
  }

  #unplanned(node: Node, name: string): void {
    // A sender may name a field anything, also after a person.
    const field = pathOf(node.path, maskEmails(scrubCards(name.slice(0, LONGEST_NAME).toWellFormed())))
    this.#note('field-unplanned', field, 'expected only fields of the plan, got another')
  }

  #note(problem: Problem, field: string, message: string): void {
    const found = (this.#found ??= [])
    const action = problem === 'event-unplanned' ? this.#plan.unplannedEvents : problem === 'field-unplanned' ? this.#plan.unplannedFields : this.#plan.violations
    const blocks = action === 'block'
    // The items of a list are one field; what blocks is told even where there is much else.
    if (found.some((one) => one.problem === problem && one.field === field)) return
    if (found.length < MOST_TOLD) found.push({ problem, field, message, blocks })
    else if (blocks && !found[0]!.blocks) found[0] = { problem, field, message, blocks }
  }
}

function isOfType(value: unknown, type: PlannedType): boolean {
  if (type === 'text') return typeof value === 'string'
  if (type === 'number') return typeof value === 'number'
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'whole') return Number.isInteger(value)
  if (type === 'list') return Array.isArray(value)
  if (type === 'object') return isPlainObject(value)
  return typeof value === 'string' && parseInstant(value) !== undefined
}

const KINDS: Readonly<Record<PlannedType, string>> = {
  text: ' as text', number: ' as a number', whole: ' as a number without a fraction', boolean: ' as true or false', date: ' as a date', object: ' as an object', list: ' as a list',
}

function kindOf(type: PlannedType | undefined): string {
  return type === undefined ? '' : KINDS[type]
}

/** What came, without what it says. */
function gotOf(value: unknown): string {
  if (typeof value === 'string') return `text of ${value.length} characters`
  return typeof value === 'number' && !Number.isInteger(value) ? 'a number with a fraction' : typeName(value)
}

function checkOf({ path, planned, type, fields, items }: FieldNode): Node {
  const pattern = planned?.pattern === undefined ? undefined : textPattern(planned.pattern)
  const checks = new Map([...fields].map(([name, child]) => [name, checkOf(child)]))
  return {
    path, type, fields: checks,
    values: planned?.values && new Set(planned.values),
    pattern: pattern?.ok === true ? pattern.value : undefined,
    required: [...fields].filter(([, child]) => child.planned?.required === true).map(([name]) => ({ name, node: checks.get(name)! })),
    items: items && checkOf(items),
  }
}
