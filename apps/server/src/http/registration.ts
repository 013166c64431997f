import { InvariantError } from '@touchstone/base'
import { toJsonSchema } from '@touchstone/governance'
import type { Operation, Permission, Schema } from '@touchstone/governance'
import type { EventStream } from './event-stream.ts'
import { hasType, resolveRef } from './json-schema.ts'
import type { JsonSchema } from './json-schema.ts'

/** A declaration that passed every check below, with its shapes as JSON Schema and its path in parts. */
export interface Registered {
  readonly name: string
  readonly room: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/`. */
  readonly path: string
  readonly pathFields: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly permission: Permission
  readonly audit: string
  readonly input: Schema
  readonly inputShape: JsonSchema
  readonly outputShape: JsonSchema
  /** The answer is a file of this media type. */
  readonly fileType?: string
  readonly example: { readonly input: Readonly<Record<string, unknown>>; readonly output: unknown }
  /** Exactly one of the two is there. */
  readonly operation?: Operation
  readonly stream?: EventStream
}

const NAME = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/
const PART = /^(?:[a-z0-9][a-z0-9._-]*|\{[a-zA-Z][a-zA-Z0-9]*\})$/
const PERMISSION = /^[a-z][a-z-]*:(?:read|write|reveal|admin)$/

/**
 * Checks every declaration and gives the list the server works with. Throws one `InvariantError` that names every
 * fault found, so that the process does not start with an operation that is open, unexplained, ambiguous or wrongly documented.
 */
export function register(operations: readonly Operation[], streams: readonly EventStream[] = []): Registered[] {
  const faults: string[] = []
  const names = new Set<string>()
  const routes = new Map<string, string>()
  const registered: Registered[] = []
  for (const declared of [...operations.map(fromOperation), ...streams.map(fromStream)]) {
    const found = [...faultsOfWords(declared), ...faultsOfShape(declared)]
    if (names.has(declared.name)) found.push('its name is taken twice')
    names.add(declared.name)
    const route = `${declared.method} ${declared.path.replaceAll(/\{[^}]*\}/g, '{}')}`
    const holder = routes.get(route)
    if (holder !== undefined) found.push(`its route ${route} is already ${holder}`)
    routes.set(route, declared.name)
    faults.push(...found.map((fault) => `${declared.name}: ${fault}`))
    registered.push(declared)
  }
  if (faults.length > 0) throw new InvariantError(`the API cannot be served:\n  ${faults.join('\n  ')}`)
  return registered
}

function fromOperation(operation: Operation): Registered {
  const outputShape = shape(operation.output, 'output')
  const fileType = outputShape.contentMediaType
  return { ...shared(operation), method: operation.method, outputShape, ...(fileType === undefined ? {} : { fileType }), example: exampleOf(operation.example?.input, operation.example?.output), operation }
}

function fromStream(stream: EventStream): Registered {
  return { ...shared(stream), method: 'GET', outputShape: shape(stream.event, 'output'), example: exampleOf(stream.example?.input, stream.example?.event), stream }
}

function shared(declared: Operation | EventStream): Omit<Registered, 'method' | 'outputShape' | 'example'> {
  const { name, path, summary, description, permission, audit, input } = declared
  const pathFields = [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1])
  return { name, room: name.split('.')[0], path, pathFields, summary, description, permission, audit, input, inputShape: shape(input, 'input') }
}

function shape(schema: Schema | undefined, io: 'input' | 'output'): JsonSchema {
  return schema === undefined ? {} : (toJsonSchema(schema, io) as JsonSchema)
}

function exampleOf(input: unknown, output: unknown): Registered['example'] {
  return { input: typeof input === 'object' && input !== null ? { ...input } : {}, output }
}

function faultsOfWords(declared: Registered): string[] {
  const faults: string[] = []
  const parts = declared.path.split('/')
  if (!NAME.test(declared.name)) faults.push('its name must be <room>.<verb-noun>')
  if (!parts.every((part) => PART.test(part)) || parts[0] !== declared.room) faults.push(`its path "${declared.path}" must begin with the room's word and hold only words and {fields}`)
  if (typeof declared.permission !== 'string' || !PERMISSION.test(declared.permission)) faults.push('it has no permission such as segments:write')
  if (typeof declared.audit !== 'string' || declared.audit.trim() === '') faults.push('it has no audit sentence')
  if (typeof declared.summary !== 'string' || declared.summary.trim() === '') faults.push('it has no summary')
  const known = declared.inputShape.properties ?? {}
  for (const field of fieldsOf(declared.audit ?? '')) if (!Object.hasOwn(known, field)) faults.push(`its audit sentence names {${field}}, which is not in its input`)
  for (const field of declared.pathFields) if (!Object.hasOwn(known, field)) faults.push(`its path names {${field}}, which is not in its input`)
  return faults
}

export function fieldsOf(template: string): string[] {
  return [...template.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g)].map((match) => match[1])
}

function faultsOfShape(declared: Registered): string[] {
  if (!hasType(declared.inputShape, 'object')) return ['its input must be an object shape']
  const source = declared.operation?.example ?? declared.stream?.example
  if (source === undefined) return ['it has no example']
  const input = declared.input.safeParse(source.input)
  if (!input.success) return [`its example input does not fit its own shape: ${input.error.issues[0].path.join('.')}: ${input.error.issues[0].message}`]
  const outputSchema = declared.operation?.output ?? declared.stream?.event
  const output = outputSchema?.safeParse(declared.example.output)
  if (output?.success !== true) return [`its example output does not fit its own shape: ${output?.error.issues[0].path.join('.')}: ${output?.error.issues[0].message}`]
  return faultsOfTextForm(declared)
}

/** Path and query values arrive as text, so what stands there must be readable from text and mean the same. */
function faultsOfTextForm(declared: Registered): string[] {
  const hasBody = takesBody(declared)
  const faults: string[] = []
  for (const [field, fieldShape] of Object.entries(declared.inputShape.properties ?? {})) {
    if (hasBody && !declared.pathFields.includes(field)) continue
    const at = resolveRef(fieldShape, declared.inputShape)
    if (hasType(at, 'object')) faults.push(`its field ${field} is an object, which a path or query cannot carry`)
    const samples: unknown[] = Object.hasOwn(declared.example.input, field) ? [declared.example.input[field]] : []
    if (hasType(at, 'boolean')) samples.push(true, false)
    for (const sample of samples) {
      if (typeof sample !== 'number' && typeof sample !== 'boolean') continue
      const read = declared.input.safeParse({ ...declared.example.input, [field]: String(sample) })
      if (!read.success || (read.data as Record<string, unknown>)[field] !== sample) faults.push(`its field ${field} is not readable from text ("${sample}"): use s.coerce.number() or s.stringbool()`)
    }
  }
  return faults
}

export function takesBody(declared: Registered): boolean {
  return declared.method === 'POST' || declared.method === 'PATCH'
}
