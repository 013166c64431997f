// The fields of a plan as they lie within each other.
import { namesOfPath } from '@touchstone/vocabulary'
import type { PlannedField, PlannedType } from './plan.ts'

export interface FieldNode {
  /** '' for the object that all of them lie in. */
  readonly path: string
  /** What the plan says of it; undefined where it only says what lies within. */
  planned: PlannedField | undefined
  /** As planned, or as what lies within it has it; undefined for the items of a list of which nothing is said. */
  readonly type: PlannedType | undefined
  readonly fields: Map<string, FieldNode>
  items: FieldNode | undefined
}

export function fieldTree(fields: readonly PlannedField[]): FieldNode {
  const root = emptyNode('')
  for (const field of fields) namesOfPath(field.field).reduce(childOf, root).planned = field
  return root
}

function childOf(parent: FieldNode, name: string): FieldNode {
  if (name === '[]') return (parent.items ??= emptyNode(`${parent.path}.[]`))
  const known = parent.fields.get(name)
  if (known !== undefined) return known
  const node = emptyNode(pathOf(parent.path, name))
  parent.fields.set(name, node)
  return node
}

/** The path of a field within another; a dot within its name is written `\.`. */
export function pathOf(parent: string, name: string): string {
  const written = name.includes('.') ? name.replaceAll('.', '\\.') : name
  return parent === '' ? written : `${parent}.${written}`
}

function emptyNode(path: string): FieldNode {
  return {
    path, planned: undefined, fields: new Map(), items: undefined,
    get type() {
      return this.planned?.type ?? (this.items !== undefined ? 'list' : this.fields.size > 0 ? 'object' : undefined)
    },
  }
}
