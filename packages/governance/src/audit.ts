import type { Millis } from '@touchstone/base'
import type { Operation } from './operation.ts'
import type { Statements } from './ports.ts'

/** What one call leaves behind. `text` is the operation's audit sentence with the input's values in their places. */
export interface AuditRecord {
  readonly at: Millis
  readonly subject: string
  readonly operation: string
  readonly permission: string
  readonly text: string
  /** `refused`: not allowed or not understood; `failed`: allowed, and then it did not work; `done`: it worked. */
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly code?: string
}

/** Reading is not kept; changing, revealing and administering are, and whatever was refused. */
export function isAudited({ permission }: Pick<Operation, 'permission'> | { permission: string }, outcome: AuditRecord['outcome'] = 'done'): boolean {
  return outcome === 'refused' || !permission.endsWith(':read')
}

/** The trail of what was changed or revealed. */
export class Audit {
  readonly #statements: Statements

  constructor(statements: Statements) {
    this.#statements = statements
  }

  /**
   * Writes one record; durable when it resolves. For a read that was allowed it does nothing. Throws the registry's error
   * when PostgreSQL is away: what must be kept must then not happen.
   */
  async keep({ at, subject, operation, permission, text, outcome, code }: AuditRecord): Promise<void> {
    if (!isAudited({ permission }, outcome)) return
    await this.#statements.query('INSERT INTO governance.audit (at, subject, operation, sentence, outcome) VALUES ($1, $2, $3, $4, $5)', [
      at, subject, operation, text, code === undefined ? outcome : `${outcome}: ${code}`,
    ])
  }
}
