import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { Millis } from '@touchstone/base'
import { useFigures, useLiveEntries } from '../api/live.tsx'
import { moversQuery, segmentsQuery } from '../api/segments.ts'
import type { ListedSegment } from '../api/segments.ts'
import { DataTable } from '../design/data-table.tsx'
import type { Sort } from '../design/data-table.tsx'
import { Freshness } from '../design/freshness.tsx'
import { formatCount } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Empty, Failed, Loading } from '../design/states.tsx'
import { useCommands } from '../shell/commands.ts'
import { text } from '../text/index.ts'
import { ConditionCode } from './condition-code.tsx'
import { ListState } from './list-state.ts'
import { useLitSegments } from './lit-segments.ts'
import { MOST_TOGETHER, SORTABLE, STATES } from './routes.ts'
import { COLUMNS } from './segment-columns.tsx'
import type { SegmentRow } from './segment-columns.tsx'
import classes from './segments.module.css'

const route = getRouteApi('/segments')
const words = text.segments
const NONE: readonly string[] = []
const NO_MOVE = { change: 0, entered: 0, left: 0, sizes: [] }

export function SegmentList() {
  const answer = useQuery(segmentsQuery)
  const { q, state } = route.useSearch()
  const navigate = route.useNavigate()
  const rows = useRows(answer.data?.segments)
  useCommands(COMMANDS)
  const found = useMemo(() => rows?.filter((one) => matches(one, q) && (state === undefined || one.state === state)), [rows, q, state])
  return (
    <Page fill>
      <PageHeader title={words.title} actions={<Actions />}>
        <Summary shown={found?.length} all={rows?.length} />
      </PageHeader>
      {found === undefined || rows === undefined ? (
        answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />
      ) : rows.length === 0 ? (
        <NoSegments />
      ) : (
        <>
          <div className={classes.filters}>
            <TextInput
              data-search
              type="search"
              size="xs"
              className={classes.find}
              aria-label={words.search}
              placeholder={words.search}
              leftSection={<IconSearch size={14} aria-hidden="true" />}
              value={q ?? ''}
              onChange={({ currentTarget }) => void navigate({ search: (now) => ({ ...now, q: currentTarget.value || undefined }), replace: true })}
            />
            <NativeSelect
              size="xs"
              w={170}
              aria-label={words.column.state}
              value={state ?? ''}
              data={[{ value: '', label: words.anyState }, ...STATES.map((value) => ({ value, label: words.state[value] }))]}
              onChange={({ currentTarget }) => void navigate({ search: (now) => ({ ...now, state: STATES.find((one) => one === currentTarget.value) }), replace: true })}
            />
            <ChosenBar />
          </div>
          <List rows={found} />
        </>
      )}
    </Page>
  )
}

function Actions() {
  return (
    <Button component={Link} to="/segments/new" leftSection={<IconPlus size={15} aria-hidden="true" />}>
      {text.shell.palette.newSegment}
    </Button>
  )
}

