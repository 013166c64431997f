// What the operations of tracking plans need; the server plugs it.
import type { Clock, Millis, Result } from '@touchstone/base'
import type { FieldClass } from '@touchstone/vocabulary'
import type { SealedSeen } from './draft-plan.ts'
import type { PlanDefinitions } from './plan-definitions.ts'
import type { Seen } from './seen.ts'
import type { ViolationTally } from './violation-tally.ts'

export interface PlanPorts {
  readonly plans: PlanDefinitions
  readonly violations: ViolationTally
  readonly clock: Clock
  /** What a source has sent, by when it was taken in, in whole hours: from `from`, before `until`. */
  readonly seen: (source: string, from: Millis, until: Millis) => Promise<Result<Seen>>
  /** Fields whose values came sealed, over all sources. */
  readonly sealedFields: () => Promise<Result<readonly SealedSeen[]>>
  /** The class that a field has now. */
  readonly classOf: (place: 'property' | 'trait', field: string) => FieldClass
  /** The name of a source, undefined where there is none. */
  readonly sourceName: (source: string) => Promise<Result<string | undefined>>
}
