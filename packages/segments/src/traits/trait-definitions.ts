// The life of a computed trait. It is a definition like that of a segment, with versions that are prepared beside the one
// that speaks, take over when they are live, and stand by for a day; so everything below the registry is what segments
// have, over the same tables and the same records of the log. Only nobody is a member of it, and its id is its name, which
// stays what it is: conditions are kept with it.
import { fail, ok, type Result } from '@touchstone/base'
import { dependents, inUse, refreshDependents } from '../conditions/dependents.ts'
import type { SegmentBook } from '../conditions/segment-book.ts'
import type { CutOver, SegmentDefinition } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'
import { SegmentStore, type StoredCondition } from '../store.ts'
import { SegmentVersions } from '../versions/segment-versions.ts'
import { Expressions } from './expressions.ts'
import { LiveTraits } from './live-traits.ts'
import { traitView, type TraitView } from './trait-view.ts'

export interface NewTrait {
  readonly name: string
  readonly expression: string
  readonly description: string
}

export interface TraitChange {
  readonly expression?: string | undefined
  readonly description?: string | undefined
}

export class TraitDefinitions {
  readonly #ports: SegmentPorts
  /** Of segments: which of them have a trait in their conditions. */
  readonly #segments: SegmentStore
  readonly expressions: Expressions
  readonly versions: SegmentVersions

