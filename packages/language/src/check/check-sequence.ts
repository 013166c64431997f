import { type Millis, assert } from '@touchstone/base'
import { Limit } from '../limits.ts'
import type { SequenceSyntax } from '../syntax/tree.ts'
import { checkPattern } from './check-filter.ts'
import { checkLength, checkWindow } from './check-time.ts'
import type { CheckContext } from './context.ts'
import type { Absence, Sequence, Step } from './tree.ts'

const PLACE = 'a sequence'

/** `"A" then "B" within 1 hour without "X" and not "C" within 30 minutes after in last 7 days`. */
export function checkSequence(context: CheckContext, node: SequenceSyntax): Sequence | undefined {
  if (!sizesAllowed(context, node)) return undefined
  const steps: Step[] = []
  for (const step of node.steps) {
    const checked = checkStep(context, step)
    if (checked === undefined) return undefined
    steps.push(checked)
  }
  const absences: Absence[] = []
  for (const absence of node.absences) {
    const pattern = checkPattern(context, absence.pattern, PLACE)
    const within = pattern && checkLength(context, absence.within)
    if (pattern === undefined || within === undefined) return undefined
    absences.push({ pattern, within })
  }
  const window = checkWindow(context, node.window)
  if (window === undefined) return undefined
  assert(steps[0].within === Infinity, 'the first step follows nothing')
  if (window.kind === 'all-time' || (window.kind === 'rolling' && window.until === 0)) {
    return { kind: 'sequence', steps, absences, window, span: context.place(node.span) }
  }
  return context.refuse('language.sequence_window', 'a sequence starts "in last" a length of time, or at any time', node.window?.span ?? node.span, { expected: ['in last'] })
}

function checkStep(context: CheckContext, { pattern, within, without }: SequenceSyntax['steps'][number]): Step | undefined {
  const checked = checkPattern(context, pattern, PLACE)
  const limit: Millis | undefined = within === undefined ? Infinity : checked && checkLength(context, within)
  if (checked === undefined || limit === undefined) return undefined
  if (without === undefined) return { pattern: checked, within: limit, without: undefined }
  const absent = checkPattern(context, without, PLACE)
  return absent && { pattern: checked, within: limit, without: absent }
}

function sizesAllowed(context: CheckContext, { steps, absences, span }: SequenceSyntax): boolean {
  if (steps.length > Limit.STEPS) {
    context.refuse('language.long_sequence', `a sequence has at most ${Limit.STEPS} steps, found ${steps.length}`, span)
  } else if (absences.length > Limit.ABSENCES) {
    context.refuse('language.many_absences', `a sequence has at most ${Limit.ABSENCES} absences at its end, found ${absences.length}`, span)
  } else if (steps.length === 1 && absences.length === 0) {
    context.refuse('language.lone_step', 'one event is no sequence: expected "then" and another event; did "…" asks for one', span, { expected: ['then', 'and not'], suggestion: 'did' })
  } else if (steps[0].within !== undefined || steps[0].without !== undefined) {
    context.refuse('language.first_step', 'nothing comes before the first event of a sequence', span)
  } else return true
  return false
}
