import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Suspense, useMemo } from 'react'
import { eventsQuery, fieldsQuery } from '../../api/catalogue.ts'
import { DataTable } from '../../design/data-table.tsx'
import type { Sort } from '../../design/data-table.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { later } from '../../shell/later.ts'
import { text } from '../../text/index.ts'
import { DataPage } from '../data-page.tsx'
import { PARTS, SORTABLE } from '../routes.ts'
import { SideDrawer } from '../side-drawer.tsx'
import { EVENT_COLUMNS, FIELD_COLUMNS } from './catalogue-columns.tsx'
import classes from './catalogue.module.css'
import { eventRow, fieldRow, matches } from './rows.ts'
import type { Row } from './rows.ts'

const route = getRouteApi('/data/catalogue')
const words = text.catalogue
const OneSubject = later(() => import('./one-subject.tsx'), 'OneSubject')
const CHOICE = PARTS.map((value) => ({ value, label: words.part[value] }))

export function CataloguePage() {
  const { of = 'events', event, q, sort, up, hide, open, kind } = route.useSearch()
  const navigate = route.useNavigate()
  const { rows, through, isComplete, ...answer } = useRows(of, event)
  const found = useMemo(() => rows?.filter((row) => matches(row, q)), [rows, q])
  const opened = open === undefined ? undefined : rows?.find((row) => row.name === open && (of !== 'events' || kind === undefined || row.type === kind))
  const setSort = (next: Sort | undefined): void => void navigate({ search: (now) => ({ ...now, sort: SORTABLE.find((one) => one === next?.by), up: next?.descending === false ? true : undefined }), replace: true })
  return (
    <DataPage
      title={words.title}
      fill
      line={
        <>
          <span>{words.explain}</span>
          {rows === undefined || found === undefined ? null : <span className="number">{words.count(formatCount(found.length), formatCount(rows.length))}</span>}
          {through === undefined ? null : <span className="number" title={isComplete ? undefined : words.incomplete} children={words.asOf(formatCount(through))} />}
        </>
      }
    >
      <div className={classes.bar}>
        <SegmentedControl size="xs" aria-label={words.parts} data={CHOICE} value={of} onChange={(value) => void navigate({ search: { of: PARTS.find((one) => one === value), q } })} />
        <TextInput
          data-search
          type="search"
          size="xs"
          aria-label={words.search[of]}
          placeholder={words.search[of]}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={q ?? ''}
          onChange={(change) => void navigate({ search: (now) => ({ ...now, q: change.target.value || undefined }), replace: true })}
        />
        {of === 'properties' ? <OfEvent event={event} onChoose={(next) => void navigate({ search: (now) => ({ ...now, event: next, open: undefined }), replace: true })} /> : null}
      </div>
      {answer.isPending ? (
        <Loading what={words.what} />
      ) : rows === undefined ? (
        <Failed error={answer.error} onRetry={answer.retry} />
      ) : rows.length === 0 ? (
        <Empty title={words.emptyTitle} children={words.empty} />
      ) : (
        <DataTable
          key={of}
          label={words.list[of]}
          columns={of === 'events' ? EVENT_COLUMNS : FIELD_COLUMNS}
          rows={found ?? []}
          idOf={({ id }) => id}
          sort={sort === undefined ? undefined : { by: sort, descending: up !== true }}
          onSort={setSort}
          onOpen={({ name, type }) => void navigate({ search: (now) => ({ ...now, open: name, kind: type as typeof kind }) })}
          opens={({ subject }) => subject !== undefined}
          {...(hide === undefined ? {} : { hidden: hide })}
          onHide={(hidden) => void navigate({ search: (now) => ({ ...now, hide: hidden.length > 0 ? hidden : undefined }), replace: true })}
          empty={<Empty title={words.nothingFound} children={words.nothingFoundHint(q ?? '')} />}
        />
      )}
      <SideDrawer title={opened?.subject === undefined ? undefined : words.edit.title[opened.subject.place](opened.name)} onClose={() => void navigate({ search: (now) => ({ ...now, open: undefined, kind: undefined }) })} size={600}>
        {opened?.subject === undefined ? null : <Suspense fallback={<Loading what={words.what} />} children={<OneSubject key={opened.id} row={opened} subject={opened.subject} />} />}
      </SideDrawer>
    </DataPage>
  )
}

interface Rows {
  readonly rows: readonly Row[] | undefined
  readonly through: number | undefined
  readonly isComplete: boolean
  readonly isPending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

function useRows(of: (typeof PARTS)[number], event: string | undefined): Rows {
  const place = of === 'traits' ? 'trait' : 'property'
  const events = useQuery({ ...eventsQuery, enabled: of === 'events' })
  const fields = useQuery({ ...fieldsQuery(place, of === 'properties' ? event : undefined), enabled: of !== 'events' })
  const { isPending, error, refetch, data } = of === 'events' ? events : fields
  const rows = useMemo(() => (of === 'events' ? events.data?.events.map(eventRow) : fields.data?.fields.map((one) => fieldRow(one, place))), [of, place, events.data, fields.data])
  return { rows, through: data?.through, isComplete: data?.isComplete ?? true, isPending, error, retry: () => void refetch() }
}

/** Properties of one event only. */
function OfEvent({ event, onChoose }: { readonly event: string | undefined; readonly onChoose: (event: string | undefined) => void }) {
  const { data } = useQuery(eventsQuery)
  const names = useMemo(() => [...new Set([...(data?.events.map((one) => one.event) ?? []), event ?? ''])].filter((name) => name !== ''), [data, event])
  return <Select className={classes.event} size="xs" aria-label={words.ofEvent} placeholder={words.anyEvent} data={names} value={event ?? null} searchable clearable limit={200} nothingFoundMessage={words.nothingFound} clearButtonProps={{ 'aria-label': words.anyEvent }} onChange={(value) => onChoose(value ?? undefined)} />
}
