// The ranks (`top 5% by …`) in the condition of a version, which never changes while the version is there.
import { assert } from '@touchstone/base'
import { parseStoredCondition, rankText, type Checked, type Condition, type Rank } from '@touchstone/language'
import type { LiveVersion } from '../live-state.ts'

interface Ranks {
  readonly checked: Checked
  /** By canonical text. */
  readonly byKey: ReadonlyMap<string, Rank>
}

const NONE: Ranks['byKey'] = new Map()
const MAX_KEPT = 5000
const known = new Map<string, Ranks | undefined>()

/** The version's condition and its ranks; undefined where it has none. Remembered by the text of the condition. */
export function ranksOf({ id, where }: Pick<LiveVersion, 'id' | 'where'>): Ranks | undefined {
  // Most conditions have none, and none is without these words.
  if (!/\b(?:top|bottom)\b/i.test(where)) return undefined
  if (known.has(where)) return known.get(where)
  const condition = parseStoredCondition(where)
  assert(condition.ok, `the condition of segment ${id} was checked before it was appended`)
  const byKey = new Map(collect(condition.value.root).map((rank) => [rankText(rank), rank]))
  const ranks = byKey.size === 0 ? undefined : { checked: condition.value, byKey }
  if (known.size >= MAX_KEPT) known.clear()
  known.set(where, ranks)
  return ranks
}

export function rankKeys(version: Pick<LiveVersion, 'id' | 'where'>): string[] {
  return [...(ranksOf(version)?.byKey ?? NONE).keys()]
}

function collect(condition: Condition): Rank[] {
  switch (condition.kind) {
    case 'rank':
      return [condition]
    case 'all':
    case 'any':
      return condition.items.flatMap(collect)
    case 'not':
    case 'held':
    case 'moved':
      return collect(condition.item)
    default:
      return []
  }
}
