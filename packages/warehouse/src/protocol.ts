// What the parent and the warehouse's child say to each other (structured clones over Node's IPC channel).
import type { Failure } from '@touchstone/base'
import type { Migration, Parameters, QueryLimits } from './ports.ts'

export interface ChildStart {
  readonly directory: string
  readonly url: string | undefined
  readonly migrations: readonly Migration[]
  readonly forget: readonly string[]
  readonly memoryBytes: number
  readonly childConfig: unknown
}

export type ToChild =
  | { readonly kind: 'start'; readonly start: ChildStart }
  /** Entries in order; the first has number `first`, counted by the parent as long as it lives. */
  | { readonly kind: 'entries'; readonly first: number; readonly entries: readonly Uint8Array[] }
  | { readonly kind: 'query'; readonly id: number; readonly sql: string; readonly parameters: Parameters; readonly limits: QueryLimits }
  /** Like `query`, of one column of numbers; the answer is a `result` with a Float64Array. */
  | { readonly kind: 'numbers'; readonly id: number; readonly sql: string; readonly parameters: Parameters; readonly limits: QueryLimits }
  /** Whoever asked question `id` has gone. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'run'; readonly id: number; readonly job: string; readonly argument: unknown }
  /** The reader took one message of job `id`. */
  | { readonly kind: 'taken'; readonly id: number }
  | { readonly kind: 'close' }

export type ToParent =
  /** The child can import and waits for `start`. */
  | { readonly kind: 'hello' }
  /** A migration begins; one that folds a long history takes minutes. */
  | { readonly kind: 'migrating'; readonly step: string }
  | { readonly kind: 'ready'; readonly keys: Readonly<Record<string, number>> }
  /** All rows of the entries up to number `through` are durable; `cursor` is the outbox cursor of that entry. */
  | { readonly kind: 'durable'; readonly through: number; readonly cursor: number; readonly rows: number }
  | { readonly kind: 'rows'; readonly id: number; readonly json: string }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'message'; readonly id: number; readonly message: unknown }
  /** Inserts fail and are tried again, or (undefined) work again. */
  | { readonly kind: 'trouble'; readonly failure: Failure | undefined }
  /** The child cannot go on and ends. */
  | { readonly kind: 'fatal'; readonly failure: Failure }
