// The life of a definition: first in the registry, then in the log. The registry keeps what staff want, the log makes it
// happen, and a crash may come between the two; then `reconcile` appends again at the next start what may be missing.
import { fail, ok, type Result } from '@touchstone/base'
import { AlarmWatch } from './alarms/alarm-watch.ts'
import { Conditions } from './conditions/conditions.ts'
import { dependents, inUse, refreshDependents } from './conditions/dependents.ts'
import { KnownNames } from './conditions/known-names.ts'
import { SegmentBook } from './conditions/segment-book.ts'
import { ControlGroups } from './control/control-view.ts'
import { InSlices } from './explain/in-slices.ts'
import { newSegmentId } from './segment-id.ts'
import type { CutOver, SegmentDefinition } from './model.ts'
import type { SegmentPorts } from './ports.ts'
import type { StoredCondition } from './store.ts'
import { SegmentVersions } from './versions/segment-versions.ts'
import { versionViews, type VersionView } from './versions/version-views.ts'
import { TraitDefinitions } from './traits/trait-definitions.ts'
import type { LiveTraits } from './traits/live-traits.ts'
import { createProgress, createViewer, type SegmentView } from './view.ts'

export interface NewSegment {
  readonly name: string
  readonly where: string
  readonly description: string
}

export interface SegmentChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly where?: string | undefined
  /** How the new condition takes over; by itself, once it is live, unless given. */
  readonly cutOver?: CutOver | undefined
}

export class SegmentDefinitions {
  readonly #ports: SegmentPorts
  readonly conditions: Conditions
  readonly names: KnownNames
  readonly versions: SegmentVersions
  readonly alarms: AlarmWatch
  readonly control: ControlGroups
  readonly traits: TraitDefinitions
  /** Where explanations of persons are worked out. */
  readonly explaining: InSlices
  /** A version has taken over, or this process began: what names its segment may have to be written out anew. */
  #hasChanged = true
  #following: Promise<Result<void>> | undefined

  constructor(ports: SegmentPorts) {
    this.#ports = ports
    this.conditions = new Conditions(ports)
    this.names = new KnownNames(ports)
    this.versions = new SegmentVersions(ports)
    this.alarms = new AlarmWatch(ports)
    this.control = new ControlGroups(ports)
    this.traits = new TraitDefinitions(ports)
    this.explaining = new InSlices(ports.clock)
  }

  /** Failures: `language.*` with the place in the text, `segments.name-conflict`, `stream.*`, `registry.*`. */
  async create({ name, description, where }: NewSegment): Promise<Result<SegmentView>> {
    const condition = await this.conditions.prepare(where)
    if (!condition.ok) return condition
    const id = newSegmentId()
    const { store, clock } = this.#ports
    const created = await store.create({ id, name, description }, condition.value, clock.now())
    if (!created.ok) return created
    const defined = await this.versions.log.define(id, { version: 1, expanded: condition.value.expanded, cutOver: 'when-ready' }, () => store.remove(id))
    return defined.ok ? this.view(id) : defined
  }

  /** Failures: as `create`, `segments.not-found`, `segments.archived`. */
  async update(id: string, { name, description, where, cutOver = 'when-ready' }: SegmentChange): Promise<Result<SegmentView>> {
    const found = await this.findAlive(id)
    if (!found.ok) return found
    const condition = where === undefined ? ok(undefined) : await this.conditions.prepare(where, { id, name: name ?? found.value.name })
    if (!condition.ok) return condition
    if (name !== undefined || description !== undefined) {
      const renamed = await this.#ports.store.rename(id, { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) })
      if (!renamed.ok) return renamed
    }
    if (condition.value !== undefined && condition.value.where !== this.versions.wanted(found.value).where) {
      const added = await this.#addVersion(id, { ...condition.value, cutOver, reason: '' })
      if (!added.ok) return added
    }
    return this.view(id)
  }

