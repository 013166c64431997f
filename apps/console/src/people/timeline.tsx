// Everything that happened to a person, newest first, in sessions. Only what is in view is drawn; more is asked for before
// the end is reached, and what happens meanwhile appears at the top.
import { Button, UnstyledButton } from '@mantine/core'
import { IconActivity, IconBrowser, IconDeviceMobile, IconUser, IconUsersGroup, IconLink } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { timelineQuery } from '../api/timeline.ts'
import type { Session, TimelineFact } from '../api/timeline.ts'
import { useLetterKeys } from '../design/letter-keys.ts'
import { useListKeys } from '../design/list-keys.ts'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { Empty, Failed, Loading } from '../design/states.tsx'
import { formatDay, formatDuration } from '../design/times.ts'
import { text } from '../text/index.ts'
import { SourceName } from './known-as.tsx'
import { TimelineFilters } from './timeline-filters.tsx'
import { rowsOf } from './timeline-rows.ts'
import type { TimelineRow } from './timeline-rows.ts'
import classes from './timeline.module.css'

const route = getRouteApi('/people/$person')
const words = text.person.timelineOf

const HEIGHT = { session: 40, outside: 40, fact: 48 } as const
/** Who has scrolled further than this, in pixels, reads. */
const STILL = 300
/** Rows before the end at which the next page is asked for. */
const AHEAD = 30

export function Timeline({ person }: { readonly person: number }) {
  const { type, event, source, until } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = useMemo(() => ({ type, event, source, until }), [type, event, source, until])
  const answer = useInfiniteQuery(timelineQuery(person, filter))
  const pages = answer.data?.pages
  const rows = useMemo(() => {
    // A session at the border of two pages is in both.
    const sessions = new Map(pages?.flatMap((page) => page.sessions).map((one) => [one.start, one]))
    return rowsOf(pages?.flatMap(({ facts }) => facts) ?? [], [...sessions.values()])
  }, [pages])
  const filtered = (type ?? event ?? source) !== undefined
  return (
    <section aria-label={words.label} className={classes.timeline}>
      <TimelineFilters person={person} />
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : pages === undefined ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <>
          {answer.hasPreviousPage ? (
            <Button variant="default" size="xs" mx="auto" loading={answer.isFetchingPreviousPage} onClick={() => void answer.fetchPreviousPage()} children={words.newer} />
          ) : null}
          {rows.length === 0 ? (
            <Empty
              title={until === undefined ? words.none : words.noneBefore}
              action={filtered || until !== undefined ? <Button variant="default" mt={8} onClick={() => void navigate({ search: { tab: 'timeline' }, replace: true })} children={words.clear} /> : null}
            />
          ) : (
            <Rows rows={rows} onEnd={answer.hasNextPage && !answer.isFetchingNextPage ? () => void answer.fetchNextPage() : undefined} isAsking={answer.isFetchingNextPage} isPast={until !== undefined} />
          )}
          {rows.length === 0 || answer.hasNextPage ? null : <p className={classes.beginning} children={words.beginning} />}
        </>
      )}
    </section>
  )
}

interface RowsProps {
  readonly rows: readonly TimelineRow[]
  readonly onEnd: (() => void) | undefined
  readonly isAsking: boolean
  /** It begins in the past, so that what comes above was asked for. */
  readonly isPast: boolean
}

function Rows({ rows, onEnd, isAsking, isPast }: RowsProps) {
  const place = useRef<HTMLDivElement>(null)
  const navigate = route.useNavigate()
  const [letters] = useLetterKeys()
  // The page scrolls as a whole: on a phone nothing else would leave room.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => document.getElementById('content'),
    estimateSize: (index) => HEIGHT[rows[index]?.kind ?? 'fact'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    scrollMargin: place.current === null ? 0 : placeIn(place.current),
  })
  useStill(rows, isPast)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= rows.length - AHEAD) onEnd?.()
  }, [last, rows.length, onEnd])
  const show = (position: number): void => void navigate({ search: (now) => ({ ...now, fact: position }), resetScroll: false })
  const focus = (index: number): void => {
    virtual.scrollToIndex(index)
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus({ preventScroll: true }))
  }
  const keys = useListKeys({ count: rows.length, letters, onMove: (index) => focus(nearestFact(rows, keys.at, index)) })
  return (
    <div ref={place} className={classes.rows} role="list" aria-label={words.label} aria-busy={isAsking} style={{ height: virtual.getTotalSize() }} onKeyDown={keys.onKeyDown}>
      {items.map(({ index, start, key }) => (
        <div key={key} role="listitem" data-index={index} className={classes.row} style={{ transform: `translateY(${start - virtual.options.scrollMargin}px)` }} onFocus={() => keys.setAt(index)}>
          <Row row={rows[index]} isAt={index === keys.at} onShow={show} />
        </div>
      ))}
    </div>
  )
}

