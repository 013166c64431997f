// What has to happen now and then, whoever asks: definitions follow what the engine made of them, and thresholds of ranks
// are computed anew. Each in a loop of its own, so that neither waits for the other.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Millis, Result } from '@touchstone/base'
import type { Alarm } from './alarms/alarm-watch.ts'
import type { ThresholdRefresher } from './ranks/threshold-refresher.ts'

const LOOK_EVERY: Millis = 1000

export interface UpkeepPorts {
  readonly follow: () => Promise<Result<unknown>>
  readonly refresher: ThresholdRefresher
  readonly alarms: () => readonly Alarm[]
  /** An alarm began, or is over. */
  readonly onAlarm: (alarm: Alarm, isOver: boolean) => void
  /** Something failed and is tried again. */
  readonly onTrouble: (code: string, message: string) => void
  /** Milliseconds between two looks; a second unless a test wants less. */
  readonly lookEvery?: Millis
}

export class SegmentUpkeep {
  readonly #ports: UpkeepPorts
  readonly #stopping = new AbortController()
  #loops: Promise<unknown> | undefined
  #told: ReadonlyMap<string, Alarm> = new Map()

  constructor(ports: UpkeepPorts) {
    this.#ports = ports
  }

  start(): void {
    this.#loops ??= Promise.all([
      this.#repeat(async () => {
        const followed = await this.#ports.follow()
        if (!followed.ok) this.#ports.onTrouble(followed.failure.code, followed.failure.message)
        this.#tellAlarms()
      }),
      this.#repeat(() => this.#ports.refresher.step(() => this.#stopping.signal.aborted)),
    ])
  }

  /** Resolves when it touches nothing any more. A computation under way in the warehouse is waited for. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#loops
  }

  /** Each alarm once when it begins, and once when it is over. */
  #tellAlarms(): void {
    const now = new Map(this.#ports.alarms().map((alarm) => [`${alarm.kind} ${alarm.segment} ${alarm.version}`, alarm]))
    for (const [key, alarm] of now) if (!this.#told.has(key)) this.#ports.onAlarm(alarm, false)
    for (const [key, alarm] of this.#told) if (!now.has(key)) this.#ports.onAlarm(alarm, true)
    this.#told = now
  }

  async #repeat(work: () => Promise<void>): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await work()
      await sleep(this.#ports.lookEvery ?? LOOK_EVERY, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
  }
}
