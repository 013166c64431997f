// By which computed trait a leaf was named where it was written. It is no part of the tree, whose meaning it does not
// change; who reads a condition to somebody says it.
import type { Condition } from './tree.ts'

const NAMES = new WeakMap<Condition, string>()

/** Names the leaves of the condition that a test of the trait became. */
export function nameCondition(condition: Condition, trait: string): void {
  if (condition.kind === 'not') nameCondition(condition.item, trait)
  else if (condition.kind === 'any') for (const item of condition.items) nameCondition(item, trait)
  else NAMES.set(condition, trait)
}

export function computedName(condition: Condition): string | undefined {
  return NAMES.get(condition)
}
