// The platform's own figures, for the status, the live line, readiness and Prometheus: one place that knows where each comes from.
import { SECOND, type Clock, type Millis } from '@touchstone/base'
import { WATCH_KINDS, type Intake, type Quarantine } from '@touchstone/intake'
import { noTotals, type SegmentStateReader, type Totals } from '@touchstone/profiles'
import type { Registry } from '@touchstone/registry'
import type { Alarm, AlarmKind } from '@touchstone/segments'
import type { Warehouse } from '@touchstone/warehouse'
import type { Demo } from './demo/start-demo.ts'
import type { Engine } from './engine/engine.ts'
import type { OutboxPump } from './feeds/outbox-pump.ts'
import type { WarehouseFeed } from './feeds/to-warehouse.ts'
import type { Metrics } from './http/metrics.ts'
import type { Reading } from './feeds/live-figures.ts'
import type { Readiness, StatusView } from './http/ports.ts'
import { RateMeter } from './stream/rate-meter.ts'

export interface FigureParts {
  readonly engine: Engine
  readonly intake: Intake
  readonly segments: SegmentStateReader
  readonly registry: Registry
  readonly warehouse: Warehouse
  readonly feed: WarehouseFeed
  readonly pump: OutboxPump
  /** What stands still and should move, among segments. */
  readonly alarms: () => readonly Alarm[]
  /** Alarms of watches on what sources send, while they last. */
  readonly watchAlarms: () => readonly { readonly kind: string }[]
  /** Undefined while that cannot be told. */
  readonly waitingInQuarantine: () => Promise<number | undefined>
  /** Facts accepted per second, over the last five. */
  readonly perSecond: () => number
  readonly clock: Clock & { drift(): Millis }
  readonly address: () => string
  readonly version: string
  readonly startedAt: Millis
  readonly demo?: Demo
}

const ALARM_KINDS: readonly AlarmKind[] = ['stuck', 'behind', 'stale-threshold', 'outdated-reference']

/** The clock may differ from the machine's by this much before traffic is refused. */
const MAX_DRIFT: Millis = 60_000
const RATE_OVER: Millis = 5 * SECOND
/** Quarantine is counted by a query: not for every reading. */
const QUARANTINE_AGE: Millis = 2 * SECOND

/** Facts accepted per second, measured whether or not somebody looks: the first reading is as good as any. */
export function factRate(engine: Engine, { counters }: Intake, clock: Clock): () => number {
  const meter = new RateMeter(RATE_OVER, clock.now(), counters.facts)
  engine.onProgress(() => meter.note(clock.now(), counters.facts))
  return () => meter.perSecond(clock.now(), counters.facts)
}

/** How many entries wait; while that cannot be told, how many it were last, if that was ever told. */
export function waitingEntries(quarantine: Quarantine, clock: Clock): () => Promise<number | undefined> {
  let value: number | undefined
  let readAt = -Infinity
  return async () => {
    if (clock.now() - readAt < QUARANTINE_AGE) return value
    readAt = clock.now()
    const waiting = await quarantine.waiting()
    if (waiting.ok) value = waiting.value.reduce((sum, { entries }) => sum + entries, 0)
    return value
  }
}

export function totalsOf(engine: Engine): Totals {
  const stored = engine.state.get('profiles_meta', 'totals')
  return stored === undefined ? noTotals() : (JSON.parse(stored.toString()) as Totals)
}

/** What `read` answered at most `age` ms ago: a scrape asks for many figures of one thing. */
function recent<T>(read: () => T, clock: Clock, age: Millis): () => T {
  let value: T
  let readAt = -Infinity
  return () => {
    const now = clock.now()
    if (now - readAt >= age) {
      value = read()
      readAt = now
    }
    return value
  }
}

export function readiness({ engine, registry, warehouse, clock, demo }: FigureParts): Readiness[] {
  const drift = clock.drift()
  const log = engine.log.state()
  return [
    { name: 'log', ready: !log.broken, ...(log.broken ? { reason: 'a sync failed; restart the process' } : {}) },
    { name: 'engine', ready: engine.failure === undefined, ...(engine.failure === undefined ? {} : { reason: `stopped at position ${engine.progress.position}; see the log` }) },
    reported('registry', registry.state()),
    reported('warehouse', warehouse.state()),
    { name: 'clock', ready: Math.abs(drift) <= MAX_DRIFT, ...(Math.abs(drift) <= MAX_DRIFT ? {} : { reason: `the machine's clock was set by ${Math.round(drift / 1000)} s since the start; restart to accept it` }) },
    ...(demo === undefined ? [] : [demo.readiness()]),
  ]
}

function reported(name: string, { up, failure }: { up: boolean; failure: { message: string } | undefined }): Readiness {
  return up ? { name, ready: true } : { name, ready: false, reason: failure?.message ?? 'down' }
}

