import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { keys } from '../../api/keys.ts'
import { useFigures } from '../../api/live.tsx'
import { quarantineQuery } from '../../api/quarantine.ts'
import type { Waiting } from '../../api/quarantine.ts'
import { DataTable } from '../../design/data-table.tsx'
import { Freshness } from '../../design/freshness.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { SideDrawer } from '../side-drawer.tsx'
import { COLUMNS } from './entry-columns.tsx'
import { OneEntry } from './one-entry.tsx'
import { reasonOf } from './reason-of.ts'
import classes from './quarantine.module.css'

const route = getRouteApi('/data/quarantine')
const words = text.quarantine

export function QuarantinePage() {
  const { reason, entry } = route.useSearch()
  const navigate = route.useNavigate()
  const figures = useFigures()
  useNews(figures?.quarantined ?? undefined)
  const answer = useInfiniteQuery(quarantineQuery(reason))
  const entries = useMemo(() => answer.data?.pages.flatMap((page) => page.entries), [answer.data])
  const waiting = answer.data?.pages[0]?.waiting ?? []
  const [entriesWait, eventsWait] = [waiting.reduce((sum, one) => sum + one.entries, 0), waiting.reduce((sum, one) => sum + one.events, 0)]
  return (
    <DataPage
      title={words.title}
      fill
      line={
        <>
          <span>{words.explain}</span>
          {entries === undefined ? null : <span className="number">{words.waitingNow(formatCount(entriesWait), formatCount(eventsWait))}</span>}
          {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
        </>
      }
    >
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : entries === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : entries.length === 0 && reason === undefined ? (
        <Empty title={words.emptyTitle} children={words.empty} />
      ) : (
        <>
          <Reasons waiting={waiting} all={entriesWait} chosen={reason} />
          <DataTable
            label={words.list}
            columns={COLUMNS}
            rows={entries}
            idOf={({ id }) => String(id)}
            onOpen={({ id }) => void navigate({ search: (now) => ({ ...now, entry: id }) })}
            onMore={answer.hasNextPage ? () => void answer.fetchNextPage() : undefined}
            isAsking={answer.isFetchingNextPage}
            empty={<Empty title={words.noneTitle} action={<Link to="/data/quarantine" className={classes.link} children={words.showAll} />} children={words.none} />}
          />
        </>
      )}
      <SideDrawer title={entry === undefined ? undefined : words.entry.title(entry)} onClose={() => void navigate({ search: (now) => ({ ...now, entry: undefined }) })} size={600}>
        {entry === undefined ? null : <OneEntry key={entry} id={entry} />}
      </SideDrawer>
    </DataPage>
  )
}

/** When the live line says that something came or went, the list is asked again: not before, and not otherwise. */
function useNews(waiting: number | undefined): void {
  const queryClient = useQueryClient()
  const before = useRef(waiting)
  useEffect(() => {
    if (before.current !== undefined && before.current !== waiting) void queryClient.invalidateQueries({ queryKey: keys.data.quarantine })
    before.current = waiting
  }, [queryClient, waiting])
}

/** How much waits for each reason, and what the reason means. Each is a link to the entries behind its number. */
function Reasons({ waiting, all, chosen }: { readonly waiting: readonly Waiting[]; readonly all: number; readonly chosen: string | undefined }) {
  const shown = chosen === undefined || waiting.some(({ reason }) => reason === chosen) ? waiting : [...waiting, { reason: chosen, entries: 0, events: 0 }]
  return (
    <section className={classes.reasons} aria-label={words.reasonsLabel}>
      <ul className={classes.chips}>
        <li>
          <Link to="/data/quarantine" search={{}} className={classes.chip} activeOptions={{ exact: true }} data-chosen={chosen === undefined || undefined}>
            {words.all} <span className="number">{formatCount(all)}</span>
          </Link>
        </li>
        {shown.map(({ reason, entries, events }) => (
          <li key={reason}>
            <Link to="/data/quarantine" search={{ reason }} className={classes.chip} activeOptions={{ exact: true }} data-chosen={chosen === reason || undefined}>
              {reasonOf(reason)[0]} <span className="number">{words.group(formatCount(entries), formatCount(events))}</span>
            </Link>
          </li>
        ))}
      </ul>
      {chosen === undefined ? null : (
        <p className={classes.explain}>
          <code className="mono">{chosen}</code> {reasonOf(chosen)[1]}
        </p>
      )}
    </section>
  )
}
