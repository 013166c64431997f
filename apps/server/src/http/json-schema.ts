// The part of JSON Schema (2020-12) that our shapes are published in, and the three things done with it:
// finding what a reference means, telling which fields of a value nobody declared, and moving a shape into a larger document.

export interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: boolean | JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: string
  readonly contentMediaType?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly [keyword: string]: unknown
}

const EMPTY: JsonSchema = {}

/** Follows `$ref` within one shape (`#` is its root, `#/$defs/x` a part of it). */
export function resolveRef(schema: JsonSchema, root: JsonSchema): JsonSchema {
  let at = schema
  for (let hops = 0; at.$ref !== undefined && hops < 32; hops++) {
    at = at.$ref === '#' ? root : (root.$defs?.[decodeURIComponent(at.$ref.replace('#/$defs/', ''))] ?? EMPTY)
  }
  return at
}

export function hasType(schema: JsonSchema, type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type))
}

/** A field of a value that its shape does not know. `known` are the fields that could stand at that place. */
export interface UnknownField {
  readonly path: string
  readonly field: string
  readonly known: readonly string[]
}

/**
 * The first field of `value`, at any depth, that no alternative of the shape declares. Objects that allow other fields
 * (records, loose objects) allow them here as well. A misspelt optional field is thus an error, not silence.
 */
export function findUnknownField(value: unknown, schema: JsonSchema, root: JsonSchema, path = ''): UnknownField | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const shapes = alternatives(schema, root)
  if (Array.isArray(value)) return unknownInList(value, shapes, root, path)
  const objects = shapes.filter((shape) => hasType(shape, 'object') || shape.properties !== undefined)
  if (objects.length === 0) return undefined
  const known = [...new Set(objects.flatMap((shape) => Object.keys(shape.properties ?? EMPTY)))]
  for (const [field, inner] of Object.entries(value)) {
    const declared = objects.flatMap((shape) => (shape.properties !== undefined && Object.hasOwn(shape.properties, field) ? [shape.properties[field]] : []))
    const open = objects.flatMap((shape) => (typeof shape.additionalProperties === 'object' ? [shape.additionalProperties] : shape.additionalProperties === true ? [EMPTY] : []))
    const inside = declared.length > 0 ? declared : open
    if (inside.length === 0) return { path: join(path, field), field, known }
    const deeper = findUnknownField(inner, inside.length === 1 ? inside[0] : { anyOf: inside }, root, join(path, field))
    if (deeper !== undefined) return deeper
  }
  return undefined
}

function unknownInList(list: readonly unknown[], shapes: readonly JsonSchema[], root: JsonSchema, path: string): UnknownField | undefined {
  for (const [index, inner] of list.entries()) {
    const inside = shapes.flatMap((shape): readonly JsonSchema[] => {
      const at = shape.prefixItems?.[index] ?? shape.items
      return typeof at === 'object' ? [at] : []
    })
    if (inside.length === 0) continue
    const deeper = findUnknownField(inner, { anyOf: inside }, root, `${path}[${index}]`)
    if (deeper !== undefined) return deeper
  }
  return undefined
}

/** Every shape a value may have, with references followed and unions (also unions of unions) laid flat. */
function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const at = resolveRef(schema, root)
  const inner = [...(at.anyOf ?? []), ...(at.oneOf ?? []), ...(at.allOf ?? [])]
  return inner.length === 0 ? [at] : inner.flatMap((one) => alternatives(one, root))
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`
}

/**
 * A copy of a shape that can stand inside a larger document: its `$defs` move to `components` under names that begin
 * with `name`, and references point there. A shape that refers to itself moves as a whole.
 */
export function embed(schema: JsonSchema, name: string, components: Record<string, JsonSchema>): JsonSchema {
  const refersToRoot = JSON.stringify(schema).includes('"$ref":"#"')
  const target = (ref: string): string => `#/components/schemas/${ref === '#' ? name : `${name}.${ref.replace('#/$defs/', '')}`}`
  const moved = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(moved)
    if (typeof part !== 'object' || part === null) return part
    const copy: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(part)) {
      if (key === '$schema' || key === '$defs') continue
      copy[key] = key === '$ref' && typeof inner === 'string' ? target(inner) : moved(inner)
    }
    return copy
  }
  for (const [key, inner] of Object.entries(schema.$defs ?? EMPTY)) components[`${name}.${key}`] = moved(inner) as JsonSchema
  const whole = moved(schema) as JsonSchema
  if (!refersToRoot) return whole
  components[name] = whole
  return { $ref: `#/components/schemas/${name}` }
}
