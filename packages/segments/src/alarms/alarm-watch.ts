// What should move and does not. A version on its way to live reads history or evaluates everyone: its progress grows. The
// engine follows the log. Thresholds of ranks are computed anew at their time. Whatever has stood still for longer than its
// bound is an alarm, and stays one until it moves.
import type { Millis } from '@touchstone/base'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentPorts } from '../ports.ts'
import { rankKeys } from '../ranks/rank-keys.ts'

export type AlarmKind = 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'

export interface Alarm {
  readonly kind: AlarmKind
  /** null for what concerns every segment. */
  readonly segment: string | null
  readonly version: number | null
  readonly since: Millis
  readonly message: string
}

/** A version that is not live makes progress within this time. */
export const STUCK_AFTER: Millis = 5 * 60_000
/** The engine is at most so far behind the log, and moves within this time while it is. */
export const BEHIND_AFTER: Millis = 60_000
/** A threshold is computed anew within this many times its interval. */
export const STALE_INTERVALS = 3

/** Something that moves: how far it was when it was last seen to move. */
interface Mark {
  progress: string
  at: Millis
}

type Ports = Pick<SegmentPorts, 'states' | 'clock' | 'engineProgress' | 'backfillProgress' | 'thresholdRefresh'>

export class AlarmWatch {
  readonly #ports: Ports
  readonly #versions = new Map<number, Mark>()
  readonly #outdated = new Map<string, { since: Millis; message: string }>()
  readonly #engine: Mark = { progress: '', at: 0 }

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Looks at everything that should move. Whoever asks for alarms looks too: nothing is stuck that nobody has looked at. */
  look(live: readonly LiveVersion[] = this.#ports.states.liveSegments()): void {
    const now = this.#ports.clock.now()
    // Computed traits wait in the same queue.
    const moving = [...live, ...this.#ports.states.liveTraits()].filter(({ state }) => state !== 'live')
    const present = new Set<number>()
    const own = new Map(moving.map((one) => [one, `${one.state} ${one.seededThrough} ${one.sweptThrough} ${this.#ports.backfillProgress(one.position) ?? ''}`]))
    // History is read for one version after the other: who waits for its turn moves when those before it do.
    const queue = moving.filter(({ state }) => state === 'backfilling').map((one) => own.get(one)).join()
    for (const version of moving) {
      present.add(version.position)
      const isWaiting = version.state === 'backfilling' && this.#ports.backfillProgress(version.position) === undefined
      const progress = isWaiting ? queue : own.get(version)!
      const mark = this.#versions.get(version.position)
      if (mark === undefined) this.#versions.set(version.position, { progress, at: now })
      else moved(mark, progress, now)
    }
    for (const position of this.#versions.keys()) if (!present.has(position)) this.#versions.delete(position)
    const { log, engine } = this.#ports.engineProgress()
    moved(this.#engine, engine.position >= log.position ? `idle ${now}` : String(engine.position), now)
  }

  /** The condition of a segment cannot be written out anew with what it names; undefined: it can. */
  setOutdated(id: string, message: string | undefined): void {
    if (message === undefined) this.#outdated.delete(id)
    else this.#outdated.set(id, { since: this.#outdated.get(id)?.since ?? this.#ports.clock.now(), message })
  }

  /** Everything there is to say now, the oldest first. */
  all(): Alarm[] {
    const versions = this.#ports.states.liveSegments()
    this.look(versions)
    const engine = this.engine()
    return [...(engine === undefined ? [] : [engine]), ...versions.flatMap((one) => this.of(one)), ...[...this.#outdated.keys()].flatMap((id) => this.ofSegment(id))].sort((a, b) => a.since - b.since)
  }

  /** Alarms of a segment as a whole. */
  ofSegment(id: string): Alarm[] {
    const outdated = this.#outdated.get(id)
    return outdated === undefined ? [] : [{ kind: 'outdated-reference', segment: id, version: null, ...outdated }]
  }

  /** Alarms of one version. */
  of(version: LiveVersion): Alarm[] {
    const alarms: Alarm[] = []
    const now = this.#ports.clock.now()
    const mark = this.#versions.get(version.position)
    const about = { segment: version.id, version: version.version }
    if (version.state !== 'live' && mark !== undefined && now - mark.at >= STUCK_AFTER) {
      alarms.push({ kind: 'stuck', ...about, since: mark.at, message: `version ${version.version} is ${version.state} and has made no progress for ${minutes(now - mark.at)}` })
    }
    if (version.state === 'live') alarms.push(...this.#stale(version, now))
    return alarms
  }

  /** The engine is behind the log; undefined when it is not, or not for long. */
  engine(): Alarm | undefined {
    const now = this.#ports.clock.now()
    const { log, engine } = this.#ports.engineProgress()
    if (engine.position >= log.position) return undefined
    // An engine that has met nothing yet has no time to be behind by.
    const lag = engine.position === 0 ? 0 : log.time - engine.time
    const still = this.#engine.at === 0 ? 0 : now - this.#engine.at
    if (lag < BEHIND_AFTER && still < BEHIND_AFTER) return undefined
    const message = still >= BEHIND_AFTER ? `the engine has stood still for ${minutes(still)}, ${log.position - engine.position} records behind the log` : `the engine is ${minutes(lag)} behind the log`
    return { kind: 'behind', segment: null, version: null, since: still >= BEHIND_AFTER ? this.#engine.at : engine.time, message }
  }

  #stale(version: LiveVersion, now: Millis): Alarm[] {
    return rankKeys(version).flatMap((key) => {
      const refresh = this.#ports.thresholdRefresh?.(key)
      if (refresh === undefined) return []
      const told = version.thresholds.find((one) => one.key === key)?.at ?? version.liveSince
      const at = Math.max(told, refresh.at ?? 0)
      if (now - at < STALE_INTERVALS * refresh.every) return []
      const message = `the threshold of ${key} is ${minutes(now - at)} old, it is computed every ${minutes(refresh.every)}`
      return [{ kind: 'stale-threshold' as const, segment: version.id, version: version.version, since: at + refresh.every, message }]
    })
  }
}

function moved(mark: Mark, progress: string, now: Millis): void {
  if (mark.progress === progress) return
  mark.progress = progress
  mark.at = now
}

function minutes(millis: Millis): string {
  const whole = Math.max(1, Math.round(millis / 60_000))
  return whole === 1 ? '1 minute' : `${whole} minutes`
}
