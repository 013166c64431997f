// What the operations about amendments need; the server plugs it.
import type { Millis, Result } from '@touchstone/base'
import type { AmendmentControl, HashIdentifier } from '@touchstone/vocabulary'
import type { QueryHistory, SegmentNames } from '../ports.ts'
import type { ProfileReader } from '../read-profile.ts'
import type { AmendmentRunner } from './amendment-runner.ts'
import type { AmendmentState } from './amendment-state.ts'

export interface AmendmentParts {
  readonly state: AmendmentState
  readonly runner: Pick<AmendmentRunner, 'progress' | 'preview'>
  readonly profiles: ProfileReader
  readonly queryHistory: QueryHistory
  readonly segmentNames: SegmentNames
  readonly hashIdentifier: HashIdentifier
  /** The last record that the engine has met, and its append time. */
  readonly engineAt: () => { readonly position: number; readonly time: Millis }
  readonly appendControl: (control: AmendmentControl) => Promise<Result<{ readonly position: number }>>
  readonly newId: () => string
}
