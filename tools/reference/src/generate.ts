import type { Operation } from '@touchstone/governance'
import { typeLabel } from '../../../apps/server/src/http/docs-page.ts'
import type { EventStream } from '../../../apps/server/src/http/event-stream.ts'
import { hasType, resolveRef } from '../../../apps/server/src/http/json-schema.ts'
import type { JsonSchema } from '../../../apps/server/src/http/json-schema.ts'
import { register, takesBody } from '../../../apps/server/src/http/registration.ts'
import type { Registered } from '../../../apps/server/src/http/registration.ts'
import type { FieldHelp, OperationHelp } from '@touchstone/client'
import { comment, pascal, printDeclarations } from './print-type.ts'

const HEADER = '// Generated from the declared operations by tools/reference; change those and run `npm run reference`.\n'

export interface Generated {
  /** Types, and the tables that the client works with. */
  readonly table: string
  /** The same operations as the command line explains them; apart, so that a browser need not load it. */
  readonly reference: string
}

/** The generated files of a client, as text. The same declarations give the same text, byte for byte. */
export function generate(operations: readonly Operation[], streams: readonly EventStream[]): Generated {
  const routes = register(operations, streams).sort((a, b) => (a.name < b.name ? -1 : 1))
  const called = routes.filter((route) => route.stream === undefined)
  const calls = called.filter((route) => route.fileType === undefined)
  const files = called.filter((route) => route.fileType !== undefined)
  const watched = routes.filter((route) => route.stream !== undefined)
  const types = routes.flatMap((route) => [printDeclarations(`${pascal(route.name)}Input`, route.inputShape), printDeclarations(`${pascal(route.name)}Output`, route.outputShape)])
  const table = [
    HEADER,
    "import type { RouteTable, StreamTable } from './route-table.ts'\n",
    printExchanges('Operations', 'Every operation: what it takes and what it gives.', calls),
    printExchanges('Downloads', 'Every operation that gives a file; its text is the output.', files),
    printExchanges('Streams', 'Every event stream: its filter and its entries.', watched),
    `export const ROUTES = {\n${called.map((route) => `  '${route.name}': ['${route.method}', '${route.path}'${route.fileType === undefined ? '' : `, '${route.fileType}'`}],\n`).join('')}} as const satisfies RouteTable\n`,
    `export const STREAMS = {\n${watched.map((route) => `  '${route.name}': '${route.path}',\n`).join('')}} as const satisfies StreamTable\n`,
    ...types,
  ].join('\n')
  const reference = `${HEADER}\nimport type { OperationHelp } from './route-table.ts'\n\n/** Every operation as the command line explains it. */\nexport const REFERENCE: readonly OperationHelp[] = ${JSON.stringify(called.map(help), null, 2)}\n`
  return { table, reference }
}

function printExchanges(name: string, about: string, routes: readonly Registered[]): string {
  const lines = routes.map((route) => `${comment(`${route.summary}.`, '  ')}  readonly '${route.name}': { readonly input: ${pascal(route.name)}Input; readonly output: ${pascal(route.name)}Output }\n`)
  return `${comment(about, '')}export interface ${name} {\n${lines.join('')}}\n`
}

function help(route: Registered): OperationHelp {
  const { name, method, path, summary, description, permission, example } = route
  const fields = Object.entries(route.inputShape.properties ?? {}).map(([field, shape]) => fieldHelp(route, field, shape))
  const file = route.fileType === undefined ? {} : { fileType: route.fileType }
  return { name, method, path, summary, ...(description === undefined ? {} : { description }), ...file, permission, fields, example }
}

function fieldHelp(route: Registered, name: string, shape: JsonSchema): FieldHelp {
  const description = shape.description ?? resolveRef(shape, route.inputShape).description
  return {
    name,
    place: route.pathFields.includes(name) ? 'path' : takesBody(route) ? 'body' : 'query',
    kind: kindOf(shape, route.inputShape),
    required: route.inputShape.required?.includes(name) === true,
    type: typeLabel(shape, route.inputShape),
    ...(description === undefined ? {} : { description }),
  }
}

/** How text typed by a person becomes this field. Whatever may be several things, or is deep, is typed as JSON. */
function kindOf(shape: JsonSchema, root: JsonSchema): FieldHelp['kind'] {
  const at = resolveRef(shape, root)
  if (at.enum !== undefined) return at.enum.every((one) => typeof one === 'string') ? 'string' : 'json'
  if (Array.isArray(at.type) || at.type === undefined) return 'json'
  if (at.type === 'array') return typeof at.items === 'object' && hasType(resolveRef(at.items, root), 'string') ? 'list' : 'json'
  if (at.type === 'integer' || at.type === 'number') return 'number'
  return at.type === 'string' || at.type === 'boolean' ? at.type : 'json'
}
