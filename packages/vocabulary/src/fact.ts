import type { Millis } from '@touchstone/base'

export const FACT_TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type FactType = (typeof FACT_TYPES)[number]

/**
 * One way a person is known. `type` is `user_id`, `anonymous_id`, `email`, `phone` or a custom external id type.
 * For personal types (`email`, `phone`, and any value that looks like one) `value` is a keyed hash, `h:` + 22 base64url
 * characters; the plain value travels only in the fact's sealed blob.
 */
export interface Identifier {
  readonly type: string
  readonly value: string
}

/**
 * A fact as it is appended to the log: validated, stamped, scrubbed, with personal values sealed away.
 * `traits`, `properties` and `context` are JSON texts of plain objects ('{}' when empty) that hold no personal value.
 */
export interface Fact {
  readonly type: FactType
  /** The name conditions use: the event of a track call, `Page Viewed`, `Screen Viewed`, or '' for the other calls. */
  readonly event: string
  readonly messageId: string
  /** Which source (write key id) sent it. */
  readonly source: string
  /** When it happened, corrected for the sender's clock; never after `receivedAt`. */
  readonly timestamp: Millis
  readonly receivedAt: Millis
  readonly originalTimestamp: Millis
  readonly sentAt: Millis
  readonly identifiers: readonly Identifier[]
  /** So many identifiers, the last of them, have plain values that identify nobody: the edge saw them, the engine cannot. */
  readonly blocked?: number
  /** The context names an account, see `accounts.ts`: whoever wants to know which need not look into all contexts. */
  readonly namesAccounts?: boolean
  readonly traits: string
  readonly properties: string
  readonly context: string
  /** Personal values by path, sealed under the transit key; empty when there are none. */
  readonly sealed: Uint8Array
}
