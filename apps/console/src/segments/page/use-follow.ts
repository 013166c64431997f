// What follows from the live line besides size and state: how far a segment on its way is, and whatever is read from
// history. Both are asked again when there is news, and never more often than somebody can read.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Millis } from '@touchstone/base'
import { useAtMostEvery } from '../../api/at-most-every.ts'
import { keys } from '../../api/keys.ts'
import { useFigures } from '../../api/live.tsx'
import type { Segment } from '../../api/segments.ts'

const PROGRESS_EVERY: Millis = 500
const HISTORY_EVERY: Millis = 2_000
/** The warehouse has a change so much later than the engine, most of the time. */
const HISTORY_AFTER: Millis = 300

export function useFollow({ id, state, next, size }: Segment): void {
  const queryClient = useQueryClient()
  const figures = useFigures()
  const askProgress = useAtMostEvery(PROGRESS_EVERY, () => {
    void queryClient.invalidateQueries({ queryKey: keys.segments.one(id), exact: true })
    void queryClient.invalidateQueries({ queryKey: keys.segments.part(id, 'versions') })
  })
  const askHistory = useAtMostEvery(HISTORY_EVERY, () => void queryClient.invalidateQueries({ queryKey: keys.segments.part(id, 'series') }), HISTORY_AFTER)
  const isOnItsWay = state === 'backfilling' || state === 'sweeping' || state === 'archiving' || (next !== null && next.state !== 'live')
  const at = figures?.at
  useEffect(() => {
    if (isOnItsWay && at !== undefined) askProgress()
  }, [isOnItsWay, at, askProgress])
  const isCaughtUp = figures?.warehouse.behindFacts === 0
  const changedAt = figures?.segments.get(id)?.changedAt
  useEffect(() => {
    if (changedAt !== undefined) askHistory()
  }, [changedAt, isCaughtUp, size, askHistory])
}
