import type { Result } from '@touchstone/base'
import type { Infer, Schema } from './schema.ts'

/**
 * One thing a room can do. The HTTP route, the OpenAPI entry, the CLI command, the reference page, the permission
 * check and the audit record all come from this declaration; there is no second place.
 *
 * `path` may hold `{name}` parts; they, the query string and (for POST and PATCH) the JSON body are merged into one
 * input object, checked with `input`. Path and query values arrive as strings: use `s.coerce` where a number is meant.
 *
 * An operation whose output is `download(mediaType)` answers a file; everything else stays the same.
 */
export interface Operation<I extends Schema = Schema, O extends Schema = Schema> {
  /** `<room>.<verb>-<noun>`, e.g. `segments.create-segment`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/`, starting with the room's word: `segments/{id}`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly input: I
  readonly output: O
  /** What the caller must be allowed, e.g. `segments:write`. The server refuses to register an operation without one. */
  readonly permission: Permission
  /** The sentence the audit trail keeps, with `{field}` of the input; never a personal value. */
  readonly audit: string
  readonly example: { readonly input: unknown; readonly output: unknown }
  /** `gone` is aborted when the caller hangs up: what was begun for them can be called off. */
  handler(input: Infer<I>, caller: Caller, gone?: AbortSignal): Promise<Result<Infer<O>>>
}

export type Permission = `${string}:${'read' | 'write' | 'reveal' | 'admin'}`

/** Who asks. `subject` is the id of the credential, never the secret itself. */
export interface Caller {
  readonly subject: string
  readonly permissions: readonly string[]
}

/** Declares an operation; keeps the types of its shapes for handler and client. */
export function operation<I extends Schema, O extends Schema>(declared: Operation<I, O>): Operation<I, O> {
  return declared
}
