/**
 * An expected failure is a value, not an exception: `code` is stable and greps to one line,
 * `message` says what was expected and quotes the input.
 */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly details?: unknown
}

export type Result<T, F extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function fail(code: string, message: string, details?: unknown): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: details === undefined ? { code, message } : { code, message, details } }
}
