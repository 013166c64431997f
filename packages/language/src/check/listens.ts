import { type Aggregate, type Checked, type Condition, type Events, type Filter, type Pattern, ZONE_TRAIT, type Zone } from './tree.ts'

/** What can change the condition's value, apart from time: distinct names in the order of the text. */
export interface Listens {
  readonly events: readonly string[]
  readonly traits: readonly string[]
}

export function listens(checked: { readonly root: Checked['root'] }): Listens {
  const events = new Set<string>()
  const traits = new Set<string>()
  for (const leaf of leavesOf(checked.root)) {
    for (const pattern of patternsOf(leaf)) {
      events.add(pattern.event)
      for (const name of filterTraits(pattern.filter)) traits.add(name)
    }
    for (const name of leafTraits(leaf)) traits.add(name)
  }
  return { events: [...events], traits: [...traits] }
}

/** A condition without conditions in it. */
export type LeafCondition = Exclude<Condition, { kind: 'all' | 'any' | 'not' | 'held' | 'moved' }>

/** The leaves in the order of the text, those of what was held or moved too. */
export function leavesOf(condition: Condition): LeafCondition[] {
  const leaves: LeafCondition[] = []
  collect(condition, leaves)
  return leaves
}

function collect(condition: Condition, leaves: LeafCondition[]): void {
  if (isLeaf(condition)) leaves.push(condition)
  else for (const part of partsOf(condition)) collect(part, leaves)
}

export function isLeaf(condition: Condition): condition is LeafCondition {
  const { kind } = condition
  return kind !== 'all' && kind !== 'any' && kind !== 'not' && kind !== 'held' && kind !== 'moved'
}

/** The conditions directly in it. */
export function partsOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.items
    case 'not':
    case 'held':
    case 'moved':
      return [condition.item]
    default:
      return []
  }
}

/** The aggregates of a leaf, in the order of the text. */
export function aggregatesOf(leaf: LeafCondition): readonly Aggregate[] {
  switch (leaf.kind) {
    case 'measure':
    case 'rank':
      return [leaf.aggregate]
    case 'relation':
      return [leaf.left, leaf.right]
    case 'ratio':
      return [leaf.numerator, leaf.denominator]
    default:
      return []
  }
}

/** What a leaf chooses events by, and from which window: those of its aggregates and of its subject. Not the patterns of a sequence. */
export function eventsOf(leaf: LeafCondition): readonly Events[] {
  if (leaf.kind === 'test') return leaf.subject.kind === 'trait' ? [] : [leaf.subject.events]
  return aggregatesOf(leaf).map(({ events }) => events)
}

/** Every event that a leaf looks at, with its filter, in the order of the text. */
export function patternsOf(leaf: LeafCondition): readonly Pattern[] {
  if (leaf.kind !== 'sequence') return eventsOf(leaf)
  const steps = leaf.steps.flatMap(({ pattern, without }) => (without === undefined ? [pattern] : [pattern, without]))
  return [...steps, ...leaf.absences.map(({ pattern }) => pattern)]
}

function leafTraits(leaf: LeafCondition): readonly string[] {
  switch (leaf.kind) {
    case 'test':
      return leaf.subject.kind === 'trait' ? [leaf.subject.trait] : windowTraits(leaf)
    case 'pair':
      return [leaf.left, leaf.right]
    case 'anniversary':
      return [leaf.trait, ...zoneTraits(leaf.zone)]
    case 'clock':
      return zoneTraits(leaf.zone)
    default:
      return windowTraits(leaf)
  }
}

function windowTraits(leaf: LeafCondition): readonly string[] {
  return eventsOf(leaf).flatMap(({ window }) => (window.kind === 'calendar' ? zoneTraits(window.zone) : []))
}

function zoneTraits(zone: Zone): readonly string[] {
  return zone.kind === 'person' ? [ZONE_TRAIT] : []
}

function filterTraits(filter: Filter | undefined): readonly string[] {
  if (filter === undefined) return []
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.items.flatMap(filterTraits)
    case 'not':
      return filterTraits(filter.item)
    case 'element':
      return filterTraits(filter.filter)
    case 'pair':
      return [filter.trait]
    case 'clock':
      return zoneTraits(filter.zone)
    case 'test':
      return []
  }
}
