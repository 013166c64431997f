// Which version spoke for a segment at which time. The engine knows which one does now; this room notes every change of
// it, because "who was in it last Tuesday" is answered by the version that spoke then.
//
// A version that took over by itself did so when it went live, which the engine has to the millisecond. One that staff
// cut over to, or back to, did so when the engine met their word; that is noted at once, with the time of noting.
import { ok, type Clock, type Millis, type Result } from '@touchstone/base'
import type { LiveVersion, SegmentStates } from '../live-state.ts'
import type { Speaker } from '../model.ts'
import type { EngineProgress } from '../ports.ts'
import type { SegmentStore } from '../store.ts'

interface Ports {
  readonly store: SegmentStore
  readonly states: SegmentStates
  readonly clock: Clock
  readonly engineProgress: EngineProgress
}

export class Speakers {
  readonly #ports: Ports
  readonly #isManual: (version: LiveVersion) => boolean
  /** What the registry has, by segment; undefined until it was read. */
  #known: Map<string, Speaker[]> | undefined
  /** The end of the log when this was made. An engine that is behind it tells of the past. */
  readonly #logAtStart: number
  /** Segments of the live state that the registry does not know: nothing is noted of them. */
  readonly #strangers = new Set<string>()
  /** One change is noted at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  /** `isManual`: the version speaks only once staff cut over to it. */
  constructor(ports: Ports, isManual: (version: LiveVersion) => boolean) {
    this.#ports = ports
    this.#isManual = isManual
    this.#logAtStart = ports.engineProgress().log.position
  }

  /** Whether the engine has met everything that was in the log when this process began. */
  get isCurrent(): boolean {
    return this.#ports.engineProgress().engine.position >= this.#logAtStart
  }

  /** Notes a change of the version that speaks, given all versions of one segment in the live state; whether there was one. */
  observe(id: string, versions: readonly LiveVersion[]): Promise<Result<boolean>> {
    const noted = this.#turn.then(() => this.#observe(id, versions))
    this.#turn = noted.catch(() => undefined)
    return noted
  }

  async #observe(id: string, versions: readonly LiveVersion[]): Promise<Result<boolean>> {
    const reported = versions.find(({ role }) => role === 'reported')
    if (reported === undefined || reported.state === 'archiving' || !this.isCurrent || this.#strangers.has(id)) return ok(false)
    const known = await this.#read()
    if (!known.ok) return known
    if (!known.value.has(id)) {
      const begun = await this.#begin(reported)
      if (!begun.ok || !begun.value) return begun
    }
    const last = known.value.get(id)!.at(-1)!
    if (last.position === reported.position) return ok(false)
    const tookOverByItself = reported.version > last.version && reported.liveSince > last.since && !this.#isManual(reported)
    const since = Math.max(last.since + 1, tookOverByItself ? reported.liveSince : this.#ports.clock.now())
    const added = await this.#add(id, { version: reported.version, position: reported.position, since })
    return added.ok ? ok(true) : added
  }

  /** The first version has spoken since the segment is there. Whether the registry knows the segment at all. */
  async #begin(reported: LiveVersion): Promise<Result<boolean>> {
    const definition = await this.#ports.store.get(reported.id)
    if (!definition.ok) return definition
    if (definition.value === undefined) {
      this.#strangers.add(reported.id)
      return ok(false)
    }
    const { version, position } = definition.value.versions[0]!
    const first = position === null ? reported : { version, position }
    const added = await this.#add(reported.id, { version: first.version, position: first.position, since: definition.value.createdAt })
    return added.ok ? ok(true) : added
  }

  /** Oldest first; the last one speaks now. Empty while the definition is not known to be in the log. */
  async timeline(id: string): Promise<Result<readonly Speaker[]>> {
    const noted = await this.observe(id, this.#ports.states.liveSegments().filter((one) => one.id === id))
    if (!noted.ok) return noted
    const known = await this.#read()
    return known.ok ? ok(known.value.get(id) ?? []) : known
  }

  /** The version that was replaced last and its successor's beginning, where there are both. */
  async replaced(id: string): Promise<Result<{ readonly version: Speaker; readonly at: Millis } | undefined>> {
    const known = await this.#read()
    if (!known.ok) return known
    const all = known.value.get(id) ?? []
    const [before, last] = [all.at(-2), all.at(-1)]
    return ok(before === undefined || last === undefined ? undefined : { version: before, at: last.since })
  }

  async #add(id: string, speaker: Speaker): Promise<Result<void>> {
    const added = await this.#ports.store.speakers.add(id, speaker)
    if (!added.ok) return added
    const speakers = this.#known!.get(id)
    if (speakers === undefined) this.#known!.set(id, [speaker])
    else speakers.push(speaker)
    return ok(undefined)
  }

  async #read(): Promise<Result<Map<string, Speaker[]>>> {
    if (this.#known !== undefined) return ok(this.#known)
    const read = await this.#ports.store.speakers.read()
    if (read.ok) this.#known ??= read.value
    return read.ok ? ok(this.#known!) : read
  }
}

/** The version that spoke at an instant; undefined before the first. */
export function speakerAt(timeline: readonly Speaker[], instant: Millis): Speaker | undefined {
  return timeline.findLast(({ since }) => since <= instant)
}