  /** `ports` are those of segments. */
  constructor(ports: SegmentPorts) {
    const { states, store, appendControl } = ports
    this.#segments = store
    this.#ports = {
      ...ports,
      store: store.ofTraits(),
      states: { liveSegments: () => states.liveTraits(), liveTraits: () => [], nodes: () => states.nodes(), members: () => [], peopleRange: () => states.peopleRange(), isHistoryAmended: states.isHistoryAmended === true },
      appendControl: (control) => appendControl(control.control === 'segment.define' ? { ...control, trait: control.id } : control),
    }
    this.expressions = new Expressions(this.#ports)
    this.versions = new SegmentVersions(this.#ports)
  }

  /** Those that conditions can name now. */
  get live(): LiveTraits {
    return new LiveTraits(this.#ports.states.liveSegments())
  }

  /** Failures: `language.*`, `segments.trait-name`, `segments.personal-trait-name`, `segments.given-trait-conflict`, `segments.name-conflict`, `warehouse.*`, `stream.*`, `registry.*`. */
  async create({ name, expression, description }: NewTrait): Promise<Result<TraitView>> {
    const named = this.expressions.nameAllowed(name)
    if (!named.ok) return named
    const known = await this.#ports.store.get(name)
    if (!known.ok) return known
    if (known.value?.archivedAt === null) return fail('segments.name-conflict', `there is a computed trait ${JSON.stringify(name)} already`)
    const given = (await this.#ports.isGivenTrait?.(name)) ?? ok(false)
    if (!given.ok) return given
    if (given.value) return fail('segments.given-trait-conflict', `facts give people a trait ${JSON.stringify(name)} already, which conditions would no longer mean: choose another name, for example ${JSON.stringify(`computed_${name}`)}`)
    const prepared = await this.expressions.prepare(expression, name)
    if (!prepared.ok) return prepared
    const defined = known.value === undefined ? await this.#createNew(name, description, prepared.value) : await this.#revive(name, description, prepared.value)
    return defined.ok ? this.view(name) : defined
  }

  async #createNew(name: string, description: string, prepared: StoredCondition): Promise<Result<void>> {
    const { store, clock } = this.#ports
    const created = await store.create({ id: name, name, description }, prepared, clock.now())
    if (!created.ok) return created
    return this.versions.log.define(name, { version: 1, expanded: prepared.expanded, cutOver: 'when-ready' }, () => store.remove(name))
  }

  /** The name of an archived one: its versions go on being counted. */
  async #revive(name: string, description: string, prepared: StoredCondition): Promise<Result<void>> {
    const { store, clock } = this.#ports
    const described = await store.rename(name, { description })
    if (!described.ok) return described
    // First: what the engine meets of an archived definition is told to go.
    const set = await store.setArchived(name, null)
    if (!set.ok) return set
    const added = await this.#addVersion(name, { ...prepared, cutOver: 'when-ready', reason: '' })
    if (!added.ok) await store.setArchived(name, clock.now())
    return added
  }

  /** Failures: as `create`, `segments.trait-not-found`, `segments.archived`. */
  async update(name: string, { expression, description }: TraitChange): Promise<Result<TraitView>> {
    const found = await this.findAlive(name)
    if (!found.ok) return found
    const prepared = expression === undefined ? ok(undefined) : await this.expressions.prepare(expression, name)
    if (!prepared.ok) return prepared
    if (description !== undefined) {
      const described = await this.#ports.store.rename(name, { description })
      if (!described.ok) return described
    }
    if (prepared.value !== undefined && prepared.value.where !== this.versions.wanted(found.value).where) {
      const added = await this.#addVersion(name, { ...prepared.value, cutOver: 'when-ready', reason: '' })
      if (!added.ok) return added
    }
    return this.view(name)
  }

  /** Failures: `segments.trait-not-found`, `segments.in-use-conflict`, `stream.*`, `registry.*`. Archiving what is archived changes nothing. */
  async archive(name: string): Promise<Result<TraitView>> {
    const found = await this.find(name)
    if (!found.ok) return found
    if (found.value.archivedAt === null) {
      const users = await this.#users(name)
      if (!users.ok) return users
      const all = [...users.value.segments, ...users.value.traits]
      if (all.length > 0) return inUse(found.value, all)
      const { store, clock } = this.#ports
      const set = await store.setArchived(name, clock.now())
      if (!set.ok) return set
      const gone = await this.versions.log.archiveAll(found.value, () => store.setArchived(name, null))
      if (!gone.ok) return gone
    }
    return this.view(name)
  }

  async view(name: string): Promise<Result<TraitView>> {
    const found = await this.find(name)
    if (!found.ok) return found
    const users = await this.#users(name)
    return users.ok ? ok(traitView(this.#ports, found.value, users.value)) : users
  }

  /** In the order in which they were defined; archived ones too where they are asked for. */
  async views(archived: boolean): Promise<Result<TraitView[]>> {
    const all = await this.#ports.store.list()
    if (!all.ok) return all
    const segments = await this.#segments.list()
    if (!segments.ok) return segments
    const shown = all.value.filter(({ archivedAt }) => archived || archivedAt === null)
    return ok(shown.map((one) => traitView(this.#ports, one, { segments: dependents(segments.value, one.id), traits: dependents(all.value, one.id) })))
  }

  async #users(name: string): Promise<Result<{ segments: SegmentDefinition[]; traits: SegmentDefinition[] }>> {
    const segments = await this.#segments.list()
    if (!segments.ok) return segments
    const traits = await this.#ports.store.list()
    return traits.ok ? ok({ segments: dependents(segments.value, name), traits: dependents(traits.value, name) }) : traits
  }

  /** `segments.trait-not-found` when there is none. */
  async find(name: string): Promise<Result<SegmentDefinition>> {
    const found = await this.#ports.store.get(name)
    if (!found.ok) return found
    return found.value === undefined ? fail('segments.trait-not-found', `there is no computed trait ${JSON.stringify(name)}`) : ok(found.value)
  }

  /** `segments.trait-not-found`, `segments.archived`. */
  async findAlive(name: string): Promise<Result<SegmentDefinition>> {
    const found = await this.find(name)
    if (!found.ok || found.value.archivedAt === null) return found
    return fail('segments.archived', `expected a computed trait that is not archived, got ${JSON.stringify(name)}`)
  }

  async reconcile(): Promise<Result<void>> {
    const all = await this.#ports.store.list()
    return all.ok ? this.versions.reconcile(all.value) : all
  }

  /** Whether another version of one of them has taken over. */
  async follow(): Promise<Result<{ readonly hasTakenOver: boolean }>> {
    return this.versions.follow()
  }

  /** Writes out anew what names a trait that has changed. */
  async refresh(cannot: (id: string, why: string | undefined) => void): Promise<Result<void>> {
    const book = await this.expressions.book()
    if (!book.ok) return book
    return refreshDependents(book.value, {
      prepare: (where, self) => this.expressions.prepare(where, self.id),
      wanted: (definition) => this.versions.wanted(definition),
      speaking: ({ id }) => speakingTrait(book.value, id),
      addVersion: (id, version) => this.#addVersion(id, version),
      setUses: (id, version, uses) => this.#ports.store.setUses(id, version, uses),
      cannot,
    })
  }

  async #addVersion(name: string, version: StoredCondition & { cutOver: CutOver; reason: string }): Promise<Result<void>> {
    const { store, clock } = this.#ports
    const added = await store.addVersion(name, version, clock.now())
    if (!added.ok) return added
    return this.versions.log.define(name, { version: added.value, ...version }, () => store.removeVersion(name, added.value))
  }
}

function speakingTrait(book: SegmentBook, id: string): { label: string; version: number } | undefined {
  const found = book.find(id)
  const version = found && book.speaking(found)?.version
  return version === undefined ? undefined : { label: `computed trait ${id}`, version }
}
