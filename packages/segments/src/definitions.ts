// The life of a definition: first in the registry, then in the log. The registry keeps what staff want, the log makes it
// happen, and a crash may come between the two; then `reconcile` appends again at the next start what may be missing. The
// engine ignores a definition it has met, and archiving twice is archiving once.
//
// The position of a definition is what the engine says: of a record that was appended twice, the first one counts.
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, ok, type Result } from '@touchstone/base'
import { check, format, parse } from '@touchstone/language'
import { newSegmentId } from './segment-id.ts'
import type { SegmentDefinition, SegmentVersion } from './model.ts'
import type { SegmentPorts } from './ports.ts'
import { createViewer, type SegmentView } from './view.ts'

/** How long an answer waits for the engine to meet what was just appended, so that it shows what came of it. */
const ANSWER_WITHIN = 200
const LOOK_EVERY = 5

/** What `stream` promises to have kept nothing of. */
const NOTHING_KEPT = 'stream.full'

export interface NewSegment {
  readonly name: string
  readonly where: string
  readonly description: string
}

export interface SegmentChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly where?: string | undefined
}

export class SegmentDefinitions {
  readonly #ports: SegmentPorts
  /** Versions (`id@version`) whose position the registry has. */
  readonly #placed = new Set<string>()
  /** Positions that were told to go since this process started. */
  readonly #toldToGo = new Set<number>()

  constructor(ports: SegmentPorts) {
    this.#ports = ports
  }

  /** Failures: `language.*` with the place in the text, `segments.name-conflict`, `stream.*`, `registry.*`. */
  async create(wanted: NewSegment): Promise<Result<SegmentView>> {
    const where = this.condition(wanted.where)
    if (!where.ok) return where
    const id = newSegmentId()
    const created = await this.#ports.store.create({ ...wanted, id, where: where.value }, this.#ports.clock.now())
    if (!created.ok) return created
    const defined = await this.#define(id, 1, where.value)
    if (!defined.ok) {
      if (defined.failure.code === NOTHING_KEPT) await this.#ports.store.remove(id)
      return defined
    }
    return this.view(id)
  }

  /** Failures: as `create`, `segments.not-found`, `segments.archived`. */
  async update(id: string, change: SegmentChange): Promise<Result<SegmentView>> {
    const found = await this.find(id)
    if (!found.ok) return found
    if (found.value.archivedAt !== null) return archived(id)
    const where = change.where === undefined ? ok(undefined) : this.condition(change.where)
    if (!where.ok) return where
    const { name, description } = change
    if (name !== undefined || description !== undefined) {
      const renamed = await this.#ports.store.rename(id, { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) })
      if (!renamed.ok) return renamed
    }
    if (where.value !== undefined && where.value !== found.value.versions.at(-1)!.where) {
      const version = await this.#ports.store.addVersion(id, where.value, this.#ports.clock.now())
      if (!version.ok) return version
      const defined = await this.#define(id, version.value, where.value)
      if (!defined.ok) {
        if (defined.failure.code === NOTHING_KEPT) await this.#ports.store.removeVersion(id, version.value)
        return defined
      }
    }
    return this.view(id)
  }

  /** Failures: `segments.not-found`, `stream.*`, `registry.*`. Archiving what is archived changes nothing. */
  async archive(id: string): Promise<Result<SegmentView>> {
    const found = await this.find(id)
    if (!found.ok) return found
    if (found.value.archivedAt === null) {
      const set = await this.#ports.store.setArchived(id, this.#ports.clock.now())
      if (!set.ok) return set
      const gone = await this.#archiveVersions(found.value)
      if (!gone.ok) {
        if (gone.failure.code === NOTHING_KEPT) await this.#ports.store.setArchived(id, null)
        return gone
      }
      await this.#met(this.#ports.engineProgress().log.position)
    }
    return this.view(id)
  }