  /** Failures: `segments.not-found`, `segments.in-use-conflict`, `stream.*`, `registry.*`. Archiving what is archived changes nothing. */
  async archive(id: string): Promise<Result<SegmentView>> {
    const found = await this.find(id)
    if (!found.ok) return found
    if (found.value.archivedAt === null) {
      const all = await this.#ports.store.list()
      if (!all.ok) return all
      const users = dependents(all.value, id)
      if (users.length > 0) return inUse(found.value, users)
      const set = await this.#ports.store.setArchived(id, this.#ports.clock.now())
      if (!set.ok) return set
      const gone = await this.versions.log.archiveAll(found.value, () => this.#ports.store.setArchived(id, null))
      if (!gone.ok) return gone
    }
    return this.view(id)
  }

  /** Failures: `segments.not-found`, `segments.archived`, and those of `SegmentVersions.cutOver`. */
  async cutOver(id: string, version: number): Promise<Result<SegmentView>> {
    const found = await this.findAlive(id)
    if (!found.ok) return found
    const done = await this.versions.cutOver(found.value, version)
    return done.ok ? this.view(id) : done
  }

  /** Failures: `segments.not-found`, `segments.archived`, and those of `SegmentVersions.rollBack`. */
  async rollBack(id: string): Promise<Result<SegmentView>> {
    const found = await this.findAlive(id)
    if (!found.ok) return found
    const done = await this.versions.rollBack(found.value)
    return done.ok ? this.view(id) : done
  }

  /** Failures: `segments.not-found`, `segments.archived`, `registry.*`. */
  async setControlShare(id: string, percent: number): Promise<Result<SegmentView>> {
    const found = await this.findAlive(id)
    if (!found.ok) return found
    const share = Math.round(percent * 100)
    if (share !== found.value.controlShare) {
      const set = await this.#ports.store.controlShares.set(id, { since: this.#ports.clock.now(), share })
      if (!set.ok) return set
    }
    return this.view(id)
  }

  /** Newest first. */
  async listVersions(id: string): Promise<Result<{ versions: VersionView[] }>> {
    const found = await this.find(id)
    if (!found.ok) return found
    const timeline = await this.versions.speakers.timeline(id)
    if (!timeline.ok) return timeline
    const book = await this.conditions.book()
    if (!book.ok) return book
    const alive = this.#ports.states.liveSegments().filter((one) => one.id === id)
    const shown = (where: string): string => book.value.shown(where)
    return ok({ versions: versionViews(found.value, { alive, timeline: timeline.value, shown, progressOf: createProgress(this.#ports) }) })
  }

  async view(id: string): Promise<Result<SegmentView>> {
    const found = await this.find(id)
    if (!found.ok) return found
    const used = await this.#ports.store.find(found.value.versions.flatMap(({ uses }) => uses.map((use) => use.id)))
    return used.ok ? ok((await this.#viewer([found.value, ...used.value]))(found.value)) : used
  }

  /** All of them, archived ones too where they are asked for. */
  async views(archived: boolean): Promise<Result<SegmentView[]>> {
    const all = await this.#ports.store.list()
    if (!all.ok) return all
    const view = await this.#viewer(all.value)
    return ok(all.value.filter(({ archivedAt }) => archived || archivedAt === null).map(view))
  }

  async #viewer(known: readonly SegmentDefinition[]): Promise<(definition: SegmentDefinition) => SegmentView> {
    const live = this.#ports.states.liveSegments()
    const book = new SegmentBook(known, live)
    return createViewer(this.#ports, { live, shown: (where) => book.shown(where), alarms: this.alarms, replaced: await this.versions.allReplaced(live) })
  }

  /** `segments.not-found` when there is none. */
  async find(id: string): Promise<Result<SegmentDefinition>> {
    const found = await this.#ports.store.get(id)
    if (!found.ok) return found
    return found.value === undefined ? fail('segments.not-found', `there is no segment ${JSON.stringify(id)}`) : ok(found.value)
  }

  /** `segments.not-found`, `segments.archived`. */
  async findAlive(id: string): Promise<Result<SegmentDefinition>> {
    const found = await this.find(id)
    if (!found.ok || found.value.archivedAt === null) return found
    return fail('segments.archived', `expected a segment that is not archived, got ${JSON.stringify(id)}`)
  }

  /** Once at start, when engine and registry are there: what a crash left between the two is appended again. */
  async reconcile(): Promise<Result<void>> {
    const all = await this.#ports.store.list()
    if (!all.ok) return all
    const segments = await this.versions.reconcile(all.value)
    return segments.ok ? this.traits.reconcile() : segments
  }

  /** Now and then: notes what the engine made of versions, lets old ones go, and follows what conditions name. */
  follow(): Promise<Result<void>> {
    this.#following ??= this.#follow().finally(() => (this.#following = undefined))
    return this.#following
  }

  async #follow(): Promise<Result<void>> {
    this.alarms.look()
    const followed = await this.versions.follow()
    if (!followed.ok) return followed
    const traits = await this.traits.follow()
    if (!traits.ok) return traits
    if (followed.value.hasTakenOver || traits.value.hasTakenOver) this.#hasChanged = true
    if (!this.#hasChanged || !this.versions.speakers.isCurrent) return ok(undefined)
    const computed = await this.traits.refresh((id, why) => this.alarms.setOutdated(id, why))
    if (!computed.ok) return computed
    const book = await this.conditions.book()
    if (!book.ok) return book
    const live = this.traits.live
    const refreshed = await refreshDependents(book.value, {
      prepare: (where, self) => this.conditions.prepare(where, self),
      wanted: (definition) => this.versions.wanted(definition),
      speaking: ({ id }) => speaking(book.value, live, id),
      addVersion: (id, version) => this.#addVersion(id, version),
      setUses: (id, version, uses) => this.#ports.store.setUses(id, version, uses),
      cannot: (id, why) => this.alarms.setOutdated(id, why),
    })
    if (refreshed.ok) this.#hasChanged = false
    return refreshed
  }

  async #addVersion(id: string, version: StoredCondition & { cutOver: CutOver; reason: string }): Promise<Result<void>> {
    const { store, clock } = this.#ports
    const added = await store.addVersion(id, version, clock.now())
    if (!added.ok) return added
    return this.versions.log.define(id, { version: added.value, ...version }, () => store.removeVersion(id, added.value))
  }
}

/** The version that speaks for what a condition uses: a computed trait, or another segment. */
function speaking(book: SegmentBook, traits: LiveTraits, id: string): { label: string; version: number } | undefined {
  const trait = traits.find(id)
  if (trait !== undefined) return { label: `computed trait ${id}`, version: trait.version }
  const used = book.find(id)
  const version = used && book.speaking(used)?.version
  return version === undefined ? undefined : { label: `segment ${used!.name}`, version }
}
