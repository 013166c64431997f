/** Keys of a person's cells. The sort of cell is in the upper bits, so that the sorts lie together in the directory. */
export const CellKey = {
  IDENTIFIERS: 1,
  /** Ids of the people merged into this one. */
  ABSORBED: 2,
  /** Hashes of the messages of the last 24 hours. */
  MESSAGES: 3,
  SESSIONS: 4,
  MEMBERSHIPS: 5,
  ACCOUNTS: 6,
  trait: (name: number): number => 0x1000_0000 + name,
  event: (name: number): number => 0x2000_0000 + name,
  node: (node: number): number => 0x4000_0000 + node,
} as const

export type CellSort = 'identifiers' | 'absorbed' | 'messages' | 'sessions' | 'memberships' | 'accounts' | 'trait' | 'event' | 'node'

const FIXED: readonly CellSort[] = ['identifiers', 'absorbed', 'messages', 'sessions', 'memberships', 'accounts']

export function cellSort(key: number): CellSort {
  if (key >= 0x4000_0000) return 'node'
  if (key >= 0x2000_0000) return 'event'
  if (key >= 0x1000_0000) return 'trait'
  return FIXED[key - 1]!
}

/** The number behind a trait's, event's or node's key. */
export function cellNumber(key: number): number {
  return key & 0x0fff_ffff
}
