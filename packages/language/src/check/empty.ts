import { Truth } from '../truth.ts'
import type { Comparison, Condition } from './tree.ts'

/** The condition's value for a person with no traits and none of the events it listens to. */
export function emptyValue(condition: Condition): Truth {
  switch (condition.kind) {
    case 'all': {
      const values = condition.items.map(emptyValue)
      if (values.includes(Truth.FALSE)) return Truth.FALSE
      return values.includes(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.TRUE
    }
    case 'any': {
      const values = condition.items.map(emptyValue)
      if (values.includes(Truth.TRUE)) return Truth.TRUE
      return values.includes(Truth.UNKNOWN) ? Truth.UNKNOWN : Truth.FALSE
    }
    case 'not': {
      const value = emptyValue(condition.item)
      if (value === Truth.UNKNOWN) return value
      return value === Truth.TRUE ? Truth.FALSE : Truth.TRUE
    }
    case 'trait-compare':
    case 'trait-in':
      return Truth.UNKNOWN
    case 'trait-exists':
      return Truth.FALSE
    case 'aggregate-compare':
      // Compared as the nothing it is, in the unit that sums are compared in (see docs: six decimals).
      return holdsForZero(condition.operator, condition.aggregate.kind === 'sum' ? Math.floor(condition.value * 1e6 + 0.5) : condition.value)
  }
}

function holdsForZero(operator: Comparison, value: number): Truth {
  const holds = { '=': value === 0, '!=': value !== 0, '<': 0 < value, '<=': 0 <= value, '>': 0 > value, '>=': 0 >= value }[operator]
  return holds ? Truth.TRUE : Truth.FALSE
}
