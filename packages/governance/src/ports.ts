/**
 * Where this room's statements run. The registry and each of its transactions are one; `query` throws the registry's
 * error when PostgreSQL is away.
 */
export interface Statements {
  query<R = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>
}

/** The registry's migrations of this room, for whoever opens the registry. */
export interface Migration {
  readonly room: string
  readonly number: number
  readonly sql: string
}
