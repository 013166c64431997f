// Everyone who is in a segment now, and since when.
import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { SegmentsListMembersOutput } from '@touchstone/client'
import { membersQuery } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { DataTable } from '../../design/data-table.tsx'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { columnsOf } from '../../design/table-columns.ts'
import { text } from '../../text/index.ts'
import { PersonLink } from '../person-link.tsx'
import classes from './page.module.css'

const route = getRouteApi('/segments/$id')
const words = text.segmentPage.members

type Member = SegmentsListMembersOutput['members'][number]
const column = columnsOf<Member>()

const COLUMNS = column.columns([
  column.accessor('person', { header: words.person, enableSorting: false, meta: { width: 160, grow: 1, always: true }, cell: ({ row }) => <PersonLink person={row.original.person} /> }),
  column.accessor('since', { header: words.since, enableSorting: false, meta: { width: 160, grow: 1 }, cell: ({ row }) => <Moment at={row.original.since} /> }),
  column.accessor('control', { header: words.group, enableSorting: false, meta: { width: 140, grow: 1 }, cell: ({ row }) => (row.original.control ? words.inControl : words.treated) }),
])
const COLUMNS_WITHOUT_GROUP = COLUMNS.slice(0, 2)

export function Members({ segment: { id, size, controlShare } }: { readonly segment: Segment }) {
  const { group = 'all' } = route.useSearch()
  const go = useNavigate()
  const navigate = route.useNavigate()
  const answer = useInfiniteQuery(membersQuery(id, group))
  const pages = answer.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ members }) => members), [pages])
  const counted = pages?.[0].size
  const hasGroups = controlShare > 0
  return (
    <div className={classes.members}>
      <div className={classes.sectionHead}>
        {hasGroups ? (
          <SegmentedControl
            size="xs"
            aria-label={words.group}
            value={group}
            onChange={(next) => void navigate({ search: (now) => ({ ...now, group: next === 'all' ? undefined : (next as 'control' | 'treated') }), replace: true, resetScroll: false })}
            data={(['all', 'control', 'treated'] as const).map((value) => ({ value, label: words.groups[value] }))}
          />
        ) : (
          <span />
        )}
        {counted === undefined || counted === size ? null : (
          <span className={classes.changed} role="status">
            {words.changed}{' '}
            <Button size="compact-xs" variant="default" loading={answer.isFetching} onClick={() => void answer.refetch()}>
              {words.again}
            </Button>
          </span>
        )}
      </div>
      {rows === undefined ? (
        answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />
      ) : rows.length === 0 && !answer.hasNextPage ? (
        <Empty title={words.nobody}>{words.nobodyHint}</Empty>
      ) : (
        <DataTable
          label={`${words.list}: ${formatCount(counted ?? rows.length)}`}
          columns={hasGroups ? COLUMNS : COLUMNS_WITHOUT_GROUP}
          rows={rows}
          idOf={({ person }) => String(person)}
          onOpen={({ person }) => void go({ to: `/people/${person}` })}
          {...(group === 'all' && counted !== undefined ? { total: counted } : {})}
          onMore={answer.hasNextPage ? () => void answer.fetchNextPage() : undefined}
          isAsking={answer.isFetchingNextPage}
        />
      )}
    </div>
  )
}
