// The size of a segment over time. Each point leads to the people who were in it then, and the two numbers agree.
import { Anchor, SegmentedControl, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { DAY, HOUR, MINUTE } from '@touchstone/base'
import type { Millis } from '@touchstone/base'
import type { SegmentsGetSeriesOutput } from '@touchstone/client'
import { clock } from '../../api/clock.ts'
import { seriesQuery } from '../../api/segments.ts'
import type { Segment } from '../../api/segments.ts'
import { Chart } from '../../design/chart.tsx'
import { Count, Figure, Figures } from '../../design/figures.tsx'
import { formatCount } from '../../design/numbers.ts'
import { Failed, Loading } from '../../design/states.tsx'
import { formatDayAndTime } from '../../design/times.ts'
import { text } from '../../text/index.ts'
import type { RANGES } from '../routes.ts'
import classes from './page.module.css'
import { PeopleThen } from './people-then.tsx'
import { sizeOption } from './size-option.ts'

const route = getRouteApi('/segments/$id')
const words = text.segmentPage
export type Range = (typeof RANGES)[number]
export type Point = SegmentsGetSeriesOutput['points'][number]

const LENGTH: Readonly<Record<Range, { readonly length: Millis; readonly interval: 'minute' | 'hour' | 'day' }>> = {
  hour: { length: HOUR, interval: 'minute' },
  day: { length: DAY, interval: 'hour' },
  week: { length: 7 * DAY, interval: 'hour' },
  month: { length: 30 * DAY, interval: 'day' },
  quarter: { length: 90 * DAY, interval: 'day' },
}

/** A young segment is looked at closely, an old one from afar. */
const usualRange = (age: Millis): Range => (age < 2 * HOUR ? 'hour' : age < 2 * DAY ? 'day' : 'month')

export function SizeSection({ segment: { id, createdAt } }: { readonly segment: Segment }) {
  const { range: chosen, at, to } = route.useSearch()
  const navigate = route.useNavigate()
  const range = chosen ?? usualRange(clock.now() - createdAt)
  const { length, interval } = LENGTH[range]
  // Taken once for each range: the series then grows at its end.
  const [from, setFrom] = useState(() => ({ range, at: startOf(length) }))
  if (from.range !== range) setFrom({ range, at: startOf(length) })
  const series = useQuery(seriesQuery(id, new Date(from.at).toISOString(), interval))
  const show = (point: Point): void => void navigate({ search: (now) => ({ ...now, at: point.from, to: point.to }), replace: true, resetScroll: false })
  return (
    <section className={classes.series} aria-labelledby="size-title">
      <header className={classes.sectionHead}>
        <Title order={2} size="h3" id="size-title">
          {words.chart.title}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={words.chart.range}
          value={range}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, range: next as Range, at: undefined, to: undefined }), replace: true, resetScroll: false })}
          data={(Object.keys(LENGTH) as Range[]).map((value) => ({ value, label: words.chart.ranges[value] }))}
        />
      </header>
      {series.data === undefined ? series.isError ? <Failed error={series.error} onRetry={() => void series.refetch()} /> : <Loading what={words.chart.what} /> : <Series range={range} series={series.data} onShow={show} />}
      {at === undefined || to === undefined ? null : <PeopleThen id={id} from={at} to={to} onClose={() => void navigate({ search: (now) => ({ ...now, at: undefined, to: undefined }), replace: true, resetScroll: false })} />}
    </section>
  )
}

const startOf = (length: Millis): Millis => Math.floor((clock.now() - length) / MINUTE) * MINUTE

function Series({ range, series: { before, points }, onShow }: { readonly range: Range; readonly series: SegmentsGetSeriesOutput; readonly onShow: (point: Point) => void }) {
  const option = useMemo(() => sizeOption(points), [points])
  const last = points[points.length - 1]
  const entered = points.reduce((sum, point) => sum + point.entered, 0)
  const left = points.reduce((sum, point) => sum + point.left, 0)
  const change = last.size - before
  return (
    <>
      <Figures label={words.chart.title}>
        <Figure label={words.change} note={words.inRange[range]}>
          {change > 0 ? `+${formatCount(change)}` : formatCount(change)}
        </Figure>
        <Figure label={words.entered} note={words.inRange[range]}>
          <Count value={entered} />
        </Figure>
        <Figure label={words.left} note={words.inRange[range]}>
          <Count value={left} />
        </Figure>
      </Figures>
      <Chart
        option={option}
        height={250}
        label={words.chart.label(formatDayAndTime(points[0].from), formatDayAndTime(last.to), formatCount(before), formatCount(last.size), formatCount(entered), formatCount(left))}
        onPick={({ dataIndex }) => onShow(points[dataIndex])}
      />
      <p className={classes.note}>{words.chart.hint}</p>
      <PointTable points={points} onShow={onShow} />
    </>
  )
}

/** The same as a table: the stretches in which something happened, newest first, each leading to its people. */
function PointTable({ points, onShow }: { readonly points: readonly Point[]; readonly onShow: (point: Point) => void }) {
  const last = points.length - 1
  const told = points.filter(({ entered, left }, index) => entered + left > 0 || index === last).reverse()
  return (
    <details className={classes.details}>
      <summary>{words.chart.table}</summary>
      <div className={classes.tableScroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{words.chart.from}</th>
              <th scope="col">{words.entered}</th>
              <th scope="col">{words.left}</th>
              <th scope="col">{words.chart.size_}</th>
            </tr>
          </thead>
          <tbody>
            {told.map((point) => (
              <tr key={point.from}>
                <th scope="row">
                  <Anchor component="button" type="button" size="sm" onClick={() => onShow(point)} aria-label={words.chart.show(formatDayAndTime(point.to))}>
                    {formatDayAndTime(point.from)}
                  </Anchor>
                </th>
                <td>{formatCount(point.entered)}</td>
                <td>{formatCount(point.left)}</td>
                <td>{formatCount(point.size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
