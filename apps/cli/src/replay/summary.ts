import type { Collected, Group } from './collect.ts'
import { formatDecimal } from './decimal.ts'

export interface EventCount {
  readonly event: string
  readonly users: number
  readonly guests: number
  /** The mapping's sums over these facts, each as it is sent, added exactly; decimal text. */
  readonly totals: Readonly<Record<string, string>>
}

/** What a file holds as the mapping reads it, whether or not it was sent. */
export interface Contents {
  readonly lines: number
  readonly facts: number
  readonly byEvent: readonly EventCount[]
  /** Facts with a user, how many different users, and facts without one. */
  readonly withUser: number
  readonly users: number
  readonly guests: number
  readonly firstAt: string
  readonly lastAt: string
}

export function contentsOf(collected: Collected): Contents {
  const sound = collected.groups.filter((group) => group.fault === undefined)
  const events = [...new Set(sound.map((group) => group.event))].sort()
  const withUser = sound.filter((group) => group.user !== undefined)
  const first = sound.reduce((least, group) => Math.min(least, group.happened), Infinity)
  return {
    lines: collected.lines,
    facts: sound.length,
    byEvent: events.map((event) => countOf(event, sound.filter((group) => group.event === event), collected)),
    withUser: withUser.length,
    users: new Set(withUser.map((group) => group.user)).size,
    guests: sound.length - withUser.length,
    firstAt: sound.length === 0 ? '' : new Date(first).toISOString(),
    lastAt: sound.length === 0 ? '' : new Date(lastInstant(collected)).toISOString(),
  }
}

/** The time of the last fact that can be sent; `-Infinity` when there is none. */
export function lastInstant(collected: Collected): number {
  return collected.groups.reduce((most, group) => (group.fault === undefined ? Math.max(most, group.happened) : most), -Infinity)
}

function countOf(event: string, groups: readonly Group[], collected: Collected): EventCount {
  const guests = groups.filter((group) => group.user === undefined).length
  const totals = new Map<string, bigint>()
  for (const group of groups) for (const [name, sum] of collected.rules.sums(group.states)) totals.set(name, (totals.get(name) ?? 0n) + sum)
  return { event, users: groups.length - guests, guests, totals: Object.fromEntries([...totals].map(([name, total]) => [name, formatDecimal(total)])) }
}