  async view(id: string): Promise<Result<SegmentView>> {
    const found = await this.find(id)
    return found.ok ? ok(createViewer(this.#ports)(found.value)) : found
  }

  /** `segments.not-found` when there is none. */
  async find(id: string): Promise<Result<SegmentDefinition>> {
    const found = await this.#ports.store.get(id)
    if (!found.ok) return found
    return found.value === undefined ? fail('segments.not-found', `there is no segment ${JSON.stringify(id)}`) : ok(found.value)
  }

  /** The condition in its usual layout, or the failure that says where it is wrong. */
  condition(text: string): Result<string> {
    const syntax = parse(text)
    if (!syntax.ok) return syntax
    const checked = check(syntax.value, this.#ports.conditionRules)
    return checked.ok ? ok(format(syntax.value)) : checked
  }

  /** Once at start, when engine and registry are there: what a crash left between the two is appended again. */
  async reconcile(): Promise<Result<void>> {
    const all = await this.#ports.store.list()
    if (!all.ok) return all
    for (const definition of all.value) {
      for (const { version, position } of definition.versions) if (position !== null) this.#placed.add(`${definition.id}@${version}`)
    }
    const placed = await this.#placeVersions()
    if (!placed.ok) return placed
    for (const definition of all.value) {
      const done = definition.archivedAt === null ? await this.#defineMissing(definition) : await this.#archiveVersions(definition)
      if (!done.ok) return done
    }
    return ok(undefined)
  }

  /** Now and then: notes the positions of new definitions, and lets old versions go whose successor is live. */
  async follow(): Promise<Result<void>> {
    const placed = await this.#placeVersions()
    if (!placed.ok) return placed
    const versionsById = Map.groupBy(this.#ports.states.liveSegments(), (one) => one.id)
    for (const versions of versionsById.values()) {
      const staying = versions.filter((one) => one.state !== 'archiving' && !this.#toldToGo.has(one.position))
      const newest = staying.reduce<(typeof staying)[number] | undefined>((best, one) => (best === undefined || one.version > best.version ? one : best), undefined)
      for (const one of staying) {
        // An older version that never went live has nothing to bridge.
        if (one === newest || (newest!.state !== 'live' && one.state === 'live')) continue
        const gone = await this.#archiveVersion(one)
        if (!gone.ok) return gone
      }
    }
    return ok(undefined)
  }

  async #define(id: string, version: number, where: string): Promise<Result<void>> {
    const appended = await this.#ports.appendControl({ control: 'segment.define', id, version, where })
    if (!appended.ok) return appended
    this.#placed.add(`${id}@${version}`)
    const placed = await this.#ports.store.setPosition(id, version, appended.value.position)
    await this.#met(appended.value.position)
    return placed
  }

  /** Waits a moment until the engine has met the record at `position`. */
  async #met(position: number): Promise<void> {
    for (let waited = 0; waited < ANSWER_WITHIN && this.#ports.engineProgress().engine.position < position; waited += LOOK_EVERY) await sleep(LOOK_EVERY)
  }

  async #defineMissing({ id, versions }: SegmentDefinition): Promise<Result<void>> {
    for (const one of versions) {
      if (!this.#isMissing(id, one)) continue
      const appended = await this.#ports.appendControl({ control: 'segment.define', id, version: one.version, where: one.where })
      if (!appended.ok) return appended
    }
    return ok(undefined)
  }

  /** Its position is not noted: that waits until the engine says which of several records it took. */
  #isMissing(id: string, one: SegmentVersion): boolean {
    return one.state === 'pending' && !this.#placed.has(`${id}@${one.version}`)
  }

  async #placeVersions(): Promise<Result<void>> {
    for (const { id, version, position } of this.#ports.states.liveSegments()) {
      if (this.#placed.has(`${id}@${version}`)) continue
      const placed = await this.#ports.store.setPosition(id, version, position)
      if (!placed.ok) return placed
      // The engine may meet a definition only after its segment was archived: then it is told so now.
      const definition = await this.#ports.store.get(id)
      if (!definition.ok) return definition
      if (typeof definition.value?.archivedAt === 'number') {
        const gone = await this.#archiveVersion({ id, version, position })
        if (!gone.ok) return gone
      }
      this.#placed.add(`${id}@${version}`)
    }
    return ok(undefined)
  }

  async #archiveVersions({ id, versions }: SegmentDefinition): Promise<Result<void>> {
    const alive = this.#ports.states.liveSegments().filter((one) => one.id === id)
    for (const one of versions) {
      const position = alive.find(({ version }) => version === one.version)?.position ?? one.position
      if (position === null || one.state === 'archived') continue
      const gone = await this.#archiveVersion({ id, version: one.version, position })
      if (!gone.ok) return gone
    }
    return ok(undefined)
  }

  async #archiveVersion({ id, version, position }: { id: string; version: number; position: number }): Promise<Result<void>> {
    const appended = await this.#ports.appendControl({ control: 'segment.archive', segment: position })
    if (!appended.ok) return appended
    this.#toldToGo.add(position)
    return this.#ports.store.archiveVersion(id, version)
  }
}

function archived(id: string): Result<never> {
  return fail('segments.archived', `expected a segment that is not archived, got ${JSON.stringify(id)}`)
}