export async function statusView(parts: FigureParts): Promise<StatusView> {
  const { engine, feed } = parts
  const totals = totalsOf(engine)
  const behind = engine.progress.position - feed.through
  return {
    address: parts.address(),
    version: parts.version,
    startedAt: parts.startedAt,
    stores: readiness(parts),
    facts: { accepted: totals.facts + totals.duplicates + (engine.log.end - engine.progress.position), processed: totals.facts + totals.duplicates },
    people: totals.people,
    segments: parts.segments.liveSegments().filter((one) => one.reported).map(({ id, state, size }) => ({ id, state, size })),
    warehouseLag: { facts: Math.max(0, behind), millis: parts.warehouse.state().lag },
    alarms: parts.alarms().length,
    quarantined: (await parts.waitingInQuarantine()) ?? 0,
    demo: parts.demo?.view(),
  }
}

/** The figures that a console follows. */
export async function liveReading(parts: FigureParts): Promise<Reading> {
  const { engine, feed, clock } = parts
  const waiting = await parts.waitingInQuarantine()
  const totals = totalsOf(engine)
  const { position, time } = engine.progress
  return {
    at: clock.now(),
    facts: { accepted: totals.facts + totals.duplicates + (engine.log.end - position), processed: totals.facts + totals.duplicates, perSecond: parts.perSecond() },
    people: totals.people,
    warehouse: { behindFacts: Math.max(0, position - feed.through), behindMillis: parts.warehouse.state().lag },
    quarantined: waiting ?? null,
    segments: parts.segments.liveSegments().filter((one) => one.reported).map(({ id, version, state, size, changedAt }) => ({ id, version, state, size, changedAt })),
    engine: { position, time, lagMs: position >= engine.log.end ? 0 : Math.max(0, engine.log.endTime - time) },
    stores: readiness(parts),
  }
}

/** Registers the gauges; each is read when somebody asks for the metrics. */
export function registerFigures(metrics: Metrics, parts: FigureParts): void {
  const { engine, intake, feed, pump, warehouse, registry, clock } = parts
  const totals = recent(() => totalsOf(engine), clock, 50)
  const alarms = recent(parts.alarms, clock, 1_000)
  const segments = recent(() => parts.segments.liveSegments().filter((one) => one.reported), clock, 1_000)
  metrics.gauge('intake_facts', 'Facts accepted since the start', () => intake.counters.facts)
  metrics.gauge('intake_quarantined', 'Quarantine entries made since the start', () => intake.counters.quarantined)
  metrics.gauge('stream_log_position', 'Highest durable position of the log', () => engine.log.end)
  metrics.gauge('stream_log_bytes', 'Bytes of the log', () => engine.log.state().bytes)
  metrics.gauge('stream_log_pending_bytes', 'Bytes waiting for the disk', () => engine.log.state().pendingBytes)
  metrics.gauge('stream_engine_position', 'Log position the engine has finished', () => engine.progress.position)
  metrics.gauge('stream_engine_behind', 'Records that wait for the engine', () => engine.log.end - engine.progress.position)
  metrics.gauge('profiles_people', 'People', () => totals().people)
  metrics.gauge('profiles_facts', 'Facts counted', () => totals().facts)
  metrics.gauge('profiles_duplicates', 'Messages that came more than once', () => totals().duplicates)
  metrics.gauge('profiles_merges', 'People who turned out to be another', () => totals().merges)
  metrics.gauge('segments_changes', 'Membership changes', () => totals().changes)
  metrics.gauge('segments_members', 'Members by segment', () => segments().map(({ id, size }) => ({ labels: { segment: id }, value: size })), ['segment'])
  metrics.gauge('segments_alarms', 'Alarms of segments: what stands still and should move', () => ALARM_KINDS.map((kind) => ({ labels: { kind }, value: alarms().filter((one) => one.kind === kind).length })), ['kind'])
  metrics.gauge('intake_watch_alarms', 'Alarms of watches that last', () => WATCH_KINDS.map((kind) => ({ labels: { kind }, value: parts.watchAlarms().filter((one) => one.kind === kind).length })), ['kind'])
  metrics.gauge('warehouse_behind', 'Log positions that the warehouse has not made durable', () => Math.max(0, engine.progress.position - feed.through))
  metrics.gauge('warehouse_restarts', 'Times the warehouse child was started again', () => warehouse.state().restarts)
  metrics.gauge('registry_restarts', 'Times the PostgreSQL child was started again', () => registry.state().restarts)
  metrics.gauge('outbox_waiting', 'Outbox entries not acknowledged', () => ['warehouse', 'registry', 'subscribers'].map((consumer) => ({ labels: { consumer }, value: pump.lag(consumer) })), ['consumer'])
}
