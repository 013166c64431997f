// One person, live: memberships change on screen at the instant they change, and what is read from history is asked again
// when history has what happened. Nothing is asked because time passed.
import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Millis } from '@touchstone/base'
import { keys } from './keys.ts'
import { useFigures, useLiveEntries } from './live.tsx'
import type { Membership } from './person.ts'
import { bringUpToDate } from './timeline.ts'

/** The live state is asked again at most this often, however many facts come. */
const CALM: Millis = 400

interface News {
  /** The newest log position that history must reach. */
  position: number
  /** When the newest fact happened that the screen knows of. */
  newest: Millis
  late: boolean
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Follows the person for as long as the calling component is there. It draws again with every figure: let it be one that draws nothing. */
export function useFollowPerson(person: number, lastSeen: Millis): void {
  const queryClient = useQueryClient()
  const news = useRef<News>({ position: 0, newest: lastSeen, late: false, timer: undefined })
  useLiveEntries({ facts: true, person }, (entries, missed) => {
    const now = news.current
    for (const entry of entries) {
      if (entry.kind === 'notice' || entry.person !== person) continue
      now.position = Math.max(now.position, entry.position)
      if (entry.kind === 'membership') applyMembership(queryClient, person, entry)
      else if (entry.happened < now.newest) now.late = true
      else now.newest = entry.happened
    }
    if (missed > 0) void queryClient.invalidateQueries({ queryKey: keys.people.one(person) })
    if (now.position > 0) now.timer ??= setTimeout(() => ((now.timer = undefined), askState(queryClient, person)), CALM)
  })
  const figures = useFigures()
  const through = figures === undefined ? 0 : figures.engine.position - figures.warehouse.behindFacts
  useEffect(() => {
    const now = news.current
    if (now.position === 0 || through < now.position) return
    const { late } = now
    Object.assign(now, { position: 0, late: false })
    for (const part of ['explanation', 'origins', 'devices']) void queryClient.invalidateQueries({ queryKey: keys.people.part(person, part) })
    // When the server is away, everything is asked again as soon as it is back.
    bringUpToDate(queryClient, person, late).catch(() => undefined)
  }, [through, person, queryClient])
  useEffect(() => () => clearTimeout(news.current.timer), [])
}

function askState(queryClient: QueryClient, person: number): void {
  for (const part of ['profile', 'memberships']) void queryClient.invalidateQueries({ queryKey: keys.people.part(person, part) })
}

/** At once, so that the page changes with the second; the answer that follows adds when it will end. */
function applyMembership(queryClient: QueryClient, person: number, { segment, entered, at }: { readonly segment: string; readonly entered: boolean; readonly at: Millis }): void {
  queryClient.setQueryData<readonly Membership[]>(keys.people.part(person, 'memberships'), (kept) =>
    kept?.map((one) => {
      if (one.segment !== segment) return one
      const { holdsUntil: _, ...rest } = one
      return { ...rest, value: entered, since: at, ends: null }
    }),
  )
  void queryClient.invalidateQueries({ queryKey: keys.people.part(person, 'memberships') })
  void queryClient.invalidateQueries({ queryKey: keys.people.part(person, 'explanation', segment) })
}
