// A combination of sets of people: segments put together with all, any and not.
//
// `not` has no bound of its own: "not in A" is everyone else there is. So each part becomes a bitmap and a note whether
// the part is that set or everyone but that set, and only a whole expression that is open in this way has to know who
// everyone is. "In A and not in B" never asks.
import { fail, ok, type Result } from '@touchstone/base'

/** A segment's id, or a combination. `all` of nothing is everyone, `any` of nothing is nobody. */
export type Expression = string | { readonly all: readonly Expression[] } | { readonly any: readonly Expression[] } | { readonly not: Expression }

export const MAX_SEGMENTS = 50
export const MAX_DEPTH = 20
const MAX_PARTS = 500

/** A bitmap in SQL; `open`: everyone but those in it. */
export interface SetText {
  readonly sql: string
  readonly open: boolean
}

/** Why this, whatever it is, is not to be walked as an expression; undefined when it is small enough. Never recurses. */
export function tooDeep(value: unknown): string | undefined {
  let level: unknown[] = [value]
  let parts = 0
  for (let depth = 1; level.length > 0; depth++) {
    parts += level.length
    if (parts > MAX_PARTS) return `expected a combination of at most ${MAX_PARTS} parts`
    if (depth > MAX_DEPTH) return `expected a combination of at most ${MAX_DEPTH} levels`
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one).flat() : []))
  }
  return undefined
}

/** The ids in it, each once, in the order of their first mention. Fails with `segments.too-many-segments`. */
export function segmentsOf(expression: Expression): Result<string[]> {
  const ids = new Set<string>()
  const visit = (one: Expression): void => {
    if (typeof one === 'string') ids.add(one)
    else itemsOf(one).forEach(visit)
  }
  visit(expression)
  return ids.size <= MAX_SEGMENTS ? ok([...ids]) : fail('segments.too-many-segments', `expected a combination of at most ${MAX_SEGMENTS} different segments, got ${ids.size}`)
}

/** The expression as one bitmap; `bitmapOf` gives the column that holds a segment's. */
export function combined(expression: Expression, bitmapOf: (id: string) => string): SetText {
  if (typeof expression === 'string') return { sql: bitmapOf(expression), open: false }
  if ('not' in expression) {
    const { sql, open } = combined(expression.not, bitmapOf)
    return { sql, open: !open }
  }
  const sets = itemsOf(expression).map((item) => combined(item, bitmapOf))
  const closed = sets.filter(({ open }) => !open).map(({ sql }) => sql)
  const open = sets.filter((one) => one.open).map(({ sql }) => sql)
  if ('all' in expression) {
    if (closed.length === 0) return { sql: fold('bitmapOr', open), open: true }
    return { sql: without(fold('bitmapAnd', closed), open), open: false }
  }
  if (open.length === 0) return { sql: fold('bitmapOr', closed), open: false }
  return { sql: without(fold('bitmapAnd', open), closed), open: true }
}

const NOBODY = 'bitmapBuild(emptyArrayUInt64())'

function fold(join: 'bitmapAnd' | 'bitmapOr', sets: readonly string[]): string {
  return sets.length === 0 ? NOBODY : sets.reduce((left, right) => `${join}(${left}, ${right})`)
}

function without(set: string, others: readonly string[]): string {
  return others.length === 0 ? set : `bitmapAndnot(${set}, ${fold('bitmapOr', others)})`
}

function itemsOf(one: Exclude<Expression, string>): readonly Expression[] {
  if ('not' in one) return [one.not]
  return 'all' in one ? one.all : one.any
}
