// What a text says: its tree, what is wrong with it, and its reading. Asked of the language's own code, here in the browser,
// so that the answer is there with the letter. Only the server knows which names facts have had.
import { check, parse, readCondition } from '@touchstone/language'
import type { Checked, ConditionFailure, Syntax } from '@touchstone/language'
import type { ListedSegment } from '../../api/segments.ts'
import type { Remark } from '../code/code-mirror.ts'

export interface Condition {
  readonly text: string
  /** Nothing but space and comments. */
  readonly isEmpty: boolean
  /** Its tree, as soon as there is one, whether or not it makes sense. */
  readonly syntax: Syntax | undefined
  readonly checked: Checked | undefined
  readonly reading: string | undefined
  readonly failure: ConditionFailure | undefined
}

/** `self`: the segment whose condition this is; it cannot be part of itself. */
export function readText(text: string, segments: readonly ListedSegment[], self?: Pick<ListedSegment, 'id' | 'name'>): Condition {
  const nothing = { text, isEmpty: false, syntax: undefined, checked: undefined, reading: undefined, failure: undefined }
  if (text.replace(/#[^\r\n]*/g, '').trim() === '') return { ...nothing, isEmpty: true }
  const syntax = parse(text)
  if (!syntax.ok) return { ...nothing, failure: syntax.failure }
  const others = segments.filter(({ id }) => id !== self?.id)
  const checked = check(syntax.value, {
    segments: (name) => segments.find((one) => one.id === name || one.name === name)?.where,
    segmentNames: others.map(({ name }) => name),
    ...(self === undefined ? {} : { self: [self.id, self.name] }),
  })
  if (!checked.ok) return { ...nothing, syntax: syntax.value, failure: checked.failure }
  return { ...nothing, syntax: syntax.value, checked: checked.value, reading: readCondition(checked.value) }
}

interface UnknownName {
  readonly kind: 'event' | 'trait'
  readonly name: string
  readonly span: { readonly start: number; readonly end: number }
  readonly suggestion: string | null
}

/** A problem as a remark of the text. */
export function failureRemark(text: string, { message, details }: ConditionFailure): Remark {
  const { span, suggestion } = details
  const found = text.slice(span.start, span.end)
  return { ...placeOf(text, span), severity: 'error', message, instead: suggestion === undefined ? undefined : found.startsWith('"') && !suggestion.startsWith('"') ? JSON.stringify(suggestion) : suggestion }
}

/** A name that nobody ever had: where it stands in its part of the text, and what was probably meant. */
export function unknownRemark(text: string, { name, span, suggestion }: UnknownName, message: string): Remark {
  const quoted = JSON.stringify(name)
  const part = text.slice(span.start, span.end)
  const isQuoted = part.includes(quoted)
  const written = isQuoted ? quoted : name
  const at = part.indexOf(written)
  const instead = suggestion === null ? undefined : isQuoted || !/^[A-Za-z_]\w*$/.test(suggestion) ? (isQuoted ? JSON.stringify(suggestion) : `trait(${JSON.stringify(suggestion)})`) : suggestion
  if (at === -1) return { ...placeOf(text, span), severity: 'warning', message }
  return { start: span.start + at, end: span.start + at + written.length, severity: 'warning', message, instead }
}

/** Something to underline: at the end of the text, its last letter. */
function placeOf(text: string, { start, end }: { readonly start: number; readonly end: number }): { readonly start: number; readonly end: number } {
  return end > start ? { start, end } : { start: Math.max(0, Math.min(start, text.length) - 1), end: Math.min(text.length, Math.max(1, start)) }
}

/** Line and column, both from 1. */
export function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
