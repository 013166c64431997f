// What rules, decisions and the review queue need of others; the server plugs it.
import type { Clock, Result } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { HashIdentifier, IdentityControl } from '@touchstone/vocabulary'

/** Appends a control record. It has its place in the log when this returns, and is durable when that resolves. */
export type AppendIdentityControl = (control: IdentityControl) => Promise<Result<{ readonly position: number }>>

export interface IdentityStores {
  readonly registry: Pick<Registry, 'query' | 'transaction' | 'attempt'>
  readonly clock: Clock
  readonly hashIdentifier: HashIdentifier
  readonly appendControl: AppendIdentityControl
}
