// The count of a condition while it is written, and as facts arrive.
//
// A text is asked about when nobody has typed for a moment; the question before is then given up. An answer is asked for
// again when the live line brings news: no timer of ours decides that anything is old. An expensive condition is asked
// less often: at most a quarter of the time is spent counting it.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SegmentsPreviewSegmentOutput } from '@touchstone/client'
import type { Millis } from '@touchstone/base'
import { clock } from '../../api/clock.ts'
import { useFigures } from '../../api/live.tsx'
import { previewQuery } from '../../api/segments.ts'

/** Typing pauses so long before a text is counted. */
const PAUSE: Millis = 200
/** A count is not asked for again sooner than this. */
const LEAST: Millis = 700
const SHARE_OF_TIME = 4
/** Counts that are kept for the small line of how it moved. */
const KEPT = 90

export interface Moved {
  readonly at: Millis
  readonly count: number
}

export interface Preview {
  readonly data: SegmentsPreviewSegmentOutput | undefined
  readonly error: Error | null
  /** The figure is of another text than the one that stands there. */
  readonly isOther: boolean
  readonly isCounting: boolean
  readonly moved: readonly Moved[]
  readonly retry: () => void
}

/** `where`: the condition if it makes sense. */
export function usePreview(where: string | undefined, asOf: Millis | undefined): Preview {
  // While the text makes no sense, the last one that did is what is counted.
  const [sensible, setSensible] = useState(where)
  if (where !== undefined && where !== sensible) setSensible(where)
  const [last] = useDebouncedValue(sensible, PAUSE)
  const query = useQuery({ ...previewQuery(last ?? '', asOf), enabled: last !== undefined })
  useLiveAgain(query, asOf === undefined && last !== undefined)
  const moved = useMoved(asOf === undefined && !query.isPlaceholderData ? query.data : undefined, last)
  return {
    data: query.data,
    error: query.error,
    isOther: where === undefined || where !== last || query.isPlaceholderData,
    isCounting: query.isFetching,
    moved,
    retry: () => void query.refetch(),
  }
}

interface Asked {
  readonly data: SegmentsPreviewSegmentOutput | undefined
  readonly isFetching: boolean
  readonly isError: boolean
  readonly dataUpdatedAt: number
  refetch(options?: { readonly cancelRefetch: boolean }): unknown
}

function useLiveAgain(query: Asked, isLive: boolean): void {
  const figures = useFigures()
  const asked = useRef(0)
  useEffect(() => {
    if (!isLive || query.isFetching || query.isError || query.data === undefined || figures === undefined) return
    const now = clock.now()
    const pause = Math.max(LEAST, query.data.tookMs * SHARE_OF_TIME)
    const again = (): void => {
      asked.current = clock.now()
      void query.refetch({ cancelRefetch: false })
    }
    const wait = Math.max(asked.current + pause - now, 0)
    if (figures.at <= query.data.knownAt) return
    if (wait === 0) return again()
    const timer = setTimeout(again, wait)
    return () => clearTimeout(timer)
  }, [figures, isLive, query])
}

/** The counts of one text, oldest first. */
function useMoved(data: SegmentsPreviewSegmentOutput | undefined, where: string | undefined): readonly Moved[] {
  const [moved, setMoved] = useState<{ readonly where: string | undefined; readonly points: readonly Moved[] }>({ where, points: [] })
  const last = moved.points.at(-1)
  if (moved.where !== where) setMoved({ where, points: [] })
  else if (data !== undefined && data.knownAt !== last?.at) setMoved({ where, points: [...moved.points.slice(1 - KEPT), { at: data.knownAt, count: data.count }] })
  return moved.points
}
