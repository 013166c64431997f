// Reads the state of the system, once when asked, and about once a second for whoever watches. One reading serves all
// watchers, and while there are none there is no timer.
import { statfs } from 'node:fs/promises'
import { SECOND, type Millis } from '@touchstone/base'
import { DISK_RESERVE } from '../engine/engine.ts'
import { readiness, totalsOf, type FigureParts } from '../figures.ts'
import type { Figures } from './figures-shape.ts'

const EVERY: Millis = 1 * SECOND

export interface SystemFigureParts extends FigureParts {
  readonly dataDirectory: string
  readonly logMaxBytes: number
  /** Stores that run elsewhere, by name. */
  readonly elsewhere: ReadonlySet<string>
  readonly onFailure: (error: unknown) => void
}

type Listener = (figures: Figures) => void

export class SystemFigures {
  readonly #parts: SystemFigureParts
  readonly #rebuildTo: number
  readonly #listeners = new Set<Listener>()
  #timer: NodeJS.Timeout | undefined
  #isReading = false

  constructor(parts: SystemFigureParts) {
    this.#parts = parts
    const { engine } = parts
    this.#rebuildTo = engine.rebuilding === undefined ? 0 : engine.log.end
  }

  readonly once = (): Promise<Figures> => this.#read()

  /** At once and then about every second, until the returned function is called. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => void this.#tell(), EVERY).unref()
    setImmediate(() => void this.#tell())
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  async #tell(): Promise<void> {
    if (this.#isReading || this.#listeners.size === 0) return
    this.#isReading = true
    try {
      const figures = await this.#read()
      for (const listener of this.#listeners) listener(figures)
    } catch (error) {
      this.#parts.onFailure(error)
    } finally {
      this.#isReading = false
    }
  }

  async #read(): Promise<Figures> {
    const { clock, engine, warehouse, feed, pump, version, startedAt, dataDirectory, logMaxBytes } = this.#parts
    const [disk, quarantined] = await Promise.all([statfs(dataDirectory), this.#parts.waitingInQuarantine()])
    const at = clock.now()
    const totals = totalsOf(engine)
    const { position, time } = engine.progress
    const { end, endTime } = engine.log
    const log = engine.log.state()
    const history = warehouse.state()
    const segments = this.#parts.segments.liveSegments().filter((one) => one.reported)
    const processed = totals.facts + totals.duplicates
    return {
      at, version, startedAt,
      facts: { accepted: processed + (end - position), processed, duplicates: totals.duplicates, perSecond: this.#parts.perSecond() },
      people: totals.people,
      merges: totals.merges,
      engine: { position, behind: end - position, lagMs: position >= end ? 0 : Math.max(0, endTime - time), rebuilding: position < this.#rebuildTo, refusing: engine.refusing ?? null },
      warehouse: { through: feed.through, behind: Math.max(0, end - feed.through), lagMs: history.lag, waiting: history.waiting },
      outbox: ['warehouse', 'registry', 'subscribers'].map((consumer) => ({ consumer, waiting: pump.lag(consumer) })),
      quarantined: quarantined ?? null,
      log: { position: end, bytes: log.bytes, limitBytes: logMaxBytes, pendingBytes: log.pendingBytes },
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize, reservedBytes: DISK_RESERVE },
      parts: this.#partStates(),
      segments: { total: segments.length, live: segments.filter(({ state }) => state === 'live').length, members: segments.reduce((sum, { size }) => sum + size, 0) },
      alarms: [...this.#parts.alarms()],
    }
  }

  #partStates(): Figures['parts'] {
    const { elsewhere, registry, warehouse } = this.#parts
    const restarts: Readonly<Record<string, number>> = { registry: registry.state().restarts, warehouse: warehouse.state().restarts }
    return readiness(this.#parts).map(({ name, ready, reason }) => {
      const isStore = name in restarts
      const kind = isStore ? (elsewhere.has(name) ? 'server' : 'child') : name === 'engine' ? 'thread' : 'self'
      return { name, kind, up: ready, reason: reason ?? null, restarts: restarts[name] ?? null }
    })
  }
}
