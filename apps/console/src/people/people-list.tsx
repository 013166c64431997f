import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconRefresh, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouterState } from '@tanstack/react-router'
import { Suspense, useCallback, useState } from 'react'
import { keys } from '../api/keys.ts'
import { useFigures, useLineState } from '../api/live.tsx'
import { peopleListQuery, traitsQuery } from '../api/people.ts'
import type { PeopleList as List, PeopleQuestion } from '../api/people.ts'
import { Freshness } from '../design/freshness.tsx'
import { Hint } from '../design/hint.tsx'
import { Moment } from '../design/moment.tsx'
import { formatCount } from '../design/numbers.ts'
import { Page, PageHeader } from '../design/page-header.tsx'
import { Loading } from '../design/states.tsx'
import { useCommands } from '../shell/commands.ts'
import { later } from '../shell/later.ts'
import { text } from '../text/index.ts'
import { ExportButton } from './export-button.tsx'
import { Finder } from './finder.tsx'
import { NobodyListed, NotListed, PeopleTable } from './people-table.tsx'
import { listableTraits, usualColumns } from './people-columns.tsx'
import classes from './people.module.css'
import { isPersonal, questionOf } from './question.ts'

const route = getRouteApi('/people')
const words = text.people

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What is looked for and may be personal: it stays with the entry of the history, and out of the address. */
    readonly lookedFor?: string
  }
}

export function PeopleList() {
  const searched = route.useSearch()
  const navigate = route.useNavigate()
  const secret = useRouterState({ select: ({ location }) => location.state.lookedFor })
  const question = questionOf(searched, secret)
  const answer = useQuery({ ...peopleListQuery(question), placeholderData: keepPreviousData })
  const traits = useQuery(traitsQuery)
  useCommands(COMMANDS)
  const find = useCallback(
    (value: string, type: string | undefined) => {
      const hide = isPersonal(value, type)
      void navigate({ search: (now) => ({ ...now, q: hide ? undefined : value || undefined, type }), state: hide ? { lookedFor: value } : {}, replace: true })
    },
    [navigate],
  )
  const listable = listableTraits(traits.data ?? [])
  const columns = searched.columns ?? usualColumns(listable)
  const list = answer.data
  return (
    <Page fill>
      <PageHeader title={words.title} actions={list === undefined ? null : <ExportButton question={question} list={list} columns={columns} />}>
        {list === undefined ? null : <Summary list={list} question={question} />}
      </PageHeader>
      <div className={classes.bar}>
        <Finder value={secret ?? searched.q ?? ''} type={searched.type} onFind={find} />
        <Filter />
      </div>
      {answer.isError ? (
        <NotListed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : list === undefined || traits.isPending ? (
        <Loading what={words.what} />
      ) : list.count === 0 ? (
        <NobodyListed question={question} reading={list.reading} />
      ) : (
        <PeopleTable question={question} list={list} traits={listable} columns={columns} isOld={answer.isPlaceholderData} />
      )}
    </Page>
  )
}

const COMMANDS = [{ id: 'find-person', group: text.shell.palette.do, label: words.find.label, icon: IconSearch, run: () => requestAnimationFrame(() => document.querySelector<HTMLElement>('#content [data-search]')?.focus()) }]

/** Who is listed, how many, and how fresh that is. */
function Summary({ list, question }: { readonly list: List; readonly question: PeopleQuestion }) {
  const queryClient = useQueryClient()
  return (
    <>
      <span className={classes.reading} title={list.reading}>
        {list.reading}
      </span>
      <strong className="number" data-count={list.count}>
        {words.count(formatCount(list.count))}
      </strong>
      {list.isCut ? <span className={classes.warn}>{words.cut}</span> : null}
      <Hint label={words.asOfWhy}>
        <span>
          {words.asOf} <Moment at={list.at} />
        </span>
      </Hint>
      {list.isComplete ? null : (
        <Hint label={words.incompleteWhy}>
          <span>{words.incomplete}</span>
        </Hint>
      )}
      <SinceThen list={list} question={question} />
      <Hint label={words.again}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words.again} onClick={() => void queryClient.invalidateQueries({ queryKey: keys.people.list(question) })}>
          <IconRefresh size={15} />
        </ActionIcon>
      </Hint>
    </>
  )
}

/** How many there are by now, where the live line says it; and that nothing is known of now while the line is lost. */
function SinceThen({ list: { at, count }, question: { segment, where, search } }: { readonly list: List; readonly question: PeopleQuestion }) {
  const figures = useFigures()
  const { state } = useLineState()
  if (state === 'lost' || state === 'refused') return <Freshness lag={0} at={at} />
  const isKnown = figures !== undefined && where === undefined && search === undefined
  const now = isKnown ? (segment === undefined ? figures.people : figures.segments.get(segment)?.size) : undefined
  return now === undefined || now === count ? null : <span className="number" children={words.byNow(formatCount(now))} />
}

// Most people look at everyone first.
const SegmentPicker = later(() => import('./segment-picker.tsx'), 'SegmentPicker')
const ConditionField = later(() => import('./condition-field.tsx'), 'ConditionField')

type Kind = 'everyone' | 'segment' | 'condition'

function Filter() {
  const { segment, where } = route.useSearch()
  const navigate = route.useNavigate()
  const asked: Kind = segment !== undefined ? 'segment' : where !== undefined ? 'condition' : 'everyone'
  // Chosen, and nothing asked yet: the address says nothing of it.
  const [chosen, setChosen] = useState<Kind>(asked)
  const kind = asked === 'everyone' ? chosen : asked
  const ask = useCallback((next: { readonly segment?: string | undefined; readonly where?: string | undefined }) => void navigate({ search: (now) => ({ ...now, segment: undefined, where: undefined, ...next }), state: true, replace: true }), [navigate])
  const choose = (next: Kind): void => {
    setChosen(next)
    if (asked !== 'everyone' && next !== asked) ask({})
  }
  return (
    <div className={classes.filter} role="group" aria-label={words.filter.label}>
      <SegmentedControl
        size="xs"
        aria-label={words.filter.label}
        value={kind}
        onChange={choose}
        data={(['everyone', 'segment', 'condition'] as const).map((value) => ({ value, label: words.filter[value] }))}
      />
      <Suspense>
        {kind === 'segment' ? <SegmentPicker value={segment} onPick={(id) => ask({ segment: id })} /> : null}
        {kind === 'condition' ? <ConditionField value={where ?? ''} onCondition={(condition) => ask({ where: condition })} /> : null}
      </Suspense>
    </div>
  )
}
