// Every combination of a few segments, each an exact set: in these, and in none of the others. Nobody is in two of them,
// so their sizes add up to everyone who is in any, and those that hold a segment to that segment's size.
import type { Expression } from '../../api/segments.ts'

/** Which segments somebody in it is in, in the order chosen. */
export interface Region {
  readonly inside: readonly string[]
  readonly outside: readonly string[]
}

/** Those in most segments first; all but the one in none. */
export function regionsOf(ids: readonly string[]): Region[] {
  const count = 2 ** ids.length
  const regions = Array.from({ length: count - 1 }, (_, index): Region => {
    const bits = index + 1
    return { inside: ids.filter((_id, at) => (bits >> at) & 1), outside: ids.filter((_id, at) => !((bits >> at) & 1)) }
  })
  return regions.sort((a, b) => b.inside.length - a.inside.length)
}

export function expressionOf({ inside, outside }: Region): Expression {
  return { all: [...inside, ...outside.map((id) => ({ not: id }))] }
}

/** As a condition of the language, by name: `segment("A") and not segment("B")`. */
export function conditionOf({ inside, outside }: Region, nameOf: (id: string) => string): string {
  const named = (id: string): string => `segment(${JSON.stringify(nameOf(id))})`
  return [...inside.map(named), ...outside.map((id) => `not ${named(id)}`)].join(' and ')
}
