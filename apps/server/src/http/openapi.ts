import { embed } from './json-schema.ts'
import type { JsonSchema } from './json-schema.ts'
import { FAILURE_STATUSES } from './failure-status.ts'
import { takesBody } from './registration.ts'
import type { Registered } from './registration.ts'

/** An OpenAPI 3.1 document. Only the parts that our own readers use are spelled out. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: Readonly<Record<string, unknown>>
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, unknown>>
  readonly [part: string]: unknown
}

const FAILURE_MEANING: Readonly<Record<number, string>> = {
  400: 'The input is wrong; the message names the field.',
  401: 'No known bearer token came with the call.',
  403: 'The token does not allow this.',
  404: 'What the path names does not exist.',
  409: 'The state it would change is not what the caller thinks.',
  413: 'The body is too large.',
  429: 'Too many calls; wait as long as Retry-After says.',
  500: 'A defect of the server; the message names an incident in its log.',
  503: 'It cannot be done at this moment; wait as long as Retry-After says.',
}

const ERROR_SHAPE: JsonSchema = {
  type: 'object',
  properties: {
    code: { type: 'string', description: 'Stable; grep for it in the source.' },
    message: { type: 'string', description: 'What was expected and what came.' },
    details: { description: 'More about it, where there is more.' },
  },
  required: ['code', 'message'],
}

/** The published description of the registered declarations: nothing in it is written anywhere else. */
export function openApiDocument(routes: readonly Registered[], about: { readonly version: string; readonly address?: string }): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = { Error: ERROR_SHAPE }
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = (paths[`/api/${route.path}`] ??= {})
    path[route.method.toLowerCase()] = entry(route, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Touchstone', version: about.version, description: 'The API of the platform, generated from its operations. Times are milliseconds since 1970 UTC.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    ...(about.address === undefined ? {} : { servers: [{ url: about.address }] }),
    security: [{ token: [] }],
    tags: [...new Set(routes.map((route) => route.room))].map((name) => ({ name })),
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The admin token printed at the first start.' } } },
  }
}

function entry(route: Registered, schemas: Record<string, JsonSchema>): Record<string, unknown> {
  const base = route.name.replaceAll('.', '_')
  const input = embed(route.inputShape, `${base}_input`, schemas)
  const output = embed(route.outputShape, `${base}_output`, schemas)
  const fields = Object.entries(input.properties ?? {})
  const inPath = fields.filter(([field]) => route.pathFields.includes(field))
  const others = fields.filter(([field]) => !route.pathFields.includes(field))
  const parameters = [...inPath, ...(takesBody(route) ? [] : others)].map(([field, shape]) => parameter(route, field, shape))
  const contentType = route.fileType ?? (route.stream === undefined ? 'application/json' : 'text/event-stream')
  return {
    operationId: route.name,
    tags: [route.room],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takesBody(route) && others.length > 0 ? { requestBody: body(route, Object.fromEntries(others)) } : {}),
    responses: { 200: { description: 'It worked.', content: { [contentType]: { schema: output, example: route.example.output } } }, ...failures() },
    'x-permission': route.permission,
  }
}

function parameter(route: Registered, name: string, shape: JsonSchema): Record<string, unknown> {
  const { description, ...schema } = shape
  const inPath = route.pathFields.includes(name)
  const example = route.example.input[name]
  return {
    name,
    in: inPath ? 'path' : 'query',
    required: inPath || route.inputShape.required?.includes(name) === true,
    ...(description === undefined ? {} : { description }),
    schema,
    ...(example === undefined ? {} : { example }),
  }
}

function body(route: Registered, properties: Record<string, JsonSchema>): Record<string, unknown> {
  const required = (route.inputShape.required ?? []).filter((field) => Object.hasOwn(properties, field))
  const example = Object.fromEntries(Object.entries(route.example.input).filter(([field]) => Object.hasOwn(properties, field)))
  const schema = { type: 'object', properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false }
  return { required: required.length > 0, content: { 'application/json': { schema, example } } }
}

function failures(): Record<string, unknown> {
  const answers: Record<string, unknown> = {}
  for (const status of FAILURE_STATUSES) {
    const retry = status === 429 || status === 503 ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } } : {}
    answers[status] = { description: FAILURE_MEANING[status], ...retry, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }
  }
  return answers
}
