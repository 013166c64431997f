import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { EChartsOption } from 'echarts'
import { SPANS, factSeriesQuery } from '../api/facts.ts'
import type { Span } from '../api/facts.ts'
import type { Figures } from '../api/live-line.ts'
import { Chart } from '../design/chart.tsx'
import { formatCount, formatNumber } from '../design/numbers.ts'
import { formatTime } from '../design/times.ts'
import { text } from '../text/index.ts'
import classes from './home-page.module.css'

const words = text.home
/** What is kept of the live rate: two minutes, one point per second. */
const KEPT = 120_000
const EVERY = 1_000
const CHOICE = (['live', 'hour', 'day'] as const).map((value) => ({ value, label: words.span[value] }))

type Point = readonly [at: number, perSecond: number]

/** How busy it is: live over the last two minutes, or from history over the last hour or day. */
export function Rate({ figures, span, onSpan }: { readonly figures: Figures; readonly span: Span | undefined; readonly onSpan: (span: Span | undefined) => void }) {
  // Kept also while history is shown: whoever comes back to it has lost nothing.
  const live = useLivePoints(figures)
  return (
    <section aria-labelledby="rate-title">
      <div className={classes.chartTop}>
        <h2 id="rate-title" className={classes.heading} children={words.rate} />
        <SegmentedControl size="xs" aria-label={words.spans} data={CHOICE} value={span ?? 'live'} onChange={(value) => onSpan(value === 'hour' || value === 'day' ? value : undefined)} />
      </div>
      {span === undefined ? <Drawn points={live} length={KEPT} span="live" now={figures.facts.perSecond} /> : <Past span={span} figures={figures} />}
    </section>
  )
}

function Past({ span, figures: { at, facts } }: { readonly span: Span; readonly figures: Figures }) {
  const { length, every } = SPANS[span]
  // The stretch that holds now: when the figures come from the next one, another answer is asked for.
  const answer = useQuery(factSeriesQuery(span, Math.floor(at / every) * every))
  const points = useMemo(() => answer.data?.points.map(({ from, facts: count }, i, all): Point => [from, count / (((i === all.length - 1 ? Math.max(1_000, Math.min(every, at - from)) : every) / 1_000))]) ?? [], [answer.data, every])
  return (
    <>
      <Drawn points={points} length={length} span={span} now={facts.perSecond} />
      {answer.data === undefined ? null : <p className={`number ${classes.soft}`} children={words.rateTotal(formatCount(answer.data.total))} />}
    </>
  )
}

function Drawn({ points, length, span, now }: { readonly points: readonly Point[]; readonly length: number; readonly span: keyof typeof words.span; readonly now: number }) {
  const option = useMemo((): EChartsOption => optionOf(points, length, span !== 'live'), [points, length, span])
  return <Chart key={span} option={option} height={150} label={words.rateLabel(words.span[span], formatNumber(now))} />
}

function useLivePoints({ at, facts }: Figures): readonly Point[] {
  const kept = useRef<readonly Point[]>([])
  const last = kept.current.at(-1)
  if (last === undefined || at - last[0] >= EVERY) {
    kept.current = [...kept.current.filter(([then]) => at - then <= KEPT), [at, facts.perSecond]]
  }
  return kept.current
}

function optionOf(points: readonly Point[], length: number, isPast: boolean): EChartsOption {
  const end = points.at(-1)?.[0] ?? 0
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    xAxis: { type: 'time', min: end - length, max: end, axisLabel: { formatter: (at: number) => formatTime(at), hideOverlap: true } },
    yAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: { formatter: (value: number) => formatNumber(value) } },
    tooltip: { trigger: 'axis', valueFormatter: (value) => formatNumber(Number(value)) },
    series: [{ type: 'line', name: isPast ? words.rateAverage : words.perSecond, data: points.map(([at, rate]) => [at, rate]), showSymbol: false, step: isPast ? 'start' : 'end', areaStyle: { opacity: 0.12 }, lineStyle: { width: 1.5 }, animation: false }],
  }
}
