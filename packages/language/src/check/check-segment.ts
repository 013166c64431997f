// `segment("VIP")` is the condition of that segment, put in the place of its name. What comes of it is a condition like
// any other: it is counted, limited and printed as if it had been written out.
import { nearest } from '@touchstone/base'
import { quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { SegmentSyntax, SyntaxNode } from '../syntax/tree.ts'
import type { CheckContext } from './context.ts'
import type { Condition } from './tree.ts'

/** `check` checks what the name stands for. */
export function checkSegment(context: CheckContext, { name: { name, span } }: SegmentSyntax, check: (root: SyntaxNode) => Condition | undefined): Condition | undefined {
  const { segments, segmentNames = [], self = [] } = context.options
  if (segments === undefined) return context.refuse('language.no_segments', 'segments cannot be named here: write out the condition', span)
  const opened = self.length === 0 ? context.opened : [self[0], ...context.opened]
  const again = self.includes(name) ? 0 : opened.indexOf(name)
  if (again !== -1) {
    const ring = [...opened.slice(again), name].map(shown).join(' → ')
    return context.refuse('language.segment_cycle', `a segment cannot be part of itself: ${ring}`, span, { found: name })
  }
  if (context.opened.length >= Limit.SEGMENT_DEPTH) {
    return context.refuse('language.segment_depth', `segments refer to one another at most ${Limit.SEGMENT_DEPTH} deep: ${opened.map(shown).join(' → ')} → …`, span)
  }
  const text = segments(name)
  if (text === undefined) {
    const suggestion = nearest(name, segmentNames)
    const hint = suggestion === undefined ? '' : `; did you mean ${quote(suggestion)}?`
    return context.refuse('language.unknown_segment', `there is no segment ${quote(name)}${hint}`, span, { expected: ['the name or id of a segment'], found: name, ...(suggestion !== undefined && { suggestion }) })
  }
  context.isExpanded = true
  context.open(name, span, 'segment')
  const syntax = context.parsed(text)
  const condition = syntax.ok ? check(syntax.value.root) : context.fail(syntax.failure)
  context.close()
  return condition
}

function shown(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name
}
