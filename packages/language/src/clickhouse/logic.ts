// Three-valued logic in two-valued SQL. Every part of a condition is asked one of two questions, "is it true?" or "is it
// false?", and both are plain UInt8 answers: an `and` is true where all its items are and false where one is, a `not` is
// true where its item is false, an unknown answers no to both. So nothing is ever NULL, which lambdas and aggregate
// functions treat in ways of their own, and the text grows with the condition and no faster.
import type { Comparison } from '../check/tree.ts'

export const NO = '0'
export const YES = '1'

/** The ends of Int64, which no instant and no number of millionths is: written so because a bare number would be unsigned. */
export const LAST_OF_ALL = 'toInt64(9223372036854775807)'
export const FIRST_OF_ALL = 'toInt64(-9223372036854775808)'

/** All of these; what is certain is left out. */
export function every(parts: readonly string[]): string {
  const open = [...new Set(parts)].filter((part) => part !== YES)
  if (open.includes(NO)) return NO
  if (open.length === 0) return YES
  return open.length === 1 ? (open[0] as string) : `(${open.join(' AND ')})`
}

/** One of these; what cannot be is left out. */
export function some(parts: readonly string[]): string {
  const open = [...new Set(parts)].filter((part) => part !== NO)
  if (open.includes(YES)) return YES
  if (open.length === 0) return NO
  return open.length === 1 ? (open[0] as string) : `(${open.join(' OR ')})`
}

export function none(part: string): string {
  return part === YES ? NO : part === NO ? YES : `(NOT ${part})`
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** The comparison that holds where `operator` holds, or, unless `wanted`, where it is false. */
export function asked(operator: Comparison, wanted: boolean): Comparison {
  return wanted ? operator : OPPOSITE[operator]
}

/** Of two expressions of one type without NaN. */
export function compared(left: string, operator: Comparison, right: string): string {
  return `(${left} ${operator} ${right})`
}
