// What the conditions of segments look at, for whoever wants to know what depends on a field. A segment that a condition
// names is told as such, not as what it looks at in turn: while the condition is read, an event that nobody can send stands
// in its place.
import { ok, type Result } from '@touchstone/base'
import { check, parse, readsOf, type CheckOptions, type LeafReads, type Path } from '@touchstone/language'
import type { SegmentStates } from '../live-state.ts'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import type { SegmentStore } from '../store.ts'

export interface ConditionReads {
  readonly text: string
  readonly events: readonly { readonly event: string; readonly properties: readonly string[] }[]
  readonly traits: readonly string[]
  readonly computed: readonly string[]
}

export interface SegmentReads {
  readonly kind: 'segment'
  readonly id: string
  readonly name: string
  /** Members of the version that speaks for it. */
  readonly size: number
  /** Those that the engine keeps or is going to. */
  readonly versions: readonly { readonly version: number; readonly parts: readonly ConditionReads[]; readonly uses: readonly string[] }[]
}

interface Ports {
  readonly store: Pick<SegmentStore, 'list'>
  readonly states: SegmentStates
  /** Expressions of computed traits, where conditions may name them. */
  readonly conditionRules?: CheckOptions
}

/** Begins the event that stands for a segment; a name of an event has no such character. */
const STANDS_FOR = '\uE000segment '
/** Versions whose reading is kept. */
const MAX_KEPT = 5_000
/** Names of a property that are counted by the catalogue. */
const DEPTH = 2

export class SegmentReader {
  readonly #ports: Ports
  readonly #kept = new Map<string, readonly ConditionReads[]>()

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Of every segment that is not archived. Fails with the registry's failures. */
  async all(): Promise<Result<SegmentReads[]>> {
    const definitions = await this.#ports.store.list()
    if (!definitions.ok) return definitions
    const sizes = new Map(this.#ports.states.liveSegments().filter(({ role }) => role === 'reported').map(({ id, size }) => [id, size]))
    return ok(definitions.value.filter(({ archivedAt }) => archivedAt === null).map((one) => this.#readsOf(one, sizes.get(one.id) ?? 0)))
  }

  #readsOf({ id, name, versions }: SegmentDefinition, size: number): SegmentReads {
    const kept = versions.filter(({ state }) => state !== 'archived')
    return { kind: 'segment', id, name, size, versions: kept.map((one) => ({ version: one.version, parts: this.#parts(id, one), uses: one.uses.map((use) => use.id) })) }
  }

  #parts(id: string, { version, where }: SegmentVersion): readonly ConditionReads[] {
    const key = `${id} ${version}`
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    const parts = readParts(where, this.#ports.conditionRules)
    this.#kept.set(key, parts)
    return parts
  }
}

/** None where the condition cannot be read: it was written under rules of another release. */
function readParts(where: string, rules: CheckOptions = {}): ConditionReads[] {
  const syntax = parse(where)
  if (!syntax.ok) return []
  // What has become personal since is still read by the condition.
  const checked = check(syntax.value, { ...rules, personalTraits: () => undefined, segments: (id) => `did ${JSON.stringify(STANDS_FOR + id)}` })
  return checked.ok ? readsOf(checked.value.root).filter((leaf) => !leaf.events.some(({ event }) => event.startsWith(STANDS_FOR))).map(conditionReads) : []
}

function conditionReads({ text, events, traits, computed }: LeafReads): ConditionReads {
  return { text, events: events.map(({ event, properties }) => ({ event, properties: [...new Set(properties.map(fieldOf))] })), traits, computed }
}

/** As the catalogue names it. */
function fieldOf(path: Path): string {
  const end = path.findIndex((name) => typeof name !== 'string')
  return (end === -1 ? path : path.slice(0, end)).slice(0, DEPTH).join('.')
}
