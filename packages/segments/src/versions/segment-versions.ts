// The versions of a segment: which one speaks, which one is coming, which one stands by, and going from one to another.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'
import { shownVersion } from '../view.ts'
import { Speakers } from './speakers.ts'
import { superseded } from './succession.ts'
import { VersionLog } from './version-log.ts'

/** How long a replaced version stands by, unless the server says otherwise. */
export const STANDBY_HOURS = 24
/** Evaluating two versions costs twice as much, so a standby does not stay for ever. */
export const MAX_STANDBY_HOURS = 24 * 30
const HOUR = 3_600_000

export class SegmentVersions {
  readonly #ports: SegmentPorts
  readonly log: VersionLog
  readonly speakers: Speakers
  /** Cut-overs that are wanted and not seen yet, by segment. */
  readonly #wanted = new Map<string, number>()

  constructor(ports: SegmentPorts) {
    this.#ports = ports
    this.log = new VersionLog(ports)
    this.speakers = new Speakers(ports, (version) => this.log.isManual(version))
  }

  get standbyMillis(): Millis {
    return Math.min(MAX_STANDBY_HOURS, this.#ports.standbyHours ?? STANDBY_HOURS) * HOUR
  }

  /** The version that staff want: the one that is coming, else the one that speaks. */
  wanted(definition: SegmentDefinition): SegmentVersion {
    const alive = this.#alive(definition.id)
    const newest = definition.versions.at(-1)!
    const live = alive.find(({ version }) => version === newest.version)
    if (live?.role !== 'standby') return newest
    return shownVersion(definition, alive.find(({ role }) => role === 'reported')?.version)
  }

  /** When the version before the present one was replaced, by segment. Empty while the registry is away. */
  async allReplaced(live: readonly LiveVersion[]): Promise<ReadonlyMap<string, { readonly version: number; readonly until: Millis }>> {
    const found = new Map<string, { version: number; until: Millis }>()
    for (const { id } of live.filter(({ role }) => role === 'standby')) {
      const replaced = await this.speakers.replaced(id)
      if (replaced.ok && replaced.value !== undefined) found.set(id, { version: replaced.value.version.version, until: replaced.value.at + this.standbyMillis })
    }
    return found
  }

  /**
   * Lets a version speak from now on. Failures: `segments.version-not-found`, `segments.not-live-conflict`, `stream.*`,
   * `registry.*`. Cutting over to the version that speaks already changes nothing.
   */
  async cutOver(definition: SegmentDefinition, version: number): Promise<Result<void>> {
    const known = definition.versions.find((one) => one.version === version)
    if (known === undefined) return fail('segments.version-not-found', `expected a version of the segment (1 to ${definition.versions.length}), got ${version}`)
    const live = this.#alive(definition.id).find((one) => one.version === version)
    if (live?.role === 'reported') return ok(undefined)
    if (live?.state !== 'live') return fail('segments.not-live-conflict', `expected a version that is live, got version ${version}, which is ${live?.state ?? (known.state === 'archived' ? 'archived' : 'backfilling')}`)
    const noted = await this.#setWanted(definition.id, version)
    if (!noted.ok) return noted
    const done = await this.log.cutOver(live.position, () => this.#setWanted(definition.id, null))
    return done.ok ? this.#observe(definition.id) : done
  }

  /** Back to the version that spoke before. Failures: `segments.nothing-to-roll-back`, else as `cutOver`. */
  async rollBack(definition: SegmentDefinition): Promise<Result<void>> {
    const timeline = await this.speakers.timeline(definition.id)
    if (!timeline.ok) return timeline
    const before = timeline.value.at(-2)
    const standby = this.#alive(definition.id).find((one) => one.position === before?.position && one.role === 'standby' && !this.log.wasToldToGo(one.position))
    if (standby !== undefined) return this.cutOver(definition, standby.version)
    const why = before === undefined ? 'no other version has spoken for it' : `version ${before.version} has been let go, as a replaced version is after ${this.standbyMillis / HOUR} hours`
    return fail('segments.nothing-to-roll-back', `expected a segment with a version to go back to, but ${why}`)
  }

  /** Appends again what a crash left between registry and log. */
  async reconcile(all: readonly SegmentDefinition[]): Promise<Result<void>> {
    for (const definition of all) this.log.remember(definition)
    const placed = await this.log.place()
    if (!placed.ok) return placed
    for (const definition of all) {
      const done = definition.archivedAt === null ? await this.log.defineMissing(definition) : await this.log.archiveAll(definition)
      if (!done.ok) return done
      const { id, archivedAt, cutOverTo, versions } = definition
      const position = versions.find(({ version }) => version === cutOverTo)?.position
      if (archivedAt !== null || cutOverTo === null || typeof position !== 'number') continue
      this.#wanted.set(id, cutOverTo)
      const appended = await this.log.cutOver(position)
      if (!appended.ok) return appended
    }
    return ok(undefined)
  }

  /** Notes what the engine made of versions and lets go of those that nobody needs any more. */
  async follow(): Promise<Result<{ readonly hasTakenOver: boolean }>> {
    const placed = await this.log.place()
    if (!placed.ok) return placed
    let hasTakenOver = false
    if (!this.speakers.isCurrent) return ok({ hasTakenOver })
    for (const [id, versions] of Map.groupBy(this.#ports.states.liveSegments(), (one) => one.id)) {
      const noted = await this.speakers.observe(id, versions)
      if (!noted.ok) return noted
      hasTakenOver ||= noted.value
      const settled = await this.#settle(id, versions)
      if (!settled.ok) return settled
      const gone = await this.#letGo(id, versions)
      if (!gone.ok) return gone
    }
    return ok({ hasTakenOver })
  }

  async #letGo(id: string, versions: readonly LiveVersion[]): Promise<Result<void>> {
    const staying = versions.filter((one) => one.state !== 'archiving' && !this.log.wasToldToGo(one.position))
    if (staying.length < 2) return ok(undefined)
    const replaced = await this.speakers.replaced(id)
    if (!replaced.ok) return replaced
    const leaving = superseded(staying, {
      isManual: (version) => this.log.isManual(version),
      replaced: replaced.value === undefined ? undefined : { position: replaced.value.version.position, at: replaced.value.at },
      now: this.#ports.clock.now(),
      standbyMillis: this.standbyMillis,
    })
    for (const one of leaving) {
      const gone = await this.log.archive(one)
      if (!gone.ok) return gone
    }
    return ok(undefined)
  }

  async #observe(id: string): Promise<Result<void>> {
    const versions = this.#alive(id)
    const noted = await this.speakers.observe(id, versions)
    return noted.ok ? this.#settle(id, versions) : noted
  }

  /** The version that was wanted speaks: nobody has to ask for it again. */
  async #settle(id: string, versions: readonly LiveVersion[]): Promise<Result<void>> {
    const wanted = this.#wanted.get(id)
    if (wanted === undefined || versions.find(({ role }) => role === 'reported')?.version !== wanted) return ok(undefined)
    return this.#setWanted(id, null)
  }

  async #setWanted(id: string, version: number | null): Promise<Result<void>> {
    const set = await this.#ports.store.setCutOverTo(id, version)
    if (!set.ok) return set
    if (version === null) this.#wanted.delete(id)
    else this.#wanted.set(id, version)
    return set
  }

  #alive(id: string): LiveVersion[] {
    return this.#ports.states.liveSegments().filter((one) => one.id === id)
  }
}
