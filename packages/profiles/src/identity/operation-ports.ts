// What the operations about rules, decisions and the review queue need; the server plugs it.
import type { Clock, Result } from '@touchstone/base'
import type { HashIdentifier } from '@touchstone/vocabulary'
import type { ProfileReader } from '../read-profile.ts'
import type { IdentityDecisions } from './decisions.ts'
import type { IdentityReader } from './identity-reader.ts'
import type { RulePreviews } from './rule-previews.ts'
import type { ReviewQueue } from './review-queue.ts'
import type { RuleVersions } from './rule-versions.ts'

export interface IdentityPorts {
  readonly rules: RuleVersions
  readonly decisions: IdentityDecisions
  readonly review: ReviewQueue
  readonly previews: RulePreviews
  readonly reader: IdentityReader
  readonly profiles: ProfileReader
  readonly clock: Clock
  readonly hashIdentifier: HashIdentifier
  /** The position that the engine has finished. */
  readonly engineAt: () => number
  /** Makes the registry's errors a failure: PostgreSQL is away. */
  readonly attempt: <T>(run: () => Promise<T>) => Promise<Result<T>>
}
