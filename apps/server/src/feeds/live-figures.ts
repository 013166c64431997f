// Figures for whoever watches, a few times per second while something changes and not at all while nobody looks. One
// reading serves all watchers, and each of them gets only the segments that changed since its own last one.
import type { Clock, Millis } from '@touchstone/base'
import type { LiveEntry, LiveFigures, SubscribeToLive } from '../http/live.ts'
import type { SubscribeToTail } from '../http/tail.ts'

const EVERY: Millis = 250
/** Also when nothing changed: the reader then knows that the figures are still true. */
const AT_LEAST_EVERY: Millis = 5_000
/** Facts per second are those of this time, so that a number on a screen does not jump about. */
const RATE_OVER: Millis = 5_000

export type Reading = Omit<LiveFigures, 'kind' | 'facts'> & { readonly facts: Omit<LiveFigures['facts'], 'perSecond'> }

export interface LiveFiguresPorts {
  readonly read: () => Reading | Promise<Reading>
  readonly tail: SubscribeToTail
  readonly clock: Clock
  readonly onFailure: (error: unknown) => void
}

interface Watcher {
  readonly listener: (entry: LiveEntry) => void
  readonly segments: Map<string, string>
  last: string
  at: Millis
}

export class LiveFeed {
  readonly #ports: LiveFiguresPorts
  readonly #watchers = new Set<Watcher>()
  /** What was processed when, oldest first. */
  #processed: { readonly at: Millis; readonly count: number }[] = []
  #timer: NodeJS.Timeout | undefined
  #reading = false

  constructor(ports: LiveFiguresPorts) {
    this.#ports = ports
  }

  readonly subscribe: SubscribeToLive = (listener, { facts, person, segment }) => {
    const watcher: Watcher = { listener, segments: new Map(), last: '', at: -Infinity }
    const untail = this.#ports.tail(
      (entry) => {
        if (entry.kind === 'fact' && facts !== true) return
        if (entry.kind === 'membership' && segment !== undefined && entry.segment !== segment) return
        listener(entry)
      },
      person === undefined ? {} : { person },
    )
    this.#watchers.add(watcher)
    this.#timer ??= setInterval(() => void this.#tell(), EVERY).unref()
    setImmediate(() => void this.#tell())
    return () => {
      untail()
      this.#watchers.delete(watcher)
      if (this.#watchers.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
      this.#processed = []
    }
  }

  async #tell(): Promise<void> {
    if (this.#reading || this.#watchers.size === 0) return
    this.#reading = true
    try {
      const reading = await this.#ports.read()
      const perSecond = this.#rate(reading)
      for (const watcher of this.#watchers) tellOne(watcher, reading, perSecond)
    } catch (error) {
      this.#ports.onFailure(error)
    } finally {
      this.#reading = false
    }
  }

  #rate({ at, facts }: Reading): number {
    this.#processed.push({ at, count: facts.processed })
    while (this.#processed.length > 2 && this.#processed[1]!.at <= at - RATE_OVER) this.#processed.shift()
    const first = this.#processed[0]!
    return at - first.at < 500 ? 0 : Math.round(((facts.processed - first.count) / (at - first.at)) * 10_000) / 10
  }
}

/** Sends what this watcher does not know yet, or a sign of life. */
function tellOne(watcher: Watcher, { segments, ...rest }: Reading, perSecond: number): void {
  const changed = segments.filter((one) => {
    const text = JSON.stringify(one)
    if (watcher.segments.get(one.id) === text) return false
    watcher.segments.set(one.id, text)
    return true
  })
  const figures = { ...rest, facts: { ...rest.facts, perSecond } }
  const { at, ...what } = figures
  const text = JSON.stringify(what)
  if (changed.length === 0 && text === watcher.last && at - watcher.at < AT_LEAST_EVERY) return
  watcher.last = text
  watcher.at = at
  watcher.listener({ kind: 'figures', ...figures, segments: changed })
}
