import type { FactInput } from './cells.ts'
import { micros } from './exact.ts'

/**
 * What the property at `path` contributes to a sum, in millionths. Own properties only, so that names like
 * `constructor` find nothing; only objects are entered, never lists.
 */
export function contribution(fact: FactInput, path: readonly string[]): number {
  let value: unknown = fact.properties()
  for (let depth = 0; depth < path.length; depth++) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, path[depth])) return 0
    value = (value as Record<string, unknown>)[path[depth]]
  }
  return micros(value)
}
