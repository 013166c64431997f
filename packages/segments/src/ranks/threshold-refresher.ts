// Thresholds of ranks. `top 5% by …` asks who is among the highest 5 percent of everyone, which no person's state can
// tell. So the number that separates them is computed over history from time to time, and told to the engine, which
// compares each person with it. Between two computations it is a little old: everyone is compared with the same number,
// and how many people it has put on the wrong side by the time the next one is there is computed with that and told too.
//
// Equal ranks have one threshold, however many segments ask for it. It is computed when a version has none yet, and then
// again after its interval, which grows with what it costs: at most one part in fifty of the time goes into each. Nothing
// is remembered elsewhere: after a restart the live state says what there is and how old it is.
import { ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { rankThresholdQuery, toClickHouse, type Checked, type Past, type Query, type Rank } from '@touchstone/language'
import type { Parameters, Row } from '@touchstone/warehouse'
import type { LiveVersion, SegmentStates } from '../live-state.ts'
import type { AppendControl, HistoryThrough, QueryHistory } from '../ports.ts'
import { ranksOf } from './rank-keys.ts'

export const REFRESH_EVERY: Millis = 3_600_000
export const MIN_REFRESH: Millis = 60_000
/** A computation takes at most this part of the time. */
const COST_SHARE = 50
const QUERY_MILLISECONDS = 120_000
/** After a failure, doubled each time up to the interval. */
const RETRY_FIRST: Millis = 5_000

export interface RefresherPorts {
  readonly states: Pick<SegmentStates, 'liveSegments' | 'isHistoryAmended'>
  readonly clock: Clock
  readonly queryHistory: QueryHistory
  readonly historyThrough: HistoryThrough
  readonly appendControl: AppendControl
  /** Something failed and is tried again. */
  readonly onTrouble: (code: string, message: string) => void
  /** Milliseconds between two computations; an hour unless given, a minute at least. */
  readonly refreshEvery?: Millis
}

/** When a threshold was computed last, and how often it is. */
export interface Refresh {
  readonly at: Millis | undefined
  readonly every: Millis
}

interface Known {
  /** When it was computed last; undefined before the first time in this process. */
  at: Millis | undefined
  every: Millis
  /** After a failure: not before, and how long the next one waits. */
  notBefore: Millis
  wait: Millis
}

/** A rank that versions ask for. */
interface Wanted {
  readonly rank: Rank
  readonly versions: LiveVersion[]
}

interface Computed {
  readonly value: number | null
  readonly people: number
  readonly at: Millis
}

export class ThresholdRefresher {
  readonly #ports: RefresherPorts
  readonly #known = new Map<string, Known>()

  constructor(ports: RefresherPorts) {
    this.#ports = ports
  }

  /** For views and alarms; undefined while nobody asks for the rank. */
  refresh(key: string): Refresh | undefined {
    return this.#known.get(key)
  }

  /** Computes every threshold that is due, one after the other, and tells the engine. `isStopping` ends it between two. */
  async step(isStopping: () => boolean = () => false): Promise<void> {
    const wanted = this.#wanted()
    for (const key of this.#known.keys()) if (!wanted.has(key)) this.#known.delete(key)
    for (const [key, one] of wanted) {
      if (isStopping()) return
      const known = this.#remember(key)
      if (!this.#isDue(key, one, known)) continue
      const done = await this.#refresh(key, one, known)
      if (done.ok) continue
      this.#ports.onTrouble(done.failure.code, done.failure.message)
      known.notBefore = this.#ports.clock.now() + known.wait
      known.wait = Math.min(2 * known.wait, known.every)
    }
  }

  #wanted(): Map<string, Wanted> {
    const wanted = new Map<string, Wanted>()
    const through = this.#ports.historyThrough()
    for (const version of this.#ports.states.liveSegments()) {
      // What the log held before the version is history; without it the first threshold would be of the wrong people.
      if (version.state === 'archiving' || version.position > through) continue
      for (const [key, rank] of ranksOf(version)?.byKey ?? []) {
        const one = wanted.get(key)
        if (one === undefined) wanted.set(key, { rank, versions: [version] })
        else one.versions.push(version)
      }
    }
    return wanted
  }

  #remember(key: string): Known {
    const every = Math.max(MIN_REFRESH, this.#ports.refreshEvery ?? REFRESH_EVERY)
    const known = this.#known.get(key) ?? { at: undefined, every, notBefore: 0, wait: RETRY_FIRST }
    this.#known.set(key, known)
    return known
  }

  #isDue(key: string, { versions }: Wanted, known: Known): boolean {
    const now = this.#ports.clock.now()
    if (now < known.notBefore) return false
    const told = versions.map(({ thresholds }) => thresholds.find((one) => one.key === key)?.at)
    if (told.includes(undefined)) return true
    return now >= (known.at ?? Math.max(...(told as Millis[]))) + known.every
  }

  async #refresh(key: string, { rank, versions }: Wanted, known: Known): Promise<Result<void>> {
    const { clock } = this.#ports
    const at = clock.now()
    const began = performance.now()
    const computed = await this.#compute(key, rank, at)
    if (!computed.ok) return computed
    for (const { position, thresholds } of versions) {
      const told = thresholds.find((one) => one.key === key)
      if (told !== undefined && told.value === computed.value.value) continue
      const error = await this.#error(rank, told?.value ?? null, computed.value)
      if (!error.ok) return error
      const { value, people } = computed.value
      const appended = await this.#ports.appendControl({ control: 'segment.threshold', segment: position, key, value, people, error: error.value, at })
      if (!appended.ok) return appended
    }
    known.at = at
    known.every = Math.max(MIN_REFRESH, this.#ports.refreshEvery ?? REFRESH_EVERY, COST_SHARE * (performance.now() - began))
    known.notBefore = 0
    known.wait = RETRY_FIRST
    return ok(undefined)
  }

  async #compute(key: string, rank: Rank, at: Millis): Promise<Result<Computed>> {
    const row = await this.#ask(rankThresholdQuery({ root: rank }, key, this.#past(at)), 'SELECT if(isFinite(threshold), threshold, NULL) AS value, people FROM')
    return row.ok ? ok({ value: row.value['value'] as number | null, people: row.value['people'] as number, at }) : row
  }

  /** The share of people who are on the wrong side of the threshold `told` by now; 0 where there was none to be wrong. */
  async #error(rank: Rank, told: number | null, { value, people, at }: Computed): Promise<Result<number>> {
    if (told === null || value === null || people === 0) return ok(0)
    const counts: number[] = []
    for (const threshold of [told, value]) {
      const counted = await this.#ask(membersWith(rank, threshold, this.#past(at)), 'SELECT count() AS people FROM')
      if (!counted.ok) return counted
      counts.push(counted.value['people'] as number)
    }
    // The people beyond one threshold are among those beyond the other.
    return ok(Math.min(1, Math.abs(counts[0]! - counts[1]!) / people))
  }

  #past(at: Millis): Past {
    return { asOf: at, knownAt: at, isAmended: this.#ports.states.isHistoryAmended === true }
  }

  async #ask({ sql, parameters }: Query, select: string): Promise<Result<Row>> {
    const rows = await this.#ports.queryHistory(`${select} (${sql})`, parameters as Parameters, { milliseconds: QUERY_MILLISECONDS })
    return rows.ok ? ok(rows.value[0]!) : rows
  }
}

function membersWith(rank: Checked['root'], threshold: number, past: Past): Query {
  return toClickHouse({ root: rank }, past, { thresholds: () => threshold })
}
