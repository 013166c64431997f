// The server's own check of conditions, in the browser; a file of its own because it comes later than the screen.
import { parseCondition } from '@touchstone/language'
import type { SegmentsListSegmentsOutput } from '@touchstone/client'

type Segments = SegmentsListSegmentsOutput['segments']

export interface ConditionFault {
  readonly message: string
  readonly span: { readonly start: number; readonly end: number }
  readonly suggestion: string | undefined
}

/** Undefined when there is nothing wrong. Which names exist the server knows better, so a name is never wrong here but a segment's. */
export function faultOf(condition: string, segments: Segments): ConditionFault | undefined {
  const checked = parseCondition(condition, {
    segments: (name) => segments.find((one) => one.id === name || one.name === name)?.where,
    segmentNames: segments.map(({ name }) => name),
  })
  if (checked.ok) return undefined
  const { message, details } = checked.failure
  return { message, span: details.span, suggestion: details.suggestion }
}
