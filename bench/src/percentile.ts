export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Of the values themselves, not of an estimate; nearest rank. NaN when there are none. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  return { count: sorted.length, p50: atShare(sorted, 0.5), p99: atShare(sorted, 0.99), max: sorted.at(-1) ?? NaN }
}

/** The value that this share of the values (0 to 1) does not exceed; nearest rank. NaN when there are none. */
export function rankOf(values: readonly number[], share: number): number {
  return atShare(Float64Array.from(values).sort(), share)
}

function atShare(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}
