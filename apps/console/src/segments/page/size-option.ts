// Two charts over one time: how many were in it, and below how many came and went.
import type { EChartsOption } from 'echarts'
import { formatCount } from '../../design/numbers.ts'
import { formatDayAndTime, formatTime } from '../../design/times.ts'
import { DAY } from '@touchstone/base'
import { text } from '../../text/index.ts'
import type { Point } from './size-section.tsx'

const words = text.segmentPage.chart
/** More points than these are too close to be marked one by one. */
const MARKED = 200

/** Where somebody came or went, and where it stands now. */
function isMarked(points: readonly Point[], index: number): boolean {
  const { entered, left } = points[index]
  return entered + left > 0 || index === points.length - 1
}

export function sizeOption(points: readonly Point[]): EChartsOption {
  const first = points[0]
  const last = points[points.length - 1]
  const isShort = last.to - first.from <= 2 * DAY
  const label = (at: number): string => (isShort ? formatTime(at) : new Date(at).toLocaleDateString(navigator.language, { day: 'numeric', month: 'short' }))
  // A size stands at the end of its stretch, and holds for the next.
  const time = { type: 'time', min: first.from, max: last.to } as const
  const grid = { left: 8, right: 16, containLabel: true } as const
  return {
    grid: [{ ...grid, top: 12, height: 140 }, { ...grid, top: 168, height: 60 }],
    xAxis: [
      { ...time, gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } },
      { ...time, gridIndex: 1, axisLabel: { formatter: label, hideOverlap: true } },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, min: 0, minInterval: 1, splitNumber: 3, axisLabel: { formatter: (value: number) => formatCount(value) } },
      { type: 'value', gridIndex: 1, minInterval: 1, splitNumber: 2, axisLabel: { formatter: (value: number) => formatCount(Math.abs(value)) } },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    tooltip: { trigger: 'axis', valueFormatter: (value) => formatCount(Math.abs(Number(value))), axisPointer: { label: { formatter: ({ value }) => formatDayAndTime(Number(value)) } } },
    dataZoom: [{ type: 'inside', xAxisIndex: [0, 1] }],
    series: [
      {
        type: 'line', name: words.size, xAxisIndex: 0, yAxisIndex: 0, step: 'end', animation: false, symbol: 'circle', symbolSize: (_value: unknown, { dataIndex }: { readonly dataIndex: number }) => (isMarked(points, dataIndex) ? 7 : 3), showSymbol: points.length <= MARKED, showAllSymbol: true,
        data: points.map(({ to, size }) => [to, size]), lineStyle: { width: 1.5 }, areaStyle: { opacity: 0.1 },
      },
      { type: 'bar', name: words.entered, xAxisIndex: 1, yAxisIndex: 1, stack: 'moved', animation: false, barMaxWidth: 14, data: points.map(({ to, entered }) => [to, entered === 0 ? null : entered]) },
      { type: 'bar', name: words.left, xAxisIndex: 1, yAxisIndex: 1, stack: 'moved', animation: false, barMaxWidth: 14, data: points.map(({ to, left }) => [to, left === 0 ? null : -left]) },
    ],
  }
}
