// What the conditions of segments and the expressions of computed traits look at, for whoever wants to know what depends on a
// field. A segment that a condition
// names is told as such, not as what it looks at in turn: while the condition is read, an event that nobody can send stands
// in its place.
import { ok, type Result } from '@touchstone/base'
import { check, checkExpression, parse, parseExpression, readsOf, standIn, type CheckOptions, type LeafReads, type Path } from '@touchstone/language'
import type { SegmentStates } from '../live-state.ts'
import type { SegmentDefinition, SegmentVersion } from '../model.ts'
import type { SegmentStore } from '../store.ts'

export interface ConditionReads {
  readonly text: string
  readonly events: readonly { readonly event: string; readonly properties: readonly string[] }[]
  readonly traits: readonly string[]
  readonly computed: readonly string[]
}

/** Of a segment, or of a computed trait, whose only part is its expression. */
export interface DefinitionReads {
  readonly kind: 'segment' | 'computed'
  readonly id: string
  readonly name: string
  /** Members of the version that speaks for it; null of a computed trait. */
  readonly size: number | null
  /** Those that the engine keeps or is going to. */
  readonly versions: readonly { readonly version: number; readonly parts: readonly ConditionReads[]; readonly uses: readonly string[] }[]
}

interface Ports {
  readonly store: Pick<SegmentStore, 'list' | 'ofTraits'>
  readonly states: Pick<SegmentStates, 'liveSegments'>
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

  /** Of everything that is not archived. Fails with the registry's failures. */
  async all(): Promise<Result<DefinitionReads[]>> {
    const segments = await this.#ports.store.list()
    if (!segments.ok) return segments
    const traits = await this.#ports.store.ofTraits().list()
    if (!traits.ok) return traits
    const sizes = new Map(this.#ports.states.liveSegments().filter(({ role }) => role === 'reported').map(({ id, size }) => [id, size]))
    const expressions = new Map(alive(traits.value).map(({ id, versions }) => [id, versions.at(-1)!.expanded]))
    return ok([
      ...alive(segments.value).map((one) => this.#readsOf('segment', one, sizes.get(one.id) ?? 0, ({ where }) => readParts(where, { ...this.#ports.conditionRules, computed: (name) => expressions.get(name) }))),
      ...alive(traits.value).map((one) => this.#readsOf('computed', one, null, readExpression)),
    ])
  }

  #readsOf(kind: DefinitionReads['kind'], { id, name, versions }: SegmentDefinition, size: number | null, read: (version: SegmentVersion) => ConditionReads[]): DefinitionReads {
    const kept = versions.filter(({ state }) => state !== 'archived')
    return { kind, id, name, size, versions: kept.map((one) => ({ version: one.version, parts: this.#parts(`${kind} ${id} ${one.version}`, () => read(one)), uses: kind === 'segment' ? one.uses.map((use) => use.id) : [] })) }
  }

  #parts(key: string, read: () => ConditionReads[]): readonly ConditionReads[] {
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    const parts = read()
    this.#kept.set(key, parts)
    return parts
  }
}

/** A definition keeps its versions when it is archived; one without a version that is kept is on its way out. */
function alive(definitions: readonly SegmentDefinition[]): SegmentDefinition[] {
  return definitions.filter(({ archivedAt, versions }) => archivedAt === null && versions.some(({ state }) => state !== 'archived'))
}

/** One part, whatever it is made of. */
function readExpression({ where, expanded, uses }: SegmentVersion): ConditionReads[] {
  const syntax = parseExpression(expanded)
  const checked = syntax.ok ? checkExpression(syntax.value, { personalTraits: () => undefined }) : syntax
  if (!checked.ok) return []
  return readsOf(standIn(checked.value.root)).map((leaf) => ({ ...conditionReads(leaf), text: where, computed: uses.map(({ id }) => id) }))
}

/** None where the condition cannot be read: it was written under rules of another release. */
function readParts(where: string, rules: CheckOptions): ConditionReads[] {
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