/**
 * What is newer comes above, and what one looks at stays where it is. At the top of what goes on now nothing is kept still:
 * there one looks at what comes.
 */
function useStill(rows: readonly TimelineRow[], isPast: boolean): void {
  const before = useRef(rows)
  useLayoutEffect(() => {
    const known = before.current.find(({ kind }) => kind === 'fact')
    const added = known === undefined ? 0 : above(rows, known.key) - above(before.current, known.key)
    before.current = rows
    const scroller = document.getElementById('content')
    if (scroller !== null && added > 0 && (isPast || scroller.scrollTop > STILL)) scroller.scrollTop += added
  }, [rows, isPast])
}

/** Height of the rows above one, in pixels; of none when it is not there. */
function above(rows: readonly TimelineRow[], key: string): number {
  const at = rows.findIndex((one) => one.key === key)
  return rows.slice(0, Math.max(0, at)).reduce((sum, { kind }) => sum + HEIGHT[kind], 0)
}

/** Heads of sessions have nothing to open: one passes them. */
function nearestFact(rows: readonly TimelineRow[], from: number, to: number): number {
  if (rows[to]?.kind === 'fact') return to
  const step = to < from ? -1 : 1
  const next = rows[to + step]?.kind === 'fact' ? to + step : to - step
  return rows[next]?.kind === 'fact' ? next : from
}

function placeIn(element: HTMLElement): number {
  const scroller = document.getElementById('content')
  return scroller === null ? 0 : element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
}

function Row({ row, isAt, onShow }: { readonly row: TimelineRow | undefined; readonly isAt: boolean; readonly onShow: (position: number) => void }) {
  if (row === undefined) return null
  if (row.kind === 'session') return <SessionHead session={row.session} />
  if (row.kind === 'outside') {
    return (
      <div className={classes.head}>
        <strong children={formatDay(row.at)} />
        <span children={words.noSession} />
      </div>
    )
  }
  return <Fact fact={row.fact} isAt={isAt} onShow={onShow} />
}

function SessionHead({ session: { start, end, facts } }: { readonly session: Session }) {
  return (
    <div className={classes.head}>
      <strong>
        <Moment at={start} as="day-and-time" />
      </strong>
      <span children={end > start ? words.sessionOf(formatDuration(end - start)) : words.session} />
      <span className="number" children={words.sessionFacts(formatCount(facts))} />
    </div>
  )
}

const ICONS: Readonly<Record<string, typeof IconActivity>> = { track: IconActivity, page: IconBrowser, screen: IconDeviceMobile, identify: IconUser, group: IconUsersGroup, alias: IconLink }

function Fact({ fact, isAt, onShow }: { readonly fact: TimelineFact; readonly isAt: boolean; readonly onShow: (position: number) => void }) {
  const { type, event, happened, source, position } = fact
  const Icon = ICONS[type] ?? IconActivity
  const title = event === '' ? (words.type[type] ?? type) : event
  return (
    <UnstyledButton className={classes.fact} data-list-row={isAt || undefined} tabIndex={isAt ? 0 : -1} onClick={() => onShow(position)}>
      <Icon size={16} stroke={1.7} aria-hidden="true" className={classes.icon} />
      <span className={classes.when}>
        <Moment at={happened} as="time" />
      </span>
      <span className={classes.event} title={title}>
        <bdi>{title}</bdi>
      </span>
      <span className={classes.summary}>
        <bdi>{summaryOf(fact)}</bdi>
      </span>
      <span className={classes.source}>
        <SourceName id={source} />
      </span>
    </UnstyledButton>
  )
}

const SHOWN = 6

/** What it says, in one line. */
function summaryOf({ properties, traits }: TimelineFact): string {
  return Object.entries({ ...properties, ...traits })
    .slice(0, SHOWN)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value.slice(0, 80) : JSON.stringify(value)?.slice(0, 80)}`)
    .join(' · ')
}
