// Looks at the watches when a minute has ended, and at those on fields when an hour has. A minute is looked at a few seconds later, when
// history has all of it; while history is behind nothing is said, because what has not arrived there looks like silence.
// Nor is anything said of stretches that began before this process: senders could not reach it then.
import { DAY, HOUR, MINUTE, ok, SECOND, type Clock, type Millis, type Result } from '@touchstone/base'
import type { Seen } from '../plan/seen.ts'
import { BEGINS_BELOW, ENDS_ABOVE, judgeCount, judgeShare, type Judgement, type Share } from './moved.ts'
import { minuteOf, SourceMinutes, STRETCH, type MinuteCount } from './source-minutes.ts'
import type { Watch } from './watch.ts'
import type { WatchAlarm, Watches } from './watch-definitions.ts'

export interface KeeperPorts {
  readonly watches: Watches
  readonly clock: Clock
  /** Minutes of append time from `from`, before `until`, in order. */
  readonly minutes: (source: string, from: Millis, until: Millis) => Promise<Result<readonly MinuteCount[]>>
  /** What a source sent in whole hours, from `from`, before `until`. */
  readonly seen: (source: string, from: Millis, until: Millis) => Promise<Result<Seen>>
  /** Of an event by hours: `part` without a value of the field, of `whole` facts. */
  readonly missing: (source: string, event: string, field: string, from: Millis, until: Millis) => Promise<Result<readonly (Share & { readonly hour: Millis })[]>>
  /** Whether history has everything that was taken in. */
  readonly isComplete: () => boolean
  readonly onAlarm: (alarm: WatchAlarm, isOver: boolean) => void
  readonly onTrouble: (code: string, message: string) => void
}

/** So long after a minute's end history is asked for it, and asked again, at most so often. */
const LOOK_AFTER: Millis = 4 * SECOND
const LOOKS = 8
const BACK: Millis = 28 * DAY

/** What one look found: a judgement, or that a list of names is not empty; undefined where nothing can be said. */
type Verdict = { readonly begins: boolean; readonly ends: boolean; readonly message: string } | undefined

export class WatchKeeper {
  readonly #ports: KeeperPorts
  readonly #minutes = new Map<string, { readonly kept: SourceMinutes; through: Millis }>()
  readonly #startedAt: Millis
  #timer: NodeJS.Timeout | undefined
  #isStopped = false
  #looking: Promise<void> = Promise.resolve()

  constructor(ports: KeeperPorts) {
    this.#ports = ports
    this.#startedAt = ports.clock.now()
  }

