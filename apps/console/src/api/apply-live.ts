// What the live line says goes into the answers that screens already hold, so that a list is true without asking again.
import type { QueryClient } from '@tanstack/react-query'
import type { SegmentsGetSegmentOutput, SegmentsListSegmentsOutput } from '@touchstone/client'
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
  for (const one of changed) updateOne(queryClient, one, engine)
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

/** The screen of one segment: its size as it is; another version or state is a reason to ask for all of it again. */
function updateOne(queryClient: QueryClient, changed: LiveSegment, engine: Figures['engine']): void {
  const key = keys.segments.one(changed.id)
  const kept = queryClient.getQueryData<SegmentsGetSegmentOutput>(key)
  if (kept === undefined) return
  if (isSameButSize(kept, changed)) queryClient.setQueryData<SegmentsGetSegmentOutput>(key, { ...kept, size: changed.size, freshness: engine })
  else void queryClient.invalidateQueries({ queryKey: key })
}

function isSameButSize(segment: Pick<Segment, 'version' | 'state'> | undefined, { version, state }: LiveSegment): boolean {
  return segment !== undefined && segment.version === version && segment.state === state
}
