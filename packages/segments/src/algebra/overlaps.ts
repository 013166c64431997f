// How much segments have in common, two by two.
import { ok, type Result } from '@touchstone/base'
import type { Speakers } from '../versions/speakers.ts'
import { answered, ask, columnsOf, parametersOf, sizesOf, type AlgebraPorts, type Answered, type SizedPart } from './combine.ts'

export interface Overlap {
  readonly a: string
  readonly b: string
  /** People in both. */
  readonly both: number
  /** People in both by people in either, 0 to 1; 0 where both are empty. */
  readonly jaccard: number
}

export interface Overlaps extends Answered {
  readonly segments: readonly SizedPart[]
  /** Every pair once, in the order asked. */
  readonly overlaps: readonly Overlap[]
}

/** Failures: as `combine`. */
export async function overlaps(ports: AlgebraPorts, speakers: Speakers, ids: readonly string[], given: string | number | undefined): Promise<Result<Overlaps>> {
  const asked = await ask(ports, speakers, [...new Set(ids)], given)
  if (!asked.ok) return asked
  const { parts, asOf } = asked.value
  const pairs = parts.flatMap((_, b) => Array.from({ length: b }, (_other, a) => [a, b] as const)).sort(([a, b], [c, d]) => a - c || b - d)
  const common = pairs.map(([a, b]) => `bitmapAndCardinality(part${a}, part${b})`).join(', ')
  const sql = `SELECT ${sizesOf(parts.length)} AS sizes, [${common}] AS common FROM (${columnsOf(parts, given !== undefined)})`
  const rows = await ports.queryHistory(sql, parametersOf(parts, asOf, given !== undefined))
  if (!rows.ok) return rows
  const { sizes, common: counted } = rows.value[0] as { sizes: number[]; common: number[] } & Record<string, unknown>
  return ok({
    segments: parts.map(({ position: _position, ...part }, index) => ({ ...part, size: sizes[index]! })),
    overlaps: pairs.map(([a, b], index) => {
      const both = counted[index]!
      const either = sizes[a]! + sizes[b]! - both
      return { a: parts[a]!.id, b: parts[b]!.id, both, jaccard: either === 0 ? 0 : both / either }
    }),
    ...answered(ports, asked.value),
  })
}
