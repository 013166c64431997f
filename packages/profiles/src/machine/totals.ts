/** Totals since the log began (JSON in table `profiles_meta` under `totals`). */
export interface Totals {
  /** Of the last output; see outcome-codec. */
  sequence: number
  people: number
  facts: number
  duplicates: number
  merges: number
  changes: number
  /** Facts and values that amendments told apart: while there are none, no question of history asks for them. */
  moves: number
  retractions: number
}

export function noTotals(): Totals {
  return { sequence: 0, people: 0, facts: 0, duplicates: 0, merges: 0, changes: 0, moves: 0, retractions: 0 }
}
