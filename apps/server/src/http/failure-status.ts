/**
 * The one table from a failure's stable code to an HTTP status. A code is matched by its last words
 * (`segments.segment-not-found` ends in `not-found`); whatever is not listed is the caller's mistake: 400.
 */
const STATUS_BY_ENDING: readonly (readonly [ending: string, status: number])[] = [
  ['not-found', 404],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['method-not-allowed', 405],
  ['conflict', 409],
  ['too-large', 413],
  ['too-many', 429],
  ['internal', 500],
  ['unavailable', 503],
  ['full', 503],
  ['broken', 503],
  ['busy', 503],
]

/** The HTTP status of a failure code. */
export function statusOfFailure(code: string): number {
  for (const [ending, status] of STATUS_BY_ENDING) {
    if (code === ending || code.endsWith(`.${ending}`) || code.endsWith(`-${ending}`)) return status
  }
  return 400
}

/** Statuses after which the same request may work a little later; they carry `Retry-After`. */
export function isRetryable(status: number): boolean {
  return status === 429 || status === 503
}

/** The statuses an operation can answer with when it fails, for the published description. */
export const FAILURE_STATUSES: readonly number[] = [400, ...new Set(STATUS_BY_ENDING.map(([, status]) => status))].filter((status) => status !== 405).sort()
