// Which segments moved. The answer adds up by itself and with each segment's own series; news from the live line are a reason
// to ask again, at most once in a while.
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { SECOND } from '@touchstone/base'
import type { SegmentsListMoversOutput } from '@touchstone/client'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'
import { useLiveEntries } from './live.tsx'

export type Mover = SegmentsListMoversOutput['movers'][number]
export type Window = 'hour' | 'day'

const SHOWN = 8
const AT_MOST_EVERY = 5 * SECOND

export const moversOfQuery = (window: Window) =>
  queryOptions({ queryKey: [...keys.segments.movers, window], queryFn: ({ signal }) => answerOf(client.segments.listMovers({ window, limit: SHOWN }, { signal })), placeholderData: keepPreviousData })

/** Asks again for what moved after somebody entered or left. Where nothing moves, nothing is asked. */
export function useMoversNews(): void {
  const queryClient = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLiveEntries({}, (entries) => {
    if (timer.current !== undefined || !entries.some(({ kind }) => kind === 'membership')) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      void queryClient.invalidateQueries({ queryKey: keys.segments.movers })
    }, AT_MOST_EVERY)
  })
}
