// What the live line says goes into the answers that screens already hold, so that a list is true without asking again.
import type { QueryClient } from '@tanstack/react-query'
import type { SegmentsListSegmentsOutput } from '@touchstone/client'
import type { Figures, LiveListener, LiveSegment } from './live-line.ts'
import { keys } from './keys.ts'

type Segment = SegmentsListSegmentsOutput['segments'][number]

export function applyLive(queryClient: QueryClient): LiveListener {
  return {
    wish: {},
    onFigures: (figures, changed) => updateSegments(queryClient, figures, changed),
    // Whatever was missed is in a new answer. Only what is on screen is asked again now.
    onGap: () => void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] }),
  }
}

function updateSegments(queryClient: QueryClient, { engine, segments }: Figures, changed: readonly LiveSegment[]): void {
  if (changed.length === 0) return
  const kept = queryClient.getQueryData<SegmentsListSegmentsOutput>(keys.segments.list)
  if (kept === undefined) return
  const known = new Map(kept.segments.map((one) => [one.id, one]))
  // A segment that the list does not have, or that speaks in another version or state, has more news than its size.
  if (changed.some((one) => !isSameButSize(known.get(one.id), one))) void queryClient.invalidateQueries({ queryKey: keys.segments.list })
  queryClient.setQueryData<SegmentsListSegmentsOutput>(keys.segments.list, {
    segments: kept.segments.map((one) => {
      const now = segments.get(one.id)
      return now === undefined || now.size === one.size ? one : { ...one, size: now.size, freshness: engine }
    }),
  })
}

function isSameButSize(segment: Segment | undefined, { version, state }: LiveSegment): boolean {
  return segment !== undefined && segment.version === version && segment.state === state
}
