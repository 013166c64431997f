// What follows from the live line besides size and state: how far a segment on its way is, and whatever is read from
// history. Both are asked again when there is news, and never more often than somebody can read.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Millis } from '@touchstone/base'
import { clock } from '../../api/clock.ts'
import { keys } from '../../api/keys.ts'
import { useFigures } from '../../api/live.tsx'
import type { Segment } from '../../api/segments.ts'

const PROGRESS_EVERY: Millis = 500
const HISTORY_EVERY: Millis = 2_000

export function useFollow({ id, state, next, size }: Segment): void {
  const queryClient = useQueryClient()
  const figures = useFigures()
  const asked = useRef({ progress: 0, history: 0 })
  const isOnItsWay = state === 'backfilling' || state === 'sweeping' || state === 'archiving' || (next !== null && next.state !== 'live')
  const at = figures?.at
  useEffect(() => {
    if (!isOnItsWay || at === undefined || clock.now() - asked.current.progress < PROGRESS_EVERY) return
    asked.current.progress = clock.now()
    void queryClient.invalidateQueries({ queryKey: keys.segments.one(id), exact: true })
    void queryClient.invalidateQueries({ queryKey: keys.segments.part(id, 'versions') })
  }, [isOnItsWay, at, id, queryClient])
  // History has a change as soon as the warehouse has it, and says so by its figures.
  const behind = figures?.warehouse.behindFacts
  const changedAt = figures?.segments.get(id)?.changedAt
  useEffect(() => {
    if (changedAt === undefined) return
    const again = (): void => {
      asked.current.history = clock.now()
      void queryClient.invalidateQueries({ queryKey: keys.segments.part(id, 'series') })
    }
    const timer = setTimeout(again, Math.max(300, asked.current.history + HISTORY_EVERY - clock.now()))
    return () => clearTimeout(timer)
  }, [changedAt, behind === 0, size, id, queryClient])
}
