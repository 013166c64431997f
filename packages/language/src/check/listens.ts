import type { Checked, Condition } from './tree.ts'

/** What can change the condition's value, apart from time: distinct names in the order of the text. */
export interface Listens {
  readonly events: readonly string[]
  readonly traits: readonly string[]
}

export function listens(checked: Checked): Listens {
  const events = new Set<string>()
  const traits = new Set<string>()
  for (const leaf of leavesOf(checked.root)) {
    if (leaf.kind === 'aggregate-compare') events.add(leaf.aggregate.events.event)
    else traits.add(leaf.trait)
  }
  return { events: [...events], traits: [...traits] }
}

export type LeafCondition = Exclude<Condition, { kind: 'all' | 'any' | 'not' }>

/** The leaves in the order of the text. */
export function leavesOf(condition: Condition): LeafCondition[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.items.flatMap(leavesOf)
  return condition.kind === 'not' ? leavesOf(condition.item) : [condition]
}
