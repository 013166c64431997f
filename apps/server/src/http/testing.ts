import { ManualClock, fail, ok } from '@touchstone/base'
import { download, operation, s } from '@touchstone/governance'
import type { Infer, Operation } from '@touchstone/governance'
import { createWhoAsks } from '../sign-in/who-asks.ts'
import { createApi } from './api.ts'
import type { Api, ApiParts } from './api.ts'
import { createServer } from './create-server.ts'
import type { HttpServer } from './create-server.ts'
import { createMetrics } from './metrics.ts'
import { createPages } from './pages.ts'
import type { PagesParts } from './pages.ts'
import type { AuditRecord, StatusView } from './ports.ts'
import { tailStream } from './tail.ts'
import type { TailEntry, TailFilter } from './tail.ts'

const note = s.object({ id: s.number().int(), title: s.string(), color: s.enum(['red', 'blue']), tags: s.array(s.string()) })
const NOTE: Infer<typeof note> = { id: 7, title: 'Tea & <biscuits>', color: 'red', tags: ['kitchen'] }
const id = s.coerce.number().int().min(1).describe('The number of the note.')

/** Behind so many lines the rest of a file is long, so that little work makes much of it. */
const SHORT_LINES = 50_000
const LONG = 'Tea '.repeat(1_000)

/** How many lines were made, of all files. */
export const made = { lines: 0 }

async function* linesOf(count: number, breakAt: number | undefined): AsyncGenerator<string> {
  for (let line = 1; line <= count; line++) {
    if (line === breakAt) throw new Error('the pencil broke')
    made.lines++
    yield `${line} ${line > SHORT_LINES ? LONG : 'Tea'}\n`
  }
}

const exportNotes = operation({
  name: 'notes.export-notes', method: 'GET', path: 'notes/notes.txt', summary: 'All notes as a file', permission: 'notes:read', audit: 'exported notes',
  input: s.object({ lines: s.coerce.number().int().min(0).default(1), breakAt: s.coerce.number().optional() }), output: download('text/plain; charset=utf-8'), example: { input: { lines: 2 }, output: '1 Tea\n2 Tea\n' },
  async handler({ lines, breakAt }) {
    if (lines === 13) return fail('notes.store-full', 'the notebook is full')
    return ok({ fileName: 'my "notes".txt', chunks: linesOf(lines, breakAt) })
  },
})

/** A small room with one operation of every kind the edge must handle, kept in memory. */
export function noteOperations(): Operation[] {
  const notes = new Map<number, Infer<typeof note>>([[7, NOTE]])
  const found = (key: number) => {
    const one = notes.get(key)
    return one === undefined ? fail('notes.note-not-found', `there is no note ${key}`) : ok(one)
  }
  return [
    operation({
      name: 'notes.create-note', method: 'POST', path: 'notes', summary: 'Write a note', permission: 'notes:write', audit: 'wrote a note with color {color}',
      input: s.object({ title: s.string().min(1).max(50), color: s.enum(['red', 'blue']).default('red'), tags: s.array(s.string()).optional(), place: s.object({ room: s.string(), shelf: s.number().optional() }).optional() }),
      output: note, example: { input: { title: "It's tea", tags: ['kitchen'] }, output: NOTE },
      async handler(input) {
        if ([...notes.values()].some((one) => one.title === input.title)) return fail('notes.title-conflict', `there is a note with the title "${input.title}"`)
        const made = { id: 100 + notes.size, title: input.title, color: input.color, tags: input.tags ?? [] }
        notes.set(made.id, made)
        return ok(made)
      },
    }),
    operation({
      name: 'notes.get-note', method: 'GET', path: 'notes/{id}', summary: 'Read a note', permission: 'notes:read', audit: 'read note {id}',
      input: s.object({ id }), output: note, example: { input: { id: 7 }, output: NOTE },
      handler: async (input) => found(input.id),
    }),
    operation({
      name: 'notes.list-notes', method: 'GET', path: 'notes', summary: 'List notes', permission: 'notes:read', audit: 'listed notes',
      input: s.object({ limit: s.coerce.number().int().min(1).max(100).default(10), tag: s.array(s.string()).optional(), red: s.stringbool().optional() }),
      output: s.object({ notes: s.array(note), asked: s.object({ limit: s.number(), tag: s.array(s.string()), red: s.boolean() }) }),
      example: { input: { limit: 5, tag: ['kitchen'] }, output: { notes: [NOTE], asked: { limit: 5, tag: ['kitchen'], red: false } } },
      handler: async (input) => ok({ notes: [...notes.values()].slice(0, input.limit), asked: { limit: input.limit, tag: input.tag ?? [], red: input.red ?? false } }),
    }),
    operation({
      name: 'notes.change-note', method: 'PATCH', path: 'notes/{id}', summary: 'Change a note', permission: 'notes:write', audit: 'changed note {id}',
      input: s.object({ id, title: s.string().min(1).optional() }), output: note, example: { input: { id: 7, title: 'Coffee' }, output: NOTE },
      async handler(input) {
        const one = found(input.id)
        return one.ok ? ok({ ...one.value, title: input.title ?? one.value.title }) : one
      },
    }),
    operation({
      name: 'notes.delete-note', method: 'DELETE', path: 'notes/{id}', summary: 'Throw a note away', permission: 'notes:admin', audit: 'threw note {id} away',
      input: s.object({ id }), output: s.object({ deleted: s.boolean() }), example: { input: { id: 7 }, output: { deleted: true } },
      handler: async (input) => ok({ deleted: notes.delete(input.id) }),
    }),
    operation({
      name: 'notes.find-note', method: 'GET', path: 'notes/{by}/{value}', summary: 'Find a note by something it has', permission: 'notes:read', audit: 'looked for a note by {by}',
      input: s.object({ by: s.string(), value: s.string() }), output: s.object({ by: s.string(), value: s.string() }), example: { input: { by: 'title', value: 'a/b c' }, output: { by: 'title', value: 'a/b c' } },
      handler: async (input) => ok(input),
    }),
    operation({
      name: 'notes.get-history', method: 'GET', path: 'notes/{id}/history', summary: 'Read what happened to a note', permission: 'notes:read', audit: 'read the history of note {id}',
      input: s.object({ id }), output: s.object({ id: s.number(), changes: s.array(s.string()) }), example: { input: { id: 7 }, output: { id: 7, changes: [] } },
      handler: async (input) => ok({ id: input.id, changes: ['written'] }),
    }),
    exportNotes,
    operation({
      name: 'notes.break-note', method: 'POST', path: 'notes/break', summary: 'Break', permission: 'notes:write', audit: 'broke something',
      input: s.object({ how: s.enum(['throw', 'full', 'leak', 'wrong', 'slow']) }), output: s.object({ shown: s.string() }), example: { input: { how: 'leak' }, output: { shown: 'yes' } },
      async handler({ how }) {
        if (how === 'throw') throw new Error('the password of the database is hunter2')
        if (how === 'full') return fail('notes.store-full', 'the notebook is full')
        if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 300))
        return ok((how === 'wrong' ? { other: 1 } : { shown: 'yes', hidden: 'secret' }) as unknown as { shown: string })
      },
    }),
  ]
}

