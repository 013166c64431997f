/** Totals since the log began (JSON in table `profiles_meta` under `totals`). */
export interface Totals {
  /** Of the last output; see outcome-codec. */
  sequence: number
  people: number
  facts: number
  duplicates: number
  merges: number
  changes: number
}

export function noTotals(): Totals {
  return { sequence: 0, people: 0, facts: 0, duplicates: 0, merges: 0, changes: 0 }
}
