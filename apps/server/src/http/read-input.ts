import type { IncomingMessage } from 'node:http'
import { fail, nearest, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import { findUnknownField, hasType, resolveRef } from './json-schema.ts'
import { LIMITS } from './limits.ts'
import { takesBody } from './registration.ts'
import type { Registered } from './registration.ts'

type Input = Map<string, unknown>

/**
 * Path, query and body of one call as one checked input. Every way it can be wrong is a failure that names the field
 * and quotes what came: given twice, unknown (with the nearest known name), missing, or of the wrong shape.
 */
export async function readInput(req: IncomingMessage, declared: Registered, pathValues: readonly string[], query: string): Promise<Result<unknown>> {
  const input: Input = new Map(declared.pathFields.map((field, index) => [field, pathValues[index]]))
  const fromQuery = mergeQuery(input, declared, query)
  if (!fromQuery.ok) return fromQuery
  const body = await readBody(req, takesBody(declared))
  if (!body.ok) return body
  for (const [field, value] of Object.entries(body.value)) {
    if (input.has(field)) return fail('api.field-given-twice', `"${field}" is in the body and in the path or query; give it once`)
    input.set(field, value)
  }
  return check(Object.fromEntries(input), declared)
}

function mergeQuery(input: Input, declared: Registered, query: string): Result<void> {
  const given = new URLSearchParams(query)
  for (const field of new Set(given.keys())) {
    const values = given.getAll(field)
    const fieldShape = declared.inputShape.properties?.[field]
    const isList = fieldShape !== undefined && hasType(resolveRef(fieldShape, declared.inputShape), 'array')
    if (input.has(field) || (values.length > 1 && !isList)) return fail('api.field-given-twice', `"${field}" is given more than once; give it once`)
    input.set(field, isList ? values : values[0])
  }
  return ok(undefined)
}

/** The checks that need no request; exported for the registration of examples in tests and for other transports. */
export function check(value: Record<string, unknown>, declared: Registered): Result<unknown> {
  const unknown = findUnknownField(value, declared.inputShape, declared.inputShape)
  if (unknown !== undefined) {
    const near = nearest(unknown.field, unknown.known)
    const hint = near !== undefined ? `; did you mean "${near}"?` : unknown.known.length > 0 ? `; it takes ${unknown.known.join(', ')}` : '; it takes no fields'
    return fail('api.unknown-field', `"${unknown.path}" is not a field of ${declared.name}${hint}`, { field: unknown.path, nearest: near })
  }
  const missing = (declared.inputShape.required ?? []).filter((field) => value[field] === undefined)
  if (missing.length > 0) return fail('api.missing-field', `${declared.name} needs ${missing.map((field) => `"${field}"`).join(', ')}`, { missing })
  const parsed = declared.input.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const faults = parsed.error.issues.slice(0, 10).map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  return fail('api.invalid-field', `"${faults[0].field}": ${faults[0].message}; given: ${quote(valueAt(value, parsed.error.issues[0].path))}`, { faults })
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
  return at
}

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

/**
 * The body as an object: `{}` when there is none. What comes beyond the limit is thrown away as it arrives, so that the
 * sender can read the refusal; the server's request timeout ends whoever goes on sending.
 */
async function readBody(req: IncomingMessage, wanted: boolean): Promise<Result<Record<string, unknown>>> {
  const encoding = req.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') return fail('api.body-encoding', `a body of /api must not be compressed; given content-encoding: ${encoding.slice(0, 40)}`)
  const chunks: Buffer[] = []
  let size = 0
  if (Number(req.headers['content-length'] ?? 0) > LIMITS.bodyBytes) return tooLarge()
  // Leaving the loop early must not destroy the socket: the refusal still has to go out. A sender that hangs up throws here.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > LIMITS.bodyBytes) {
      req.resume()
      return tooLarge()
    }
    chunks.push(chunk)
  }
  if (size === 0) return ok({})
  if (!wanted) return fail('api.unexpected-body', `a ${req.method} of /api takes no body; put the fields into the query`)
  return parseObject(Buffer.concat(chunks, size))
}

function tooLarge(): Result<never> {
  return fail('api.body-too-large', `a body of /api holds at most ${LIMITS.bodyBytes} bytes`)
}

function parseObject(bytes: Buffer): Result<Record<string, unknown>> {
  if (depthOf(bytes) > LIMITS.bodyDepth) return fail('api.body-too-deep', `a body of /api nests at most ${LIMITS.bodyDepth} levels`)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    return fail('api.invalid-json', `the body must be one JSON object in UTF-8: ${(error as Error).message.slice(0, 200)}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('api.invalid-json', `the body must be a JSON object; given: ${quote(value)}`)
  return ok(value as Record<string, unknown>)
}

/** How deep brackets nest outside strings. Looks at each byte once; JSON that is wrong otherwise is left to the parser. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (inString) {
      if (byte === 0x5c) i++
      else if (byte === 0x22) inString = false
    } else if (byte === 0x22) inString = true
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x7d || byte === 0x5d) depth--
  }
  return deepest
}
