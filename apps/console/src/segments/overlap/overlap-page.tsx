// How a few segments overlap: every exact combination as a row, with a dot for each segment it is in.
import { Button, MultiSelect, Switch } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { combinedQuery, segmentsQuery } from '../../api/segments.ts'
import type { ListedSegment } from '../../api/segments.ts'
import { Moment } from '../../design/moment.tsx'
import { formatCount, formatShare } from '../../design/numbers.ts'
import { Page, PageHeader } from '../../design/page-header.tsx'
import { SegmentTile } from '../../design/segment-tile.tsx'
import { Empty, Failed, Loading } from '../../design/states.tsx'
import { text } from '../../text/index.ts'
import { MOST_TOGETHER } from '../routes.ts'
import classes from './overlap.module.css'
import { conditionOf, expressionOf, regionsOf } from './regions.ts'
import type { Region } from './regions.ts'

const route = getRouteApi('/segments/overlap')
const words = text.overlap
const NONE: readonly string[] = []

export function OverlapPage() {
  const { ids: asked = NONE } = route.useSearch()
  const navigate = route.useNavigate()
  const answer = useQuery(segmentsQuery)
  const all = answer.data?.segments
  const chosen = asked.flatMap((id) => all?.find((one) => one.id === id) ?? [])
  return (
    <Page>
      <PageHeader title={words.title}>
        <span>{words.explain}</span>
      </PageHeader>
      {all === undefined ? (
        answer.isError ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading what={text.segments.what} />
      ) : (
        <>
          <MultiSelect
            label={words.choose}
            {...(chosen.length === 0 ? { placeholder: words.choosePlaceholder } : {})}
            searchable
            maxValues={MOST_TOGETHER}
            value={chosen.map(({ id }) => id)}
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(ids) => void navigate({ search: (now) => ({ ...now, ids: ids.length > 0 ? ids : undefined }), replace: true })}
          />
          {chosen.length < 2 ? <Empty title={words.few}>{words.fewHint}</Empty> : <Combinations key={chosen.map(({ id }) => id).join()} segments={chosen} />}
        </>
      )}
    </Page>
  )
}

interface Counted extends Region {
  readonly size: number
}

function Combinations({ segments }: { readonly segments: readonly ListedSegment[] }) {
  const ids = segments.map(({ id }) => id)
  // The moment of the first answer is that of all: only then do the numbers add up.
  const first = useQuery(combinedQuery({ any: ids }, undefined, 0))
  const asOf = first.data?.asOf
  const regions = regionsOf(ids)
  const answers = useQueries({ queries: regions.map((region) => ({ ...combinedQuery(expressionOf(region), asOf, 0), enabled: asOf !== undefined })) })
  const failed = [first, ...answers].find(({ isError }) => isError)
  if (failed !== undefined) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />
  if (asOf === undefined || answers.some(({ data }) => data === undefined)) return <Loading what={words.what} />
  const counted = regions.map((region, index): Counted => ({ ...region, size: answers[index].data!.size }))
  const isComplete = answers.every(({ data }) => data!.isComplete)
  return <CombinationTable segments={segments} counted={counted} asOf={asOf} isComplete={isComplete} />
}

interface CombinationTableProps {
  readonly segments: readonly ListedSegment[]
  readonly counted: readonly Counted[]
  readonly asOf: number
  readonly isComplete: boolean
}

function CombinationTable({ segments, counted, asOf, isComplete }: CombinationTableProps) {
  const [withEmpty, setWithEmpty] = useState(false)
  const total = counted.reduce((sum, { size }) => sum + size, 0)
  const largest = Math.max(1, ...counted.map(({ size }) => size))
  const rows = counted.filter(({ size }) => withEmpty || size > 0).sort((a, b) => b.size - a.size)
  const nameOf = (id: string): string => segments.find((one) => one.id === id)!.name
  return (
    <>
      <p className={classes.total}>
        <span>
          {words.together}: <strong className="number" data-total={total}>{formatCount(total)}</strong>
        </span>
        <span>
          {words.asOf} <Moment at={asOf} as="time" />
        </span>
        {isComplete ? null : <span>{words.incomplete}</span>}
        <Switch size="xs" label={words.emptyToo} checked={withEmpty} onChange={({ currentTarget }) => setWithEmpty(currentTarget.checked)} />
      </p>
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={words.table}>
        <table className={classes.table}>
          <thead>
            <tr>
              {segments.map(({ id, name }) => (
                <th key={id} scope="col" className={classes.segment}>
                  <span className={classes.head}>
                    <SegmentTile id={id} size={20} />
                    <Link to="/segments/$id" params={{ id }} className={classes.name} title={name}>
                      {name}
                    </Link>
                  </span>
                </th>
              ))}
              <th scope="col" className={classes.end}>{words.size}</th>
              <th scope="col" className={classes.barHead}>{words.share}</th>
              <th scope="col"><span className="only-heard">{words.save}</span></th>
            </tr>
          </thead>
          <tbody>
            {rows.map((region) => (
              <Row key={region.inside.join()} region={region} segments={segments} total={total} largest={largest} nameOf={nameOf} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              {segments.map(({ id }) => {
                const size = counted.filter(({ inside }) => inside.includes(id)).reduce((sum, one) => sum + one.size, 0)
                return (
                  <td key={id} className={classes.sum} title={words.sums} data-sum={id}>
                    {formatCount(size)}
                  </td>
                )
              })}
              <td className={classes.end}>{formatCount(total)}</td>
              <td colSpan={2}>{words.sums}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className={classes.note}>{words.unknown}</p>
    </>
  )
}

interface RowProps {
  readonly region: Counted
  readonly segments: readonly ListedSegment[]
  readonly total: number
  readonly largest: number
  readonly nameOf: (id: string) => string
}

function Row({ region, segments, total, largest, nameOf }: RowProps) {
  const { inside, outside, size } = region
  const what = outside.length === 0 ? words.all : inside.length === 1 ? words.only(nameOf(inside[0])) : inside.map(nameOf).join(' + ')
  return (
    <tr data-region={inside.join()}>
      {segments.map(({ id, name }) => (
        <td key={id} className={classes.dotCell}>
          <span className={classes.dot} data-in={inside.includes(id) || undefined} role="img" aria-label={`${inside.includes(id) ? words.in : words.notIn} ${name}`} />
        </td>
      ))}
      <td className={classes.end} data-size={size}>{formatCount(size)}</td>
      <td className={classes.bar}>
        <span className={classes.barLine}>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect width={(size / largest) * 100} height="8" rx="1" />
          </svg>
          <span className="number">{formatShare(total === 0 ? 0 : size / total)}</span>
        </span>
      </td>
      <td>
        <Button renderRoot={(given: object) => <Link to="/segments/new" search={{ where: conditionOf(region, nameOf) }} {...given} />} size="compact-xs" variant="default" aria-label={words.saveWhy(what)}>
          {words.save}
        </Button>
      </td>
    </tr>
  )
}
