// Figures for whoever watches, a few times per second while something changes and not at all while nobody looks. One
// reading serves all watchers, and each of them gets only the segments that changed since its own last one.
import type { Clock, Millis } from '@touchstone/base'
import type { LiveEntry, LiveFigures, SubscribeToLive } from '../http/live.ts'
import type { SubscribeToTail } from '../http/tail.ts'
import type { SystemFigures } from '../stream/system-figures.ts'

const EVERY: Millis = 250
/** Also when nothing changed: the reader then knows that the figures are still true. */
const AT_LEAST_EVERY: Millis = 5_000

export type Reading = Omit<LiveFigures, 'kind'>

export interface LiveFiguresPorts {
  readonly read: () => Reading | Promise<Reading>
  readonly tail: SubscribeToTail
  readonly system: SystemFigures['subscribe']
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
  #timer: NodeJS.Timeout | undefined
  #reading = false

  constructor(ports: LiveFiguresPorts) {
    this.#ports = ports
  }

  readonly subscribe: SubscribeToLive = (listener, { facts, person, segment, system }) => {
    const watcher: Watcher = { listener, segments: new Map(), last: '', at: -Infinity }
    const untail = this.#ports.tail(
      (entry) => {
        if (entry.kind === 'fact' && facts !== true) return
        if (entry.kind === 'membership' && segment !== undefined && entry.segment !== segment) return
        listener(entry)
      },
      person === undefined ? {} : { person },
    )
    const unwatch = system === true ? this.#ports.system((state) => listener({ kind: 'system', ...state })) : undefined
    this.#watchers.add(watcher)
    this.#timer ??= setInterval(() => void this.#tell(), EVERY).unref()
    setImmediate(() => void this.#tell())
    return () => {
      untail()
      unwatch?.()
      this.#watchers.delete(watcher)
      if (this.#watchers.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  async #tell(): Promise<void> {
    if (this.#reading || this.#watchers.size === 0) return
    this.#reading = true
    try {
      const reading = await this.#ports.read()
      for (const watcher of this.#watchers) tellOne(watcher, reading)
    } catch (error) {
      this.#ports.onFailure(error)
    } finally {
      this.#reading = false
    }
  }
}

/** Sends what this watcher does not know yet, or a sign of life. */
function tellOne(watcher: Watcher, { segments, ...figures }: Reading): void {
  const changed = segments.filter((one) => {
    const text = JSON.stringify(one)
    if (watcher.segments.get(one.id) === text) return false
    watcher.segments.set(one.id, text)
    return true
  })
  const { at, ...what } = figures
  const text = JSON.stringify(what)
  if (changed.length === 0 && text === watcher.last && at - watcher.at < AT_LEAST_EVERY) return
  watcher.last = text
  watcher.at = at
  watcher.listener({ kind: 'figures', ...figures, segments: changed })
}
