import { useMemo, useRef } from 'react'
import type { EChartsOption } from 'echarts'
import type { Figures } from '../api/live-line.ts'
import { Chart } from '../design/chart.tsx'
import { formatNumber } from '../design/numbers.ts'
import { formatTime } from '../design/times.ts'
import { text } from '../text/index.ts'

/** What is kept: two minutes, one point per second. */
const KEPT = 120_000
const EVERY = 1_000

/** Facts per second since this screen was opened, at most the last two minutes. */
export function RateChart({ figures }: { readonly figures: Figures }) {
  const points = usePoints(figures)
  const option = useMemo((): EChartsOption => optionOf(points), [points])
  return <Chart option={option} height={160} label={text.home.rateLabel(formatNumber(figures.facts.perSecond))} />
}

type Point = readonly [at: number, perSecond: number]

function usePoints({ at, facts }: Figures): readonly Point[] {
  const kept = useRef<readonly Point[]>([])
  const last = kept.current.at(-1)
  if (last === undefined || at - last[0] >= EVERY) kept.current = [...kept.current.filter(([then]) => at - then <= KEPT), [at, facts.perSecond]]
  return kept.current
}

function optionOf(points: readonly Point[]): EChartsOption {
  const end = points.at(-1)?.[0] ?? 0
  return {
    grid: { left: 8, right: 8, top: 12, bottom: 4, containLabel: true },
    xAxis: { type: 'time', min: end - KEPT, max: end, axisLabel: { formatter: (at: number) => formatTime(at), hideOverlap: true } },
    yAxis: { type: 'value', min: 0, minInterval: 1, axisLabel: { formatter: (value: number) => formatNumber(value) } },
    tooltip: { trigger: 'axis', valueFormatter: (value) => formatNumber(Number(value)) },
    series: [{ type: 'line', name: text.home.perSecond, data: points.map(([at, rate]) => [at, rate]), showSymbol: false, step: 'end', areaStyle: { opacity: 0.12 }, lineStyle: { width: 1.5 }, animation: false }],
  }
}
