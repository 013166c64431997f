// What happened to one person, page by page in both directions. The newest page grows by what happens meanwhile.
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { ProfilesGetTimelineOutput } from '@touchstone/client'
import type { Millis } from '@touchstone/base'
import { answerOf, client } from './client.ts'
import { keys } from './keys.ts'

export type TimelinePage = ProfilesGetTimelineOutput
export type TimelineFact = TimelinePage['facts'][number]
export type Session = TimelinePage['sessions'][number]

export interface TimelineFilter {
  readonly type?: readonly string[] | undefined
  readonly event?: readonly string[] | undefined
  readonly source?: readonly string[] | undefined
  /** Begins at this instant and goes back from there; now unless given. */
  readonly until?: Millis | undefined
}

type Place = { readonly before?: string; readonly after?: string }
type Pages = InfiniteData<TimelinePage, Place>

const PAGE = 100
/** Pages kept at once: what lies further away is asked for again. */
const KEPT = 50
/** Facts that the newest page may grow to; then it is asked for anew. */
const GROWN = 1_000

export const timelineQuery = (person: number, filter: TimelineFilter) =>
  infiniteQueryOptions({
    queryKey: keys.people.part(person, 'timeline', filter),
    queryFn: ({ signal, pageParam }) => read(person, filter, pageParam, signal),
    initialPageParam: (filter.until === undefined ? {} : { before: String(filter.until) }) as Place,
    getNextPageParam: ({ next }): Place | undefined => (next === null ? undefined : { before: next }),
    // Of a timeline that begins now, what is newer comes by itself.
    getPreviousPageParam: ({ previous, facts }, _pages, { after }): Place | undefined => (filter.until === undefined || previous === null || (after !== undefined && facts.length < PAGE) ? undefined : { after: previous }),
    maxPages: KEPT,
    gcTime: 60_000,
  })

/** Puts what happened since into the timelines of a person that begin now. `late`: something happened earlier than it came. */
export async function bringUpToDate(queryClient: QueryClient, person: number, late: boolean): Promise<void> {
  const kept = queryClient.getQueriesData<Pages>({ queryKey: keys.people.part(person, 'timeline') })
  await Promise.all(kept.map(async ([queryKey, data]) => {
    const filter = queryKey.at(-1) as TimelineFilter
    const [newest] = data?.pages ?? []
    if (newest === undefined || filter.until !== undefined) return
    if (late || newest.previous === null || newest.facts.length > GROWN) {
      await queryClient.resetQueries({ queryKey, exact: true })
      return
    }
    const news = await read(person, filter, { after: newest.previous })
    queryClient.setQueryData<Pages>(queryKey, (now) => now && { ...now, pages: now.pages.map((page, i) => (i === 0 ? joined(news, page) : page)) })
  }))
}

function read(person: number, { type, event, source }: TimelineFilter, place: Place, signal?: AbortSignal): Promise<TimelinePage> {
  const asked = { personId: person, limit: PAGE, ...place, ...(type === undefined ? {} : { type }), ...(event === undefined ? {} : { event }), ...(source === undefined ? {} : { source }) }
  return answerOf(client.profiles.getTimeline(asked, signal === undefined ? {} : { signal }))
}

/** A session that goes on is in both; what was asked for later knows more of it. */
function joined(news: TimelinePage, page: TimelinePage): TimelinePage {
  const known = new Set(page.facts.map(({ position }) => position))
  const sessions = new Map([...page.sessions, ...news.sessions].map((one) => [one.start, one]))
  return {
    ...page,
    facts: [...news.facts.filter(({ position }) => !known.has(position)), ...page.facts],
    sessions: [...sessions.values()],
    previous: news.previous ?? page.previous,
    through: news.through,
  }
}
