import { Code, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useFigures } from '../api/live.tsx'
import { segmentsQuery } from '../api/segments.ts'
import { DataTable } from '../design/data-table.tsx'
import type { Sort } from '../design/data-table.tsx'
import { Freshness } from '../design/freshness.tsx'
import { formatCount } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Empty, Failed, Loading } from '../design/states.tsx'
import { text } from '../text/index.ts'
import { useCommands } from '../shell/commands.ts'
import { LitSegments, useLitSegments } from './lit-segments.ts'
import { COLUMNS } from './segment-columns.tsx'
import type { Segment } from './segment-columns.tsx'
import { SORTABLE } from './routes.ts'

const route = getRouteApi('/segments')
const words = text.segments

export function SegmentList() {
  const answer = useQuery(segmentsQuery)
  const figures = useFigures()
  const { q, sort, down, hide } = route.useSearch()
  const navigate = route.useNavigate()
  const all = answer.data?.segments
  const lit = useLitSegments()
  useCommands(COMMANDS)
  const found = useMemo(() => all?.filter((one) => matches(one, q)), [all, q])
  const setSort = (next: Sort | undefined): void =>
    void navigate({ search: (now) => ({ ...now, sort: SORTABLE.find((one) => one === next?.by), down: next?.descending === true ? true : undefined }), replace: true })
  return (
    <Page fill>
      <PageHeader
        title={words.title}
        actions={
          <TextInput
            data-search
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            leftSection={<IconSearch size={15} aria-hidden="true" />}
            value={q ?? ''}
            onChange={(event) => void navigate({ search: (now) => ({ ...now, q: event.target.value || undefined }), replace: true })}
          />
        }
      >
        <span>{words.explain}</span>
        {all === undefined || found === undefined ? null : <span className="number">{words.count(formatCount(found.length), formatCount(all.length))}</span>}
        {figures === undefined ? null : <Freshness lag={figures.engine.lagMs} at={figures.at} />}
      </PageHeader>
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : answer.isError ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : all?.length === 0 ? (
        <NoSegments />
      ) : (
        <LitSegments value={lit}>
          <DataTable
            label={words.list}
            columns={COLUMNS}
            rows={found ?? []}
            idOf={({ id }) => id}
            sort={sort === undefined ? undefined : { by: sort, descending: down === true }}
            onSort={setSort}
            {...(hide === undefined ? {} : { hidden: hide })}
            onHide={(hidden) => void navigate({ search: (now) => ({ ...now, hide: hidden.length > 0 ? hidden : undefined }), replace: true })}
            empty={<Empty title={words.nothingFound}>{words.nothingFoundHint(q ?? '')}</Empty>}
          />
        </LitSegments>
      )}
    </Page>
  )
}

const COMMANDS = [{ id: 'find-segment', group: text.shell.palette.do, label: words.search, icon: IconSearch, run: () => requestAnimationFrame(() => document.querySelector<HTMLElement>('#content [data-search]')?.focus()) }]

function NoSegments() {
  return (
    <Empty title={words.emptyTitle}>
      {words.empty}
      <Code block mt={10} ta="start">
        {words.emptyExample}
      </Code>
    </Empty>
  )
}

function matches({ id, name, where }: Segment, words_: string | undefined): boolean {
  const wanted = words_?.trim().toLowerCase() ?? ''
  return wanted === '' || [id, name, where].some((one) => one.toLowerCase().includes(wanted))
}
