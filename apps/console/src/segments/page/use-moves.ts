// Who entered or left a segment, newest first: those before the screen was opened from history, those after as they happen.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Millis } from '@touchstone/base'
import { useLiveEntries } from '../../api/live.tsx'
import { changesQuery } from '../../api/segments.ts'

/** So many are kept: more than anybody reads. */
const KEPT = 60
/** When more than these come at once, nobody can follow, and nothing is asked about each. */
const CALM = 5

export interface Move {
  readonly person: number
  readonly at: Millis
  readonly entered: boolean
  readonly cause: string
  /** Position of the record that caused it. */
  readonly position: number
  /** It happened while somebody looked. */
  readonly isNew: boolean
  /** There is time to say more about it. */
  readonly isCalm: boolean
}

export interface Moves {
  readonly moves: readonly Move[]
  readonly missed: number
  readonly isPending: boolean
  readonly error: Error | null
}

export function useMoves(id: string): Moves {
  const history = useQuery(changesQuery(id))
  const [live, setLive] = useState<{ readonly moves: readonly Move[]; readonly missed: number }>({ moves: [], missed: 0 })
  useLiveEntries({}, (entries, missed) => {
    const found = entries.flatMap((entry) => (entry.kind === 'membership' && entry.segment === id ? [entry] : []))
    if (found.length === 0) return
    const isCalm = found.length <= CALM
    const moves = found.map(({ person, at, entered, cause, position }): Move => ({ person, at, entered, cause, position, isNew: true, isCalm })).reverse()
    setLive((before) => ({ moves: [...moves, ...before.moves].slice(0, KEPT), missed: before.missed + missed + Math.max(0, moves.length + before.moves.length - KEPT) }))
  })
  const past = history.data?.changes
  const moves = useMemo(() => {
    const seen = new Set(live.moves.map(keyOf))
    const older = (past ?? []).map(({ person, at, entered, cause, position }): Move => ({ person, at, entered, cause, position, isNew: false, isCalm: true }))
    return [...live.moves, ...older.filter((move) => !seen.has(keyOf(move)))].slice(0, KEPT)
  }, [live, past])
  return { moves, missed: live.missed, isPending: history.isPending, error: history.error }
}

/** The same person can do both at one instant. */
export const keyOf = ({ person, at, entered }: Pick<Move, 'person' | 'at' | 'entered'>): string => `${person} ${at} ${entered}`
