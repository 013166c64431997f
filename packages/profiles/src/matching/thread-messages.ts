// What goes between the server's thread and that of a comparison. Every message to the thread has one answer; news about how
// far it is come between.
import type { Failure } from '@touchstone/base'
import type { MatchInput, MatchPhase, Matches, PairScope } from '@touchstone/identity'
import type { JsonRow, ListFormat } from './list-reader.ts'

/** The thread begins with this. */
export type ThreadSettings = ListFormat

export type ToThread =
  | { readonly text: string }
  | { readonly rows: readonly JsonRow[] }
  /** The list is complete. */
  | { readonly end: true }
  /** People who are known, with the values to compare. */
  | { readonly people: readonly (readonly [person: number, input: MatchInput])[] }
  | { readonly run: PairScope }
  /** One part of the pairs that were found. */
  | { readonly part: number }

/** Everything about a comparison that names nobody. */
export interface MatchSummary extends Pick<Matches, 'compared' | 'isCut' | 'passes' | 'thresholds' | 'recommended' | 'expected' | 'missed' | 'weights'> {
  readonly rows: number
  /** Rows in which no column had a value. */
  readonly empty: number
  /** Known people who were looked at, and of those who share anything with the list. */
  readonly known: number
  readonly compareable: number
  readonly pairs: number
  readonly groups: number
}

/** A side of a pair: a row of the list with its own id, or a person who is known. */
export type PairSide = { readonly row: number; readonly id: string } | { readonly person: number }

export interface FoundPair {
  readonly a: PairSide
  readonly b: PairSide
  readonly probability: number
  readonly pattern: number
  /** Pairs of one number belong together; 0: they would have to be chained. */
  readonly group: number
}

export type FromThread =
  | { readonly progress: { readonly phase: MatchPhase; readonly done: number } }
  | { readonly failed: Failure }
  | { readonly taken: { readonly rows: number; readonly compareable: number } }
  | { readonly done: MatchSummary }
  | { readonly pairs: readonly FoundPair[] }
