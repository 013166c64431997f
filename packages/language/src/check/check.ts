// Syntax tree → checked tree: types, limits, cost, references, and the refusal of personal traits. The first thing wrong
// is answered, with the place it was written at. This file walks the structure; each kind of leaf has a file of its own.
import { assert, ok } from '@touchstone/base'
import type { ConditionResult } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { HeldSyntax, MovedSyntax, ShareSyntax, Syntax, SyntaxNode } from '../syntax/tree.ts'
import { checkClockValues } from './check-clock.ts'
import { checkCost, checkSize } from './check-cost.ts'
import { checkDid, checkMeasure, checkPercent, checkRank } from './check-measure.ts'
import { checkSegment } from './check-segment.ts'
import { checkSequence } from './check-sequence.ts'
import { checkAnniversary, checkSubjectTest } from './check-subject.ts'
import { checkLength, checkZone } from './check-time.ts'
import { CheckContext, type CheckOptions } from './context.ts'
import { pastRefusal } from './past.ts'
import type { Checked, Condition } from './tree.ts'

export type { CheckOptions } from './context.ts'

/** Never throws, whatever the tree; the failure's `details.span` says where. */
export function check(syntax: Syntax, options: CheckOptions = {}): ConditionResult<Checked> {
  const context = new CheckContext(options)
  const root = checkNode(context, syntax.root, 0)
  const cost = root && checkCost(context, root)
  if (root !== undefined && context.isExpanded) checkSize(context, root)
  if (context.failure !== undefined) return { ok: false, failure: context.failure }
  assert(root !== undefined && cost !== undefined, 'a check without a tree has a failure')
  return ok({ root, cost })
}

function checkNode(context: CheckContext, node: SyntaxNode, depth: number): Condition | undefined {
  if (!context.depthAllowed(depth, node.span)) return undefined
  const span = context.place(node.span)
  switch (node.kind) {
    case 'and':
    case 'or': {
      const items: Condition[] = []
      for (const part of node.items) {
        const item = checkNode(context, part, depth + 1)
        if (item === undefined) return undefined
        items.push(item)
      }
      return { kind: node.kind === 'and' ? 'all' : 'any', items, span }
    }
    case 'not': {
      const item = checkNode(context, node.item, depth + 1)
      return item && { kind: 'not', item, span }
    }
    case 'held':
    case 'moved':
      return checkOverTime(context, node, depth)
    case 'segment':
      return checkSegment(context, node, (root) => checkNode(context, root, depth + 1))
    default:
      context.leaves++
      if (context.leaves <= Limit.LEAVES) return checkLeaf(context, node)
      return context.refuse('language.too_many_leaves', `a condition has at most ${Limit.LEAVES} comparisons`, node.span)
  }
}

type LeafSyntax = Exclude<SyntaxNode, { kind: 'and' | 'or' | 'not' | 'held' | 'moved' | 'segment' }>

function checkLeaf(context: CheckContext, node: LeafSyntax): Condition | undefined {
  switch (node.kind) {
    case 'test':
      return checkSubjectTest(context, node)
    case 'measure':
      return checkMeasure(context, node)
    case 'did':
      return checkDid(context, node)
    case 'clock': {
      const zone = checkZone(context, node.zone)
      const values = zone && checkClockValues(context, node)
      return values && { kind: 'clock', unit: node.unit, zone, values, span: context.place(node.span) }
    }
    case 'anniversary':
      return checkAnniversary(context, node)
    case 'sequence':
      return checkSequence(context, node)
    case 'share':
      return checkShare(context, node)
    case 'rank':
      return checkRank(context, node)
  }
}

/** `for`, `entered` and `left`. */
function checkOverTime(context: CheckContext, node: HeldSyntax | MovedSyntax, depth: number): Condition | undefined {
  const item = checkNode(context, node.item, depth + 1)
  const duration = item && checkLength(context, node.duration)
  if (item === undefined || duration === undefined) return undefined
  const refused = pastRefusal(item)
  if (refused !== undefined) {
    const word = node.kind === 'held' ? 'for' : node.direction
    return context.refuse('language.no_past', `"${word}" cannot look back at ${refused.what}. ${refused.instead}`, refused.span, { found: refused.what })
  }
  const span = context.place(node.span)
  return node.kind === 'held' ? { kind: 'held', item, duration, span } : { kind: 'moved', direction: node.direction, item, duration, span }
}

function checkShare(context: CheckContext, node: ShareSyntax): Condition | undefined {
  const from = node.from === undefined ? 0 : checkPercent(context, node.from)
  const to = from === undefined ? undefined : checkPercent(context, node.to)
  if (from === undefined || to === undefined) return undefined
  if (from < to) return { kind: 'share', salt: node.salt.name, from, to, span: context.place(node.span) }
  return context.refuse('language.empty_share', 'nobody is in this share: the smaller percentage stands first, and the other is above it', node.span)
}
