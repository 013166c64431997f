// What somebody used, told from the context that SDKs send with facts: the device, the operating system, the app or
// browser, the library. Where the SDK said only a user agent, what that says. Versions come and go with updates; facts of
// one device are told apart by what does not.
import type { Millis, Result } from '@touchstone/base'
import { assert, ok } from '@touchstone/base'
import type { Row } from '@touchstone/warehouse'
import type { QueryHistory } from '../ports.ts'
import type { Location } from './sessions.ts'
import { readUserAgent } from './user-agent.ts'

/** Different contexts of one person that are looked at, those seen last first. */
const MAX_CONTEXTS = 1_000
const MAX_LISTED = 10

export interface Named {
  readonly name: string | null
  readonly version: string | null
}

export interface Device {
  /** desktop, mobile, tablet, tv, bot, or what the SDK said. */
  readonly type: string | null
  readonly maker: string | null
  readonly model: string | null
  /** As last seen, like the app and the browser. */
  readonly system: Named
  readonly app: Named | null
  readonly browser: Named | null
  /** A user agent was read for some of it. */
  readonly isGuess: boolean
  readonly libraries: readonly string[]
  readonly userAgents: readonly string[]
  readonly locales: readonly string[]
  readonly sources: readonly string[]
  /** By which its facts came. */
  readonly channels: readonly string[]
  /** Where it was, the place seen last first; `region` is '' where only the country is known. */
  readonly locations: readonly Location[]
  readonly firstSeen: Millis
  readonly lastSeen: Millis
  readonly facts: number
}

const FIELDS = ['device.type', 'device.manufacturer', 'device.model', 'os.name', 'os.version', 'app.name', 'app.version', 'library.name', 'library.version', 'userAgent', 'locale', 'channel', 'location.country', 'location.region'] as const
type Field = (typeof FIELDS)[number]
type Context = Readonly<Record<Field, string>> & { readonly source: string; readonly facts: number; readonly first: Millis; readonly last: Millis }

/** Those seen last first. Facts whose context says nothing of a device are of none. */
export async function readDevices(query: QueryHistory, facts: string, people: readonly number[]): Promise<Result<Device[]>> {
  const extracted = FIELDS.map((field) => `JSONExtractString(context, ${field.split('.').map((part) => `'${part}'`).join(', ')}) AS \`${field}\``)
  const contexts = [...FIELDS.map((field) => `\`${field}\``), 'source'].join(', ')
  const rows = await query(
    `SELECT ${extracted.join(', ')}, source, count() AS facts, min(happened) AS first, max(happened) AS last
FROM ${facts} WHERE person IN {people:Array(UInt64)} AND length(context) > 2
GROUP BY ${contexts} ORDER BY last DESC, ${contexts} LIMIT {most:UInt32}`,
    { people, most: MAX_CONTEXTS },
  )
  return rows.ok ? ok(devicesOf(rows.value.map(contextOf))) : rows
}

function contextOf(row: Row): Context {
  return row as unknown as Context
}

interface Gathered {
  readonly head: Omit<Device, 'libraries' | 'userAgents' | 'locales' | 'sources' | 'channels' | 'locations' | 'firstSeen' | 'lastSeen' | 'facts'>
  readonly libraries: Set<string>
  readonly userAgents: Set<string>
  readonly locales: Set<string>
  readonly sources: Set<string>
  readonly channels: Set<string>
  /** By country and region. */
  readonly locations: Map<string, Location>
  first: Millis
  last: Millis
  facts: number
}

/** `contexts` with those seen last first, so that the first of a device says its versions. */
export function devicesOf(contexts: readonly Context[]): Device[] {
  const devices = new Map<string, Gathered>()
  for (const context of contexts) {
    const head = headOf(context)
    if (head === undefined) continue
    const key = JSON.stringify([head.type, head.maker, head.model, head.system.name, head.app?.name, head.browser?.name])
    let device = devices.get(key)
    if (device === undefined) devices.set(key, (device = { head, libraries: new Set(), userAgents: new Set(), locales: new Set(), sources: new Set(), channels: new Set(), locations: new Map(), first: Infinity, last: -Infinity, facts: 0 }))
    const library = [context['library.name'], context['library.version']].filter((part) => part !== '').join(' ')
    for (const [texts, text] of [[device.libraries, library], [device.userAgents, context.userAgent], [device.locales, context.locale], [device.sources, context.source], [device.channels, context.channel]] as const) {
      if (text !== '' && texts.size < MAX_LISTED) texts.add(text)
    }
    const { 'location.country': country, 'location.region': region } = context
    if (country !== '' && device.locations.size < MAX_LISTED) device.locations.set(`${country} ${region}`, { country, region })
    assert(context.first <= context.last && context.facts > 0, 'a context has been seen')
    device.first = Math.min(device.first, context.first)
    device.last = Math.max(device.last, context.last)
    device.facts += context.facts
  }
  return [...devices.values()].map(({ head, libraries, userAgents, locales, sources, channels, locations, first, last, facts }) => ({
    ...head, libraries: [...libraries], userAgents: [...userAgents], locales: [...locales], sources: [...sources], channels: [...channels], locations: [...locations.values()], firstSeen: first, lastSeen: last, facts,
  }))
}

/** What the SDK said, and for the rest what the user agent says. Undefined where neither says anything. */
function headOf(context: Context): Gathered['head'] | undefined {
  const agent = readUserAgent(context.userAgent)
  const text = (field: Field): string | null => (context[field] === '' ? null : context[field])
  const system = text('os.name') !== null ? { name: text('os.name'), version: text('os.version') } : { name: agent?.system ?? null, version: agent?.systemVersion ?? null }
  const app = text('app.name') === null ? null : { name: text('app.name'), version: text('app.version') }
  const browser = app === null && agent?.browser !== undefined ? { name: agent.browser, version: agent.browserVersion ?? null } : null
  const head = {
    type: text('device.type') ?? agent?.type ?? null,
    maker: text('device.manufacturer') ?? agent?.maker ?? null,
    model: text('device.model') ?? agent?.model ?? null,
    system, app, browser,
    isGuess: agent !== undefined && (browser !== null || text('os.name') === null),
  }
  const says = [head.type, head.maker, head.model, system.name, app?.name, browser?.name].some((part) => part !== null && part !== undefined)
  return says ? head : undefined
}