export const STATUS: StatusView = {
  address: 'http://localhost:8080', version: '0.1.0', startedAt: 0, people: 4_372, quarantined: 3,
  stores: [{ name: 'log', ready: true }, { name: 'warehouse', ready: false, reason: 'starting' }],
  facts: { accepted: 25_900, processed: 25_890 }, segments: [{ id: 'sg_4k2v9q', state: 'live', size: 751 }], warehouseLag: { facts: 120, millis: 1_500 }, alarms: 0,
}

export interface Example {
  readonly address: string
  readonly api: Api
  readonly server: HttpServer
  readonly audits: AuditRecord[]
  readonly lines: Record<string, unknown>[]
  readonly clock: ManualClock
  /** Sends an entry to whoever watches; gives how many do. */
  tell(entry: TailEntry): number
  readonly filters: TailFilter[]
}

/** A real server on a free port with the notes room, the pages and the tail. Tokens: `all` may do all, `reader` may read. It closes when the test ends. */
export async function startExample(test: { after(done: () => Promise<void>): unknown }, change: { api?: Partial<ApiParts>; pages?: Partial<PagesParts> } = {}): Promise<Example> {
  const audits: AuditRecord[] = []
  const lines: Record<string, unknown>[] = []
  const clock = new ManualClock(1_322_784_000_000)
  const listeners = new Set<(entry: TailEntry) => void>()
  const filters: TailFilter[] = []
  const tail = tailStream((listener, filter) => {
    filters.push(filter)
    listeners.add(listener)
    return () => listeners.delete(listener)
  })
  const permissions: Record<string, string[]> = { all: ['notes:read', 'notes:write', 'notes:admin', 'stream:read'], reader: ['notes:read'] }
  const log = (line: Record<string, unknown>): void => void lines.push(line)
  const api = createApi({
    operations: noteOperations(), streams: [tail], clock, log,
    authenticate: createWhoAsks({ token: (bearer) => (permissions[bearer] === undefined ? undefined : { subject: bearer, permissions: permissions[bearer] }), session: () => undefined }),
    authorize: (declared, caller) => (caller.permissions.includes(declared.permission) ? ok(undefined) : fail('governance.forbidden', `${caller.subject} needs ${declared.permission}`)),
    audit: (record) => void audits.push(record),
    version: '0.1.0', address: 'http://localhost:8080', ...change.api,
  })
  const pages = createPages({ routes: api.routes, address: 'http://localhost:8080', status: async () => STATUS, readiness: () => STATUS.stores, metrics: createMetrics(), clock, log, ...change.pages })
  const server = createServer({ handlers: [api.handle, pages], log, onClose: api.close })
  const port = await server.listen(0, '127.0.0.1')
  test.after(() => server.close(100))
  const tell = (entry: TailEntry): number => {
    for (const listener of listeners) listener(entry)
    return listeners.size
  }
  return { address: `http://127.0.0.1:${port}`, api, server, audits, lines, clock, tell, filters }
}