  start(): void {
    const now = this.#ports.clock.now()
    this.#timer = setTimeout(() => {
      this.#looking = this.#whenComplete(minuteOf(this.#ports.clock.now()) - MINUTE).catch((error: unknown) => this.#ports.onTrouble('intake.watches', String(error)))
      void this.#looking.then(() => !this.#isStopped && this.start())
    }, minuteOf(now) + MINUTE + LOOK_AFTER - now).unref()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#looking
  }

  async #whenComplete(minute: Millis): Promise<void> {
    for (let i = 0; i < LOOKS && !this.#isStopped; i++) {
      if (this.#ports.isComplete()) return this.look(minute)
      await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER).unref())
    }
  }

  /** Judges the stretches that end with this minute. Called once for a minute, in order. */
  async look(minute: Millis): Promise<void> {
    const isHour = (minute + MINUTE) % HOUR === 0
    for (const { id, watch } of this.#ports.watches.list()) {
      const isOfFields = watch.kind === 'nulls' || watch.kind === 'new-fields'
      if (isOfFields && !isHour) continue
      const length = isOfFields ? HOUR : STRETCH * MINUTE
      if (minute + MINUTE - length < this.#startedAt) continue
      const verdict = isOfFields ? await this.#ofFields(watch, minute + MINUTE - HOUR) : await this.#ofMinutes(watch, minute)
      if (!verdict.ok) this.#ports.onTrouble(verdict.failure.code, verdict.failure.message)
      else if (verdict.value !== undefined) await this.#tell(id, watch, verdict.value, minute + MINUTE)
    }
  }

  async #tell(id: string, watch: Watch, { begins, ends, message }: NonNullable<Verdict>, at: Millis): Promise<void> {
    const { watches, onAlarm, onTrouble } = this.#ports
    const lasts = watches.open.has(id)
    const told = begins && !lasts ? await watches.begin(id, watch, at, message) : ends && lasts ? await watches.over(id, at) : ok(undefined)
    if (!told.ok) onTrouble(told.failure.code, told.failure.message)
    else if (told.value !== undefined) onAlarm(told.value, !begins)
  }

  async #ofMinutes({ source, kind }: Watch, minute: Millis): Promise<Result<Verdict>> {
    const kept = await this.#minutesOf(source, minute)
    if (!kept.ok) return kept
    const [now, others] = [kept.value.stretch(minute), kept.value.others(minute)]
    if (kind === 'late') return ok(verdictOf(judgeShare(now, others), ({ seen, expected }) => `${percent(seen)} of ${now.whole} facts in ${STRETCH} minutes had happened ten minutes or more before; ${percent(expected)} are usual`))
    return ok(verdictOf(judgeCount(now.whole, others.map(({ whole }) => whole)), ({ seen, expected }) => `${seen} facts in ${STRETCH} minutes; about ${Math.round(expected)} are usual at this time`))
  }

  async #minutesOf(source: string, minute: Millis): Promise<Result<SourceMinutes>> {
    let known = this.#minutes.get(source)
    if (known === undefined || !known.kept.hasRoom(minute)) known = { kept: new SourceMinutes(minute), through: minute - BACK - 2 * HOUR - MINUTE }
    const counts = await this.#ports.minutes(source, known.through + MINUTE, minute + MINUTE)
    if (!counts.ok) return counts
    known.kept.add(counts.value, minute)
    known.through = minute
    this.#minutes.set(source, known)
    return ok(known.kept)
  }

  async #ofFields({ source, kind, event, field }: Watch, hour: Millis): Promise<Result<Verdict>> {
    if (kind === 'nulls') {
      const shares = await this.#ports.missing(source, event, field, hour - 7 * DAY, hour + HOUR)
      if (!shares.ok) return shares
      const now = shares.value.find((one) => one.hour === hour)
      if (now === undefined) return ok(undefined)
      return ok(verdictOf(judgeShare(now, shares.value.filter((one) => one.hour < hour)), ({ seen, expected }) => `${percent(seen)} of ${now.whole} facts of ${event} in an hour had no ${field}; ${percent(expected)} are usual`))
    }
    const now = await this.#ports.seen(source, hour, hour + HOUR)
    if (!now.ok) return now
    const before = await this.#ports.seen(source, hour - BACK, hour)
    if (!before.ok) return before
    return ok(newFields(before.value, now.value))
  }
}

/** Facts that a new field must have come with: a single one may be a slip of the hand. */
const LEAST_OF_NEW = 3
const MOST_NAMED = 10

function newFields(before: Seen, now: Seen): Verdict {
  if (before.events.length === 0) return undefined
  const known = new Set([...before.events.flatMap(({ event, fields }) => fields.map(({ field }) => `${event}: ${field}`)), ...before.traits.fields.map(({ field }) => `: ${field}`)])
  const found = [...now.events.flatMap(({ event, fields }) => fields.map((one) => ({ ...one, name: `${event}: ${one.field}` }))), ...now.traits.fields.map((one) => ({ ...one, name: `: ${one.field}` }))]
  const fresh = found.filter(({ name, facts }) => facts >= LEAST_OF_NEW && !known.has(name)).map(({ name }) => name.replace(/^: /, 'trait '))
  const rest = fresh.length > MOST_NAMED ? ` and ${fresh.length - MOST_NAMED} more` : ''
  return { begins: fresh.length > 0, ends: fresh.length === 0, message: `fields that were not there for four weeks: ${fresh.slice(0, MOST_NAMED).join(', ')}${rest}` }
}

function verdictOf(judgement: Judgement | undefined, message: (judgement: Judgement) => string): Verdict {
  if (judgement === undefined) return undefined
  return { begins: judgement.chance < BEGINS_BELOW, ends: judgement.chance > ENDS_ABOVE, message: message(judgement) }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
}
