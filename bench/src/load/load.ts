import { spreadOf } from '../percentile.ts'
import { ServerApi } from '../server/server-api.ts'
import { Backlog } from './backlog.ts'
import { Batches } from './batches.ts'
import { Flood } from './flood.ts'
import type { Command, LoadResult, ProbeResult, Target } from './messages.ts'
import { Pace } from './pace.ts'
import { Probes } from './probes.ts'
import { Sender } from './sender.ts'
import { Tally } from './tally.ts'

const BATCH_PATH = '/v1/batch'
const INTRODUCE_CONNECTIONS = 4

export interface Phases {
  counting(): void
  counted(): void
}

/** The load of one server: everything it sends comes from one sequence of batches, so that messages and visitors go on. */
export class Load {
  readonly #target: Target
  readonly #phases: Phases
  readonly #batches = new Batches(1)
  #acknowledgedEver = 0
  #enough: () => void = () => {}

  constructor(target: Target, phases: Phases) {
    this.#target = target
    this.#phases = phases
  }

  /** Ends the counted time of the phase under way. */
  enough(): void {
    this.#enough()
  }

  async run(command: Exclude<Command, { do: 'end' | 'enough' }>): Promise<LoadResult> {
    const tally = new Tally()
    const backlog = this.#target.token === undefined ? undefined : new Backlog(new ServerApi(this.#target.address, this.#target.token))
    const connections = command.do === 'introduce' ? INTRODUCE_CONNECTIONS : command.connections
    const sender = new Sender(this.#target.address, BATCH_PATH, this.#target.writeKey, connections)
    let probes: ProbeResult | undefined
    try {
      if (command.do === 'introduce') await new Flood(sender, tally, backlog).introduce(this.#batches, connections)
      else if (command.do === 'flood') await this.#phased(tally, command, new Flood(sender, tally, backlog).run(this.#batches, connections))
      else probes = await this.#pace(command, sender, tally)
    } finally {
      backlog?.close()
      sender.close()
    }
    return this.#result(tally, probes)
  }

  async #pace(command: Extract<Command, { do: 'pace' }>, sender: Sender, tally: Tally): Promise<ProbeResult | undefined> {
    const { probeSegment, eventsPerSecond } = command
    const probes = probeSegment === undefined ? undefined : await Probes.begin(this.#target, probeSegment)
    await this.#phased(tally, command, new Pace(sender, tally, this.#batches, command.connections).run(eventsPerSecond), probes)
    const result = await probes?.end()
    this.#acknowledgedEver += probes?.acknowledged ?? 0
    return result
  }

  /** Lets `load` run for the warm-up and the counted time, then ends it and waits for its last answers. */
  async #phased(tally: Tally, times: { warmUpSeconds: number; seconds: number }, load: { stop(): Promise<void> }, probes?: Probes): Promise<void> {
    await pause(times.warmUpSeconds)
    this.#phases.counting()
    tally.begin()
    probes?.count()
    await Promise.race([pause(times.seconds), new Promise<void>((resolve) => (this.#enough = resolve))])
    tally.end()
    this.#phases.counted()
    await load.stop()
  }

  #result(tally: Tally, probes: ProbeResult | undefined): LoadResult {
    this.#acknowledgedEver += tally.acknowledgedInAll
    const { seconds, acknowledged, others } = tally
    return {
      seconds, acknowledged, others: Object.fromEntries(others),
      acknowledgedEver: this.#acknowledgedEver,
      averageBytes: this.#batches.averageBytes,
      fillMicros: (this.#batches.fillMillis * 1000) / Math.max(1, this.#batches.filled),
      answered: spreadOf(tally.latencies),
      ...(probes === undefined ? {} : { probes }),
    }
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
