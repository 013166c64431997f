// A plan as TypeScript: an interface per event, one that names them all, and one for traits, so that a sender's compiler says
// what this plan would say at the edge. What types cannot say (patterns, whole numbers, dates) stands in comments.
import type { FieldNode } from './field-tree.ts'
import { fieldTree } from './field-tree.ts'
import type { Plan, PlannedType } from './plan.ts'

export interface NamedPlan {
  readonly source: string
  readonly version: number
  readonly plan: Plan
}

/** The text of one module without imports. */
export function planTypes({ source, version, plan }: NamedPlan): string {
  const isOpen = plan.unplannedFields === 'allow'
  const names = namesFor(plan.events.map(({ event }) => event))
  const parts = plan.events.map(({ event, description, fields }, i) => `${comment([description || `The event ${quoted(event)}.`], '')}export interface ${names[i]} ${objectType(fieldTree(fields), '', isOpen)}\n`)
  const events = plan.events.map(({ event }, i) => `  ${quoted(event)}: ${names[i]}\n`).join('')
  const others = plan.unplannedEvents === 'allow' ? '  [other: string]: object\n' : ''
  return [
    `// Made from version ${version} of the tracking plan of the source ${quoted(source)}. Make it anew instead of changing it.\n`,
    ...parts,
    `/** Each event with its properties. */\nexport interface Events {\n${events}${others}}\n`,
    ...(plan.traits === undefined ? [] : [`/** What an identify call says about a person. */\nexport interface Traits ${objectType(fieldTree(plan.traits), '', isOpen)}\n`]),
    `/** A track call that only lets planned events through: \`const track: Track = (event, properties) => analytics.track(event, properties)\`. */\nexport type Track = <Name extends keyof Events>(event: Name, properties: Events[Name]) => void\n`,
  ].join('\n')
}

function objectType(node: FieldNode, indent: string, isOpen: boolean): string {
  const inner = `${indent}  `
  const lines = [...node.fields].map(([name, child]) => {
    const isRequired = child.planned?.required === true
    return `${comment(notesOf(child), inner)}${inner}${keyOf(name)}${isRequired ? '' : '?'}: ${typeOf(child, inner, isOpen)}${isRequired ? '' : ' | null | undefined'}\n`
  })
  if (isOpen) lines.push(`${inner}[other: string]: unknown\n`)
  if (lines.length === 0) lines.push(`${inner}[none: string]: never\n`)
  return `{\n${lines.join('')}${indent}}`
}

const PLAIN: Readonly<Record<Exclude<PlannedType, 'object' | 'list'>, string>> = { text: 'string', date: 'string', number: 'number', whole: 'number', boolean: 'boolean' }

function typeOf(node: FieldNode, indent: string, isOpen: boolean): string {
  const { planned, type } = node
  if (planned?.values !== undefined && planned.values.length > 0) return planned.values.map((value) => (typeof value === 'string' ? quoted(value) : String(value))).join(' | ')
  if (type === undefined) return 'unknown'
  if (type === 'list') return `Array<${node.items === undefined ? 'unknown' : typeOf(node.items, indent, isOpen)}>`
  if (type === 'object') return node.fields.size === 0 ? 'Record<string, unknown>' : objectType(node, indent, isOpen)
  return PLAIN[type]
}

function notesOf({ planned }: FieldNode): string[] {
  if (planned === undefined) return []
  const { description, type, pattern, class: fieldClass } = planned
  return [
    description,
    type === 'whole' ? 'Without a fraction.' : type === 'date' ? 'A date, such as 2026-11-29 or 2026-11-29T10:00:00Z.' : '',
    pattern === undefined ? '' : `Matches ${pattern}`,
    fieldClass === undefined || fieldClass === 'internal' || fieldClass === 'public' ? '' : `Class: ${fieldClass}.`,
  ].filter((note) => note !== '')
}

function comment(notes: readonly string[], indent: string): string {
  const lines = notes.flatMap((note) => note.replaceAll('*/', '* /').split(/[\r\n\u2028\u2029]+/))
  if (lines.length === 0) return ''
  return lines.length === 1 ? `${indent}/** ${lines[0]} */\n` : `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** Names of interfaces, each once: `Order Completed` is OrderCompleted. */
function namesFor(events: readonly string[]): string[] {
  const taken = new Set(['Events', 'Traits', 'Track', 'Array', 'Record'])
  return events.map((event) => {
    const words = event.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? []
    const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
    const base = joined === '' ? 'Event' : /^\d/.test(joined) ? `Event${joined}` : joined
    let name = base
    for (let i = 2; taken.has(name); i++) name = `${base}${i}`
    taken.add(name)
    return name
  })
}
