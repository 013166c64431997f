// What a condition may cost, and how long it may be once everything it names is written out.
import { assert } from '@touchstone/base'
import { Limit } from '../limits.ts'
import { parse } from '../syntax/parse.ts'
import type { CheckContext } from './context.ts'
import { costOf } from './cost.ts'
import { conditionText } from './text.ts'
import type { Condition, Cost } from './tree.ts'

export function checkCost(context: CheckContext, root: Condition): Cost | undefined {
  const { cost, keepsMost, worksMost } = costOf(root)
  assert(cost.leaves > 0 && cost.state >= 0 && cost.work >= 0, 'a condition looks at something, and that costs something')
  assert(context.failure !== undefined || cost.leaves === context.leaves, 'every leaf of the syntax tree is one leaf of the checked tree')
  if (cost.state <= Limit.STATE && cost.work <= Limit.WORK) return cost
  const isState = cost.state > Limit.STATE
  const most = isState ? keepsMost : worksMost
  const message = isState
    ? `the condition would keep about ${cost.state} bytes per person, at most ${Limit.STATE} are allowed; most of it is for ${most.text()}`
    : `the condition would take about ${cost.work} steps per fact, at most ${Limit.WORK} are allowed; most of it is for ${most.text()}`
  return context.refuse('language.too_costly', message, most.span)
}

/** Written out, the condition has to be one that can be read again. A value takes two characters or more, so most of what is too long need not be written. */
export function checkSize(context: CheckContext, root: Condition): void {
  if (context.failure !== undefined || (2 * context.listed <= Limit.TEXT && parse(conditionText(root)).ok)) return
  context.refuse('language.segments_too_long', `written out with the segments it names, the condition is too long or nests too deep (at most ${Limit.TEXT} characters, ${Limit.DEPTH} deep)`, root.span)
}
