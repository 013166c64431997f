import { html, page } from './html.ts'
import type { Html, Page } from './html.ts'
import { resolveRef } from './json-schema.ts'
import type { JsonSchema } from './json-schema.ts'
import { PAGE_STYLE } from './page-style.ts'
import { takesBody } from './registration.ts'
import type { Registered } from './registration.ts'

/** The reference at `/docs`: one page for reading and searching in the browser, all of it from the declarations. */
export function docsPage(routes: readonly Registered[], address: string): Page {
  const rooms = [...new Set(routes.map((route) => route.room))].sort()
  const of = (room: string): Registered[] => routes.filter((route) => route.room === room)
  const body = html`<main>
<h1>Touchstone API</h1>
<p>Base address <code>${address}</code>. Send the admin token as <code>Authorization: Bearer …</code>. Times are milliseconds since 1970 UTC.
An error is <code>{"code", "message", "details"?}</code>: the code is stable, the message says what was expected and what came.
The same description for machines: <a href="/api/openapi.json">/api/openapi.json</a>. The console: <a href="/">/</a>.</p>
<nav aria-label="Operations">${rooms.map((room) => html`<h2 id="room-${room}">${room}</h2><ul>${of(room).map((route) => html`<li><a href="#${route.name}">${route.name}</a></li>`)}</ul>`)}</nav>
${rooms.map((room) => html`<section aria-labelledby="in-${room}"><h2 id="in-${room}">${room}</h2>${of(room).map((route) => entry(route, address))}</section>`)}
</main>`
  return page('Touchstone API', PAGE_STYLE, body)
}

function entry(route: Registered, address: string): Html {
  const fields = Object.entries(route.inputShape.properties ?? {})
  return html`<article>
<h3 id="${route.name}"><a href="#${route.name}">${route.name}</a></h3>
<p><code>${route.method} /api/${route.path}</code> <span class="soft">needs ${route.permission}</span></p>
<p>${prose(route.summary)}.${route.fileType === undefined ? undefined : html` Answers a file, <code>${route.fileType}</code>.`}${route.description === undefined ? undefined : html` ${prose(route.description)}`}</p>
${fields.length === 0 ? html`<p class="soft">No input.</p>` : html`<div class="scroll"><table><thead><tr><th>Field</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${fields.map(([name, shape]) => row(route, name, shape))}</tbody></table></div>`}
<pre>${curlExample(route, address)}</pre>
<pre>${route.fileType === undefined ? JSON.stringify(route.example.output, null, 2) : String(route.example.output)}</pre>
</article>`
}

function row(route: Registered, name: string, shape: JsonSchema): Html {
  const place = route.pathFields.includes(name) ? 'path' : takesBody(route) ? 'body' : 'query'
  const needed = route.inputShape.required?.includes(name) === true
  return html`<tr><td><code>${name}</code>${needed ? undefined : html` <span class="soft">optional</span>`}</td><td>${place}</td><td>${typeLabel(shape, route.inputShape)}</td><td>${prose(shape.description ?? resolveRef(shape, route.inputShape).description ?? '')}</td></tr>`
}

/** Sentences of a declaration, with what stands between backticks as code. */
function prose(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

/** A shape in a few words, for a person who reads: `integer 1…1000`, `"a" or "b"`, `list of string`. */
export function typeLabel(shape: JsonSchema, root: JsonSchema): string {
  const at = resolveRef(shape, root)
  if (at.const !== undefined) return JSON.stringify(at.const)
  if (at.enum !== undefined) return at.enum.map((one) => JSON.stringify(one)).join(' or ')
  const options = at.anyOf ?? at.oneOf
  if (options !== undefined) return [...new Set(options.map((one) => typeLabel(one, root)))].join(' or ')
  const type = at.type === undefined ? 'anything' : typeof at.type === 'string' ? at.type : at.type.join(' or ')
  if (type === 'array') return `list of ${typeof at.items === 'object' ? typeLabel(at.items, root) : 'anything'}`
  return `${type}${rangeLabel(at)}${at.maxLength === undefined ? '' : ` up to ${at.maxLength} characters`}`
}

function rangeLabel({ minimum, maximum }: JsonSchema): string {
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`
  return least !== undefined ? ` from ${least}` : most !== undefined ? ` up to ${most}` : ''
}

/** A line that works when pasted into a POSIX shell, with the token taken from the environment. */
export function curlExample(route: Registered, address: string): string {
  const { input } = route.example
  const path = route.path.replaceAll(/\{([^}]*)\}/g, (_, field: string) => encodeURIComponent(String(input[field])))
  const others = Object.entries(input).filter(([field]) => !route.pathFields.includes(field))
  const query = new URLSearchParams()
  if (!takesBody(route)) for (const [field, value] of others) for (const one of Array.isArray(value) ? value : [value]) query.append(field, String(one))
  const url = `${address}/api/${path}${query.size === 0 ? '' : `?${query}`}`
  const lines = [`curl ${route.stream === undefined ? '' : '-N '}${route.fileType === undefined ? '' : '-OJ '}${route.method === 'GET' ? '' : `-X ${route.method} `}${quoted(url)}`, `-H "Authorization: Bearer $TOUCHSTONE_ADMIN_TOKEN"`]
  if (takesBody(route) && others.length > 0) lines.push(`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(Object.fromEntries(others)))}`)
  return lines.join(' \\\n  ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
