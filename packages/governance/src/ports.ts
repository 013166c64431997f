import type { Result } from '@touchstone/base'
import type { ClassProposals } from './detect/class-proposals.ts'
import type { FieldDefinitions } from './fields/field-definitions.ts'
import type { Reseals } from './fields/reseals.ts'
import type { ReadSourceTotals, Sources } from './sources.ts'

/**
 * Where this room's statements run. The registry and each of its transactions are one; `query` throws the registry's
 * error when PostgreSQL is away.
 */
export interface Statements {
  query<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>
}

/** Where several statements are one transaction. */
export interface Transactions extends Statements {
  transaction<T>(work: (scope: Statements) => Promise<T>): Promise<T>
}

/** The registry's migrations of this room, for whoever opens the registry. */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}

/** What this room's operations need of others; the server plugs it. */
export interface GovernancePorts {
  readonly sources: Sources
  readonly sourceTotals: ReadSourceTotals
  readonly fields: FieldDefinitions
  readonly reseals: Reseals
  readonly proposals: ClassProposals
  /** Makes the registry's errors a failure: PostgreSQL is away. */
  readonly attempt: <T>(run: () => Promise<T>) => Promise<Result<T>>
}
