import type { Identifier } from '@touchstone/vocabulary'

/**
 * Guard rules: what keeps people apart who only look alike. First version, one fixed set; they become versioned control
 * records of the log when they can be edited.
 */
export interface Rules {
  readonly version: number
  /** Values that identify nobody, compared after trimming and lowercasing. */
  readonly blockedValues: ReadonlySet<string>
  readonly blockedPatterns: readonly RegExp[]
  /** A person has at most so many user ids; a fact that would break it loses its weakest identifier. */
  readonly maxUserIds: number
  /** People merged into one. */
  readonly maxMerges: number
  /** Identifiers of one person. */
  readonly maxIdentifiers: number
}

export const DEFAULT_RULES: Rules = {
  version: 1,
  blockedValues: new Set(['-1', 'null', 'nil', 'none', 'undefined', 'unknown', 'anonymous', 'guest', 'n/a', 'na', 'nan', 'true', 'false', 'test', 'user', 'userid', '[object object]', '(null)', 'void', 'email', 'default', 'invalid']),
  // Nothing but zeros and dashes (an empty value, a zeroed UUID or device id).
  blockedPatterns: [/^[0-]*$/],
  maxUserIds: 1,
  maxMerges: 100,
  maxIdentifiers: 1000,
}

/** Personal identifiers arrive as keyed hashes, so for those only the edge can ask this, before it hashes. */
export function isBlocked(rules: Rules, value: string): boolean {
  const plain = value.trim().toLowerCase()
  return plain === '' || rules.blockedValues.has(plain) || rules.blockedPatterns.some((pattern) => pattern.test(plain))
}

/** Strongest first: user_id, email, then by name; anonymous_id last, since devices are shared and people are not. */
export function byPriority(a: Identifier, b: Identifier): number {
  return rank(a.type) - rank(b.type) || compare(a.type, b.type) || compare(a.value, b.value)
}

function rank(type: string): number {
  if (type === 'user_id') return 0
  if (type === 'email') return 1
  return type === 'anonymous_id' ? 3 : 2
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
