import type { Failure, Result } from '@touchstone/base'

/** A stretch of the condition's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where a condition was refused and what would have been accepted there. */
export interface Refusal {
  readonly span: Span
  /** What was expected at `span`, each in words that fit after "expected". Empty when nothing would have fitted. */
  readonly expected: readonly string[]
  /** The text found there; absent at the end of the condition. */
  readonly found?: string
  /** The nearest known word, or the safe spelling of what was probably meant. */
  readonly suggestion?: string
}

export interface ConditionFailure extends Failure {
  readonly details: Refusal
}

export type ConditionResult<T> = Result<T, ConditionFailure>

/** A refusal of the part of the condition at `span`. `code` starts with `language.` and is used at one place only. */
export function refusal(code: string, message: string, details: Refusal): ConditionFailure {
  const { found } = details
  return { code, message, details: found === undefined ? details : { ...details, found: shortened(found, MOST_FOUND) } }
}

/** UTF-16 units of `found`: a failure is not as long as what it refuses. */
const MOST_FOUND = 200

function shortened(text: string, most: number): string {
  return (text.length > most ? `${text.slice(0, most - 1)}…` : text).toWellFormed()
}

/** `quote` of a text in a message: short, on one line. */
export function quote(text: string): string {
  return JSON.stringify(shortened(text, 40))
}