function Summary({ shown, all }: { readonly shown: number | undefined; readonly all: number | undefined }) {
  const figures = useFigures()
  return (
    <>
      <span>{words.explain}</span>
      {all === undefined || shown === undefined ? null : <span className="number">{words.count(formatCount(shown), formatCount(all))}</span>}
      {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
    </>
  )
}

/** Each segment with how it moved in the last day: as the server counted it, and whoever has come and gone since. */
function useRows(all: readonly ListedSegment[] | undefined): readonly SegmentRow[] | undefined {
  const { data } = useQuery(moversQuery)
  const since = useMovesSince(data?.to)
  return useMemo(() => {
    const moved = new Map(data?.movers.map((one) => [one.id, one]))
    // Those that are not among the movers did not move, as long as all movers are named.
    const otherwise = data !== undefined && data.moved === data.movers.length ? NO_MOVE : null
    return all?.map((one) => ({ ...one, moved: movedBy(moved.get(one.id) ?? otherwise, since.get(one.id)) }))
  }, [all, data, since])
}

interface Moves {
  readonly entered: number
  readonly left: number
}

function movedBy(before: SegmentRow['moved'], since: Moves | undefined): SegmentRow['moved'] {
  if (before === null || since === undefined) return before
  return { ...before, change: before.change + since.entered - since.left, entered: before.entered + since.entered, left: before.left + since.left }
}

const NOBODY: ReadonlyMap<string, Moves> = new Map()

/** Entries and exits after an instant, by segment, as they happen. */
function useMovesSince(from: Millis | undefined): ReadonlyMap<string, Moves> {
  const [moves, setMoves] = useState({ from, by: NOBODY })
  if (moves.from !== from) setMoves({ from, by: NOBODY })
  useLiveEntries({}, (entries) => {
    const found = entries.flatMap((entry) => (entry.kind === 'membership' && from !== undefined && entry.at >= from ? [entry] : []))
    if (found.length === 0) return
    setMoves((before) => {
      const by = new Map(before.by)
      for (const { segment, entered } of found) {
        const was = by.get(segment) ?? { entered: 0, left: 0 }
        by.set(segment, { entered: was.entered + (entered ? 1 : 0), left: was.left + (entered ? 0 : 1) })
      }
      return { from: before.from, by }
    })
  })
  return moves.by
}

function List({ rows }: { readonly rows: readonly SegmentRow[] }) {
  const { q, sort, down, hide, chosen = NONE } = route.useSearch()
  const navigate = route.useNavigate()
  const go = useNavigate()
  const lit = useLitSegments()
  const state = useMemo(
    () => ({
      lit,
      chosen,
      onChoose: (id: string, isChosen: boolean) =>
        void navigate({
          search: (now) => {
            const next = isChosen ? [...(now.chosen ?? []), id] : (now.chosen ?? []).filter((one) => one !== id)
            return { ...now, chosen: next.length > 0 ? next : undefined }
          },
          replace: true,
        }),
    }),
    [lit, chosen, navigate],
  )
  const setSort = (next: Sort | undefined): void =>
    void navigate({ search: (now) => ({ ...now, sort: SORTABLE.find((one) => one === next?.by), down: next?.descending === true ? true : undefined }), replace: true })
  return (
    <ListState value={state}>
      <DataTable
        label={words.list}
        columns={COLUMNS}
        rows={rows}
        idOf={({ id }) => id}
        onOpen={({ id }) => void go({ to: '/segments/$id', params: { id } })}
        sort={sort === undefined ? undefined : { by: sort, descending: down === true }}
        onSort={setSort}
        {...(hide === undefined ? {} : { hidden: hide })}
        onHide={(hidden) => void navigate({ search: (now) => ({ ...now, hide: hidden.length > 0 ? hidden : undefined }), replace: true })}
        empty={<Empty title={words.nothingFound}>{q === undefined ? words.nothingInState : words.nothingFoundHint(q)}</Empty>}
      />
    </ListState>
  )
}

/** What can be done with those that are chosen. */
function ChosenBar() {
  const { chosen = NONE } = route.useSearch()
  const navigate = route.useNavigate()
  if (chosen.length === 0) return null
  const [a, b] = chosen
  return (
    <div className={classes.chosen} role="group" aria-label={words.chosenBar}>
      <span className="number" role="status">
        {words.chosen(formatCount(chosen.length))}
      </span>
      {chosen.length < 2 || chosen.length > MOST_TOGETHER ? (
        <Button size="xs" variant="default" disabled>
          {words.overlapChosen}
        </Button>
      ) : (
        <Button size="xs" variant="default" renderRoot={(given: object) => <Link to="/segments/overlap" search={{ ids: chosen }} {...given} />}>
          {words.overlapChosen}
        </Button>
      )}
      {chosen.length === 2 ? (
        <Button size="xs" variant="default" renderRoot={(given: object) => <Link to="/segments/compare" search={{ a, b }} {...given} />}>
          {words.compareChosen}
        </Button>
      ) : null}
      <Button size="xs" variant="subtle" onClick={() => void navigate({ search: (now) => ({ ...now, chosen: undefined }), replace: true })}>
        {words.clearChosen}
      </Button>
    </div>
  )
}

const COMMANDS = [{ id: 'find-segment', group: text.shell.palette.do, label: words.search, icon: IconSearch, run: () => requestAnimationFrame(() => document.querySelector<HTMLElement>('#content [data-search]')?.focus()) }]

function NoSegments() {
  return (
    <Empty
      title={words.emptyTitle}
      action={
        <Button renderRoot={(given: object) => <Link to="/segments/new" search={{ where: words.emptyExample }} {...given} />} mt={8}>
          {words.emptyTry}
        </Button>
      }
    >
      <p>{words.empty}</p>
      <ConditionCode where={words.emptyExample} />
    </Empty>
  )
}

function matches({ id, name, where }: ListedSegment, words_: string | undefined): boolean {
  const wanted = words_?.trim().toLowerCase() ?? ''
  return wanted === '' || [id, name, where].some((one) => one.toLowerCase().includes(wanted))
}
