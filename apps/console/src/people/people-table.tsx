import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { CallFailed, isMissing } from '../api/client.ts'
import { WINDOW, peopleWindowQuery } from '../api/people.ts'
import type { ListedPerson, PeopleList, PeopleQuestion, Trait } from '../api/people.ts'
import type { Sort } from '../design/data-table.tsx'
import { Empty, Failed } from '../design/states.tsx'
import { WindowTable } from '../design/window-table.tsx'
import { text } from '../text/index.ts'
import { columnsFor, isUsual, usualColumns } from './people-columns.tsx'
import { USUAL_SORT } from './question.ts'

const route = getRouteApi('/people')
const words = text.people

interface PeopleTableProps {
  readonly question: PeopleQuestion
  readonly list: PeopleList
  readonly traits: readonly Trait[]
  /** Those shown. */
  readonly columns: readonly string[]
  /** What is shown answers the question before; the answer to this one is on its way. */
  readonly isOld: boolean
}

export function PeopleTable({ question, list, traits, columns, isOld }: PeopleTableProps) {
  const { sort, up } = route.useSearch()
  const navigate = route.useNavigate()
  const definitions = useMemo(() => columnsFor(traits), [traits])
  const all = definitions.map((one) => String(one.id ?? ('accessorKey' in one ? one.accessorKey : '')))
  const hidden = all.filter((id) => !columns.includes(id))
  const shownTraits = columns.filter((id) => id.startsWith('traits.') && all.includes(id))
  const { rowAt, look, error } = useWindows(question, list, shownTraits)
  const setSort = (next: Sort | undefined): void =>
    void navigate({ search: (now) => ({ ...now, sort: next === undefined || isUsual(next.by, !next.descending) ? undefined : next.by, up: next !== undefined && !next.descending ? true : undefined }), state: true, replace: true })
  const setHidden = (next: readonly string[]): void => {
    const shown = all.filter((id) => !next.includes(id))
    const usual = usualColumns(traits)
    const isSame = shown.length === usual.length && shown.every((id) => usual.includes(id))
    void navigate({ search: (now) => ({ ...now, columns: isSame ? undefined : shown }), state: true, replace: true })
  }
  if (error !== null) return <NotListed error={error} />
  return (
    <WindowTable
      label={words.list}
      columns={definitions}
      total={list.count}
      rowAt={rowAt}
      onLook={look}
      onOpen={({ person, mergedInto }) => void navigate({ to: '/people/$person', params: { person: mergedInto ?? person } })}
      sort={{ by: sort ?? USUAL_SORT, descending: up !== true }}
      onSort={setSort}
      hidden={hidden}
      onHide={setHidden}
      list={list.list}
      isAsking={isOld}
    />
  )
}

/** The windows of what is looked at. Those that one only passed are not asked for to the end. */
function useWindows(question: PeopleQuestion, { list, count }: PeopleList, traits: readonly string[]) {
  const [seen, setSeen] = useState({ first: 0, last: 0 })
  const look = useCallback((first: number, last: number) => setSeen({ first: Math.floor(first / WINDOW), last: Math.floor(last / WINDOW) }), [])
  const end = Math.max(0, Math.ceil(count / WINDOW) - 1)
  const first = Math.min(seen.first, end)
  const indices = Array.from({ length: Math.min(seen.last, end) - first + 1 }, (_, i) => first + i)
  return useQueries({
    queries: indices.map((index) => peopleWindowQuery(question, list, traits, index)),
    combine: useCallback(
      (windows: readonly { readonly data: readonly (ListedPerson | null)[] | undefined; readonly error: Error | null }[]) => ({
        look,
        rowAt: (index: number): ListedPerson | undefined => windows[Math.floor(index / WINDOW) - first]?.data?.[index % WINDOW] ?? undefined,
        error: windows.find(({ error }) => error !== null)?.error ?? null,
      }),
      [first, look],
    ),
  })
}

/** A list that could not be taken; what is asked may be at fault, and one gets out of that. */
export function NotListed({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const navigate = route.useNavigate()
  const { columns, sort } = route.useSearch()
  if (error instanceof CallFailed && error.code.startsWith('language.')) return <Empty title={words.filter.faultyTitle} children={words.filter.faulty} />
  const chosen = columns !== undefined || sort !== undefined
  return (
    <>
      <Failed error={error} {...(onRetry === undefined ? {} : { onRetry })} />
      {chosen && !isMissing(error) ? (
        <Button variant="subtle" mx="auto" onClick={() => void navigate({ search: (now) => ({ ...now, columns: undefined, sort: undefined, up: undefined }), state: true, replace: true })}>
          {words.resetOrder}
        </Button>
      ) : null}
    </>
  )
}

/** Nobody at all, or nobody like that. */
export function NobodyListed({ question: { segment, where, search }, reading }: { readonly question: PeopleQuestion; readonly reading: string }) {
  const navigate = route.useNavigate()
  if ((segment ?? where ?? search) === undefined) return <Empty title={words.emptyTitle} children={words.empty} />
  return (
    <Empty title={words.nobodyTitle} action={<Button variant="default" mt={8} onClick={() => void navigate({ search: {} })} children={words.showEveryone} />}>
      {words.nobody(reading)}
    </Empty>
  )
}
