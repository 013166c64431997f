// Two groups of people, and what tells them apart: ranked, with its uncertainty, and in words.
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { SegmentsRankDifferencesOutput } from '@touchstone/client'
import { differencesQuery, segmentsQuery } from '../../api/segments.ts'
import type { ListedSegment } from '../../api/segments.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Page, PageHeader } from '../../design/page-header.tsx'
import { SegmentTile } from '../../design/segment-tile.tsx'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { OVERLAPS } from '../routes.ts'
import classes from './compare.module.css'
import { Detail } from './detail.tsx'
import { DifferenceTable } from './difference-table.tsx'

const route = getRouteApi('/segments/compare')
const words = text.segmentCompare
const ELSE = 'everyone-else'
const DAYS = [1, 7, 30, 90, 365]
const USUAL_DAYS = 30

export function ComparePage() {
  const search = route.useSearch()
  const answer = useQuery(segmentsQuery)
  const all = answer.data?.segments
  return (
    <Page>
      <PageHeader title={words.title}>
        <span>{words.explain}</span>
      </PageHeader>
      {all === undefined ? (
        answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={text.segments.what} />
      ) : (
        <>
          <Choices segments={all} />
          {search.a === undefined || all.every(({ id }) => id !== search.a) ? <Empty title={words.chooseFirst}>{words.chooseFirstHint}</Empty> : <Compared segments={all} a={search.a} />}
        </>
      )}
    </Page>
  )
}

function Choices({ segments }: { readonly segments: readonly ListedSegment[] }) {
  const { a, b, overlap = 'leave-out', days = USUAL_DAYS } = route.useSearch()
  const navigate = route.useNavigate()
  const set = (changed: object): void => void navigate({ search: (now) => ({ ...now, ...changed }), replace: true })
  const options = segments.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.choices}>
      <Select className={classes.group} label={words.a} placeholder={words.choose} searchable value={a ?? null} data={options.filter(({ value }) => value !== b)} onChange={(next) => set({ a: next ?? undefined })} />
      <Select className={classes.group} label={words.b} searchable allowDeselect={false} value={b ?? ELSE} data={[{ value: ELSE, label: words.everyoneElse }, ...options.filter(({ value }) => value !== a)]} onChange={(next) => set({ b: next === ELSE ? undefined : next })} />
      {b === undefined ? null : (
        <Select label={words.overlap} allowDeselect={false} w={190} value={overlap} data={OVERLAPS.map((value) => ({ value, label: words.overlaps[value] }))} onChange={(next) => set({ overlap: next === 'leave-out' ? undefined : next })} />
      )}
      <Select label={words.days} allowDeselect={false} w={140} value={String(days)} data={[...new Set([...DAYS, days])].map((value) => ({ value: String(value), label: words.daysOf(value) }))} onChange={(next) => set({ days: Number(next) === USUAL_DAYS ? undefined : Number(next) })} />
    </div>
  )
}

function Compared({ segments, a }: { readonly segments: readonly ListedSegment[]; readonly a: string }) {
  const { b, overlap = 'leave-out', days = USUAL_DAYS, trait, event } = route.useSearch()
  const navigate = route.useNavigate()
  const groups = { a: { segment: a }, ...(b === undefined ? {} : { b: { segment: b } }), overlap }
  const answer = useQuery(differencesQuery({ ...groups, days, limit: 40 }))
  const show = (next: { readonly trait?: string; readonly event?: string }): void => void navigate({ search: (now) => ({ ...now, trait: next.trait, event: next.event }), replace: true, resetScroll: false })
  return (
    <>
      {answer.data === undefined ? (
        answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={words.what} />
      ) : (
        <>
          <Groups answer={answer.data} ids={[a, b]} segments={segments} />
          {answer.data.differences.length === 0 ? <Empty title={words.none}>{words.noneHint}</Empty> : <DifferenceTable differences={answer.data.differences} shown={trait ?? event} onShow={({ subject, name }) => show({ [subject]: name })} />}
        </>
      )}
      <Detail groups={groups} days={days} trait={trait} event={event} segments={segments} onShow={show} />
    </>
  )
}

interface GroupsProps {
  readonly answer: SegmentsRankDifferencesOutput
  readonly ids: readonly [string, string | undefined]
  readonly segments: readonly ListedSegment[]
}

function Groups({ answer: { a, b, both, looked, asOf }, ids, segments }: GroupsProps) {
  const nameOf = (id: string | undefined): string => segments.find((one) => one.id === id)?.name ?? words.everyoneElse
  return (
    <>
      <div className={classes.groups}>
        {([a, b] as const).map(({ people }, index) => (
          <div key={index} className={classes.card} data-kind={index === 0 ? 'a' : 'b'}>
            <span className={classes.small}>{index === 0 ? words.a : words.b}</span>
            <span className={classes.cardName}>
              {ids[index] === undefined ? null : <SegmentTile id={ids[index]} size={20} />}
              <span className="clip" title={nameOf(ids[index])}>
                {nameOf(ids[index])}
              </span>
            </span>
            <strong className="number" data-people={index === 0 ? 'a' : 'b'}>
              {words.people(formatCount(people))}
            </strong>
          </div>
        ))}
      </div>
      <p className={classes.note}>
        {words.both(formatCount(both))} {words.looked(formatCount(looked))} {words.counted} <Moment at={asOf} as="time" />
      </p>
    </>
  )
}
