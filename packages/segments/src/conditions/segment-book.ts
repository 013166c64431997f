// The segments that a condition may name, as they are now: from a name or an id to the condition that speaks for it.
import { format, mapSegments, parse, segmentNames } from '@touchstone/language'
import type { LiveVersion } from '../live-state.ts'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import { shownVersion } from '../view.ts'

export class SegmentBook {
  readonly #byId = new Map<string, SegmentDefinition>()
  readonly #byName = new Map<string, SegmentDefinition>()
  readonly #reported = new Map<string, number>()

  constructor(definitions: readonly SegmentDefinition[], live: readonly LiveVersion[]) {
    for (const definition of definitions) {
      this.#byId.set(definition.id, definition)
      if (definition.archivedAt === null) this.#byName.set(definition.name.toLowerCase(), definition)
    }
    for (const { id, version, role } of live) if (role === 'reported') this.#reported.set(id, version)
  }

  /** By id, or by name whatever its case. Archived segments cannot be named. */
  find(name: string): SegmentDefinition | undefined {
    const found = this.#byId.get(name) ?? this.#byName.get(name.toLowerCase())
    return found?.archivedAt === null ? found : undefined
  }

  /** Names of everything that can be named. */
  names(): string[] {
    return [...this.#byName.values()].map(({ name }) => name)
  }

  all(): SegmentDefinition[] {
    return [...this.#byId.values()]
  }

  /** The version of the segment that speaks for it. */
  version(definition: SegmentDefinition): SegmentVersion {
    return shownVersion(definition, this.#reported.get(definition.id))
  }

  /** The same, where the engine has said so. */
  speaking(definition: SegmentDefinition): SegmentVersion | undefined {
    const version = this.#reported.get(definition.id)
    return definition.versions.find((one) => one.version === version)
  }

  /** The condition of the segment of that name or id, with current names in it. */
  textOf(name: string): string | undefined {
    const found = this.find(name)
    return found === undefined ? undefined : this.shown(this.version(found).where)
  }

  /** A stored condition with the names that segments have now. */
  shown(where: string): string {
    const syntax = parse(where)
    if (!syntax.ok || segmentNames(syntax.value).length === 0) return where
    return format(mapSegments(syntax.value, (id) => this.#byId.get(id)?.name ?? id))
  }
}
