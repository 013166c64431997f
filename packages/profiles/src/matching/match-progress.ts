import type { Failure } from '@touchstone/base'
import type { MatchPhase } from '@touchstone/identity'
import type { KeptMatch } from './match-store.ts'

export type MatchState = 'receiving' | 'opening' | MatchPhase | 'sealing' | 'done' | 'failed'

/** How far a comparison is. */
export interface MatchProgress {
  readonly id: string
  readonly state: MatchState
  readonly subject: string
  readonly rows: number
  /** Known people looked at, and pairs compared, so far. */
  readonly known: number
  readonly compared: number
  readonly failure: Failure | undefined
  readonly kept: KeptMatch | undefined
}
