// What a condition looks at, part by part: which events, which of their properties, and which traits. For whoever wants to
// know what depends on a field.
import { computedName } from './computed-names.ts'
import { aggregatesOf, eventsOf, leavesOf, listens, patternsOf, type LeafCondition } from './listens.ts'
import { conditionText } from './text.ts'
import { LIST, type Condition, type Filter, type Path } from './tree.ts'

export interface EventReads {
  readonly event: string
  /** Distinct, in the order of the text; empty where only the event itself counts. */
  readonly properties: readonly Path[]
}

/** One condition without conditions in it. */
export interface LeafReads {
  readonly text: string
  /** Each event once. */
  readonly events: readonly EventReads[]
  readonly traits: readonly string[]
  /** Computed traits by which it was named where it was written; what they look at is in the rest as well. */
  readonly computed: readonly string[]
}

/** The leaves in the order of the text. */
export function readsOf(root: Condition): LeafReads[] {
  return leavesOf(root).map((leaf) => ({ text: conditionText(leaf), events: eventReads(pathsOfLeaf(leaf)), traits: listens({ root: leaf }).traits, computed: namesOf(leaf) }))
}

function namesOf(leaf: LeafCondition): readonly string[] {
  const name = computedName(leaf)
  return name === undefined ? [] : [name]
}

interface Reach {
  readonly event: string
  readonly path: Path
}

function pathsOfLeaf(leaf: LeafCondition): Reach[] {
  const values = aggregatesOf(leaf).map(({ path, events }) => ({ event: events.event, path }))
  const subject = leaf.kind === 'test' && 'path' in leaf.subject ? eventsOf(leaf).map(({ event }) => ({ event, path: (leaf.subject as { path: Path }).path })) : []
  return [...values, ...subject, ...patternsOf(leaf).flatMap(filtered)]
}

/** The event itself, and what a filter asks of it. */
function filtered({ event, filter }: { readonly event: string; readonly filter: Filter | undefined }): Reach[] {
  return [{ event, path: [] }, ...pathsOfFilter(filter).map((path) => ({ event, path }))]
}

function pathsOfFilter(filter: Filter | undefined): Path[] {
  switch (filter?.kind) {
    case undefined:
    case 'clock':
      return []
    case 'all':
    case 'any':
      return filter.items.flatMap(pathsOfFilter)
    case 'not':
      return pathsOfFilter(filter.item)
    case 'element':
      return pathsOfFilter(filter.filter).map((path) => [...filter.path, LIST, ...path])
    case 'pair':
    case 'test':
      return [filter.path]
  }
}

function eventReads(reached: readonly Reach[]): EventReads[] {
  const found = new Map<string, Map<string, Path>>()
  for (const { event, path } of reached) {
    const paths = found.get(event) ?? new Map<string, Path>()
    found.set(event, paths)
    if (path.length > 0) paths.set(JSON.stringify(path), path)
  }
  return [...found].map(([event, paths]) => ({ event, properties: [...paths.values()] }))
}
