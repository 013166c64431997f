// What has been sent so far: names of events, traits and properties, for whoever writes a condition. They come from a
// sample of history, small enough to be read while somebody types, and are read again after a minute. Nothing depends on
// them being whole: a name that is not among them can be written all the same.
import { ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { defaultPersonalTraits, type CheckOptions } from '@touchstone/language'
import type { QueryHistory } from '../ports.ts'
import { pathsOf, traitsOf, type SeenTraits } from './json-names.ts'

const FACTS = 'touchstone.profiles_facts'
const FRESH_FOR: Millis = 60_000
const MAX_EVENTS = 1000
const MAX_TRAITS = 500
/** Facts whose traits are looked at, and facts of one event whose properties are, at either end of the table's order. */
const TRAIT_SAMPLE = 1000
const PROPERTY_SAMPLE = 100
const MAX_BYTES = 20_000
/** Events of one condition whose properties are read. */
const MAX_NAMED = 8
const MAX_KEPT = 300
const LIMITS = { milliseconds: 5_000 }

export interface Names {
  readonly events: readonly string[]
  readonly traits: SeenTraits
}

interface Kept<T> {
  readonly at: Millis
  readonly value: Promise<Result<T>>
}

interface Ports {
  readonly queryHistory: QueryHistory
  readonly clock: Clock
  readonly conditionRules?: CheckOptions
}

/** Failures: `warehouse.*`. */
export class KnownNames {
  readonly #ports: Ports
  #names: Kept<Names> | undefined
  readonly #properties = new Map<string, Kept<string[]>>()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  names(): Promise<Result<Names>> {
    this.#names = this.#fresh(this.#names, () => this.#readNames(), () => (this.#names = undefined))
    return this.#names.value
  }

  /** Properties by event, for those events that stand in the text in quotes. */
  async properties(text: string, events: readonly string[]): Promise<Result<ReadonlyMap<string, readonly string[]>>> {
    const known = new Set(events)
    const named = new Set([...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, name]) => name!.replace(/\\(.)/g, '$1')).filter((name) => known.has(name)))
    const found = new Map<string, readonly string[]>()
    for (const event of [...named].slice(0, MAX_NAMED)) {
      const read = await this.#propertiesOf(event)
      if (!read.ok) return read
      found.set(event, read.value)
    }
    return ok(found)
  }

  #propertiesOf(event: string): Promise<Result<string[]>> {
    const kept = this.#fresh(this.#properties.get(event), () => this.#readProperties(event), () => this.#properties.delete(event))
    if (this.#properties.size >= MAX_KEPT) this.#properties.clear()
    this.#properties.set(event, kept)
    return kept.value
  }

  /** What is kept, while it is fresh; a failure is not kept. */
  #fresh<T>(kept: Kept<T> | undefined, read: () => Promise<Result<T>>, forget: () => void): Kept<T> {
    const at = this.#ports.clock.now()
    if (kept !== undefined && at - kept.at < FRESH_FOR) return kept
    const value = read().then((result) => {
      if (!result.ok) forget()
      return result
    })
    return { at, value }
  }

  async #readNames(): Promise<Result<Names>> {
    const { queryHistory } = this.#ports
    const events = await queryHistory(`SELECT event, count() AS facts FROM ${FACTS} WHERE event != '' GROUP BY event ORDER BY facts DESC, event LIMIT {most:UInt32}`, { most: MAX_EVENTS }, LIMITS)
    if (!events.ok) return events
    const sample = (where: string, order: string): string =>
      `(SELECT traits FROM ${FACTS} WHERE ${where} AND traits != '{}' AND type != 'group' AND length(traits) < {bytes:UInt32} ${order} LIMIT {most:UInt32})`
    const traits = await queryHistory(
      [sample("event = ''", ''), sample("event = ''", 'ORDER BY event DESC, person DESC, happened DESC'), sample("event != ''", '')].join(' UNION ALL '),
      { most: TRAIT_SAMPLE, bytes: MAX_BYTES },
      LIMITS,
    )
    if (!traits.ok) return traits
    const isPersonal = this.#ports.conditionRules?.personalTraits ?? defaultPersonalTraits
    const seen = traitsOf(traits.value.map((row) => row['traits'] as string), MAX_TRAITS)
    return ok({ events: events.value.map((row) => row['event'] as string), traits: { names: seen.names.filter((name) => isPersonal(name) === undefined), values: seen.values } })
  }

  async #readProperties(event: string): Promise<Result<string[]>> {
    const sample = (order: string): string =>
      `(SELECT properties FROM ${FACTS} WHERE event = {event:String} AND properties != '{}' AND length(properties) < {bytes:UInt32} ${order} LIMIT {most:UInt32})`
    const sql = [sample(''), sample('ORDER BY event DESC, person DESC, happened DESC')].join(' UNION ALL ')
    const rows = await this.#ports.queryHistory(sql, { event, most: PROPERTY_SAMPLE, bytes: MAX_BYTES }, LIMITS)
    return rows.ok ? ok(pathsOf(rows.value.map((row) => row['properties'] as string))) : rows
  }
}
