import { DAY } from '@touchstone/base'
import type { Aggregate, AggregateCompare, Cost } from './tree.ts'
import { aggregateText } from './text.ts'
import { latestNeeded } from './threshold.ts'

const LATEST_HEADER = 8
const TOTAL = 16
const SUM_HEADER = 24
const TIME = 8
const SUM_ENTRY = 16

/** Estimated bytes of state per person for one aggregate. */
export function stateOf(leaf: AggregateCompare): number {
  const { aggregate } = leaf
  if (aggregate.kind === 'count') return LATEST_HEADER + TIME * latestNeeded(leaf)
  const { window } = aggregate.events
  return window.kind === 'rolling' ? SUM_HEADER + SUM_ENTRY * Math.max(1, Math.ceil(window.length / DAY)) : TOTAL
}

/** What all leaves together cost; `worst` is the aggregate that keeps most. */
export function costOf(leaves: number, compares: readonly AggregateCompare[]): { cost: Cost; worst: AggregateCompare | undefined } {
  const seen = new Set<string>()
  let state = 0
  let worst: AggregateCompare | undefined
  let worstState = 0
  for (const leaf of compares) {
    const key = stateKey(leaf)
    if (seen.has(key)) continue
    seen.add(key)
    const own = stateOf(leaf)
    state += own
    if (own > worstState) {
      worst = leaf
      worstState = own
    }
  }
  return { cost: { leaves, state }, worst }
}

function stateKey(leaf: AggregateCompare): string {
  const { aggregate } = leaf
  const allTime: Aggregate = { ...aggregate, events: { ...aggregate.events, window: { kind: 'all-time' } } }
  return aggregate.kind === 'count' ? `${latestNeeded(leaf)} ${aggregateText(allTime)}` : aggregateText(aggregate)
}
