import { resolveRef } from '../../../apps/server/src/http/json-schema.ts'
import type { JsonSchema } from '../../../apps/server/src/http/json-schema.ts'

// JSON Schema, in the part of it that our schema library emits, as TypeScript. A shape becomes one exported type; shapes
// that are referred to (they repeat or contain themselves) become types of their own under the first one's name.

/** The declarations for one shape: the named type first, then the parts it refers to. */
export function printDeclarations(name: string, schema: JsonSchema): string {
  const print = (part: JsonSchema, indent = ''): string => printType(part, { root: schema, name, indent })
  const parts = Object.entries(schema.$defs ?? {}).map(([part, shape]) => declaration(partName(name, part), print(shape)))
  return [declaration(name, print(schema)), ...parts].join('\n')
}

/** An object is an interface, so that editors name it; anything else is an alias. */
function declaration(name: string, type: string): string {
  return type.startsWith('{\n') && type.endsWith('\n}') && !type.slice(1, -1).includes('\n}') ? `export interface ${name} ${type}\n` : `export type ${name} = ${type}\n`
}

interface Place {
  readonly root: JsonSchema
  readonly name: string
  readonly indent: string
}

function printType(schema: JsonSchema, place: Place): string {
  if (schema.$ref !== undefined) return schema.$ref === '#' ? place.name : partName(place.name, schema.$ref.replace('#/$defs/', ''))
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return union(schema.enum.map(literal))
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return union(options.map((one) => printType(one, place)))
  if (schema.allOf !== undefined) return schema.allOf.map((one) => `(${printType(one, place)})`).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => printType({ ...schema, type }, place)))
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      return printList(schema, place)
    case 'object':
      return printObject(schema, place)
    default:
      return 'unknown'
  }
}

function printList(schema: JsonSchema, place: Place): string {
  if (schema.prefixItems !== undefined) return `readonly [${schema.prefixItems.map((one) => printType(one, place)).join(', ')}]`
  return `ReadonlyArray<${typeof schema.items === 'object' ? printType(schema.items, place) : 'unknown'}>`
}

function printObject(schema: JsonSchema, place: Place): string {
  const fields = Object.entries(schema.properties ?? {})
  const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
  if (fields.length === 0) return open === undefined ? '{}' : `Readonly<Record<string, ${printType(open, place)}>>`
  const inner = `${place.indent}  `
  const lines = fields.map(([name, shape]) => {
    const optional = schema.required?.includes(name) === true ? '' : '?'
    return `${comment(resolveRef(shape, place.root).description ?? shape.description, inner)}${inner}readonly ${key(name)}${optional}: ${printType(shape, { ...place, indent: inner })}\n`
  })
  if (open !== undefined) lines.push(`${inner}readonly [other: string]: unknown\n`)
  return `{\n${lines.join('')}${place.indent}}`
}

export function comment(text: string | undefined, indent: string): string {
  return text === undefined ? '' : `${indent}/** ${text.replaceAll('*/', '*\\/').replaceAll(/\s*\n\s*/g, ' ')} */\n`
}

function union(types: readonly string[]): string {
  const distinct = [...new Set(types)]
  return distinct.length === 0 ? 'never' : distinct.join(' | ')
}

/** As our own code writes text: single quotes, unless the text has one. */
function literal(value: unknown): string {
  return typeof value === 'string' && !/['\\\n\r]/.test(value) ? `'${value}'` : JSON.stringify(value)
}

function key(name: string): string {
  return /^[a-zA-Z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}

function partName(name: string, part: string): string {
  return name + pascal(decodeURIComponent(part))
}

/** `segments.create-segment` → `SegmentsCreateSegment`; anything that is not a letter or digit ends a word. */
export function pascal(words: string): string {
  return words
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
