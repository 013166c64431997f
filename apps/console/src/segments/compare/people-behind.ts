// The people behind a figure of a comparison, as a condition for the list of people. Only where the list is sure to hold the
// same people: somebody who is in both groups is left out by the comparison, and a list cannot always say so.
import type { ListedSegment } from '../../api/segments.ts'

export type Side = 'a' | 'b'
/** The condition of those in a group of whom `part` is true as well; undefined where it would not be the same people. */
export type PeopleBehind = (side: Side, part: string | undefined) => string | undefined

interface Groups {
  readonly a: ListedSegment | undefined
  /** Undefined for everyone else. */
  readonly b: ListedSegment | undefined
  readonly overlap: 'leave-out' | 'in-a' | 'in-b'
  /** How many are in both. */
  readonly both: number
}

export function peopleBehind({ a, b, overlap, both }: Groups): PeopleBehind {
  return (side, part) => {
    const group = side === 'a' ? a : b
    const isWhole = both === 0 || overlap === `in-${side}`
    if (group === undefined || part === undefined || !isWhole) return undefined
    return `segment(${JSON.stringify(group.name)}) and ${part}`
  }
}

export const didPart = (event: string, days: number): string => `did ${JSON.stringify(event)} in last ${days} ${days === 1 ? 'day' : 'days'}`

/** A value that is a text as surely as it is shown as one: `true` and `3` may be something else. */
export function valuePart(trait: string, label: string): string | undefined {
  const isText = !/^(?:true|false|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i.test(label.trim()) && label.isWellFormed()
  return isText ? `trait(${JSON.stringify(trait)}) = ${JSON.stringify(label)}` : undefined
}
