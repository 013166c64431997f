// Charts. ECharts is large, so it comes when the first chart does; until then the space is kept.
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { EChartsOption } from 'echarts'
import classes from './chart.module.css'
import type { DrawnChart, drawChart } from './draw-chart.ts'

interface ChartProps {
  /** The whole look; colours from `chartColors`, so that both themes work. */
  readonly option: EChartsOption
  /** What the chart says, in a sentence, for those who cannot see it. Beside it belongs a table or the figures as text. */
  readonly label: string
  readonly height?: number
  /** A click on a data point. Every chart leads to the people behind it. */
  readonly onPick?: (picked: { readonly name: string; readonly dataIndex: number; readonly seriesName?: string | undefined }) => void
}

export function Chart({ option, label, height = 240, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnChart>(undefined)
  const scheme = useComputedColorScheme()
  const picked = useEffectEvent((one: Parameters<NonNullable<ChartProps['onPick']>>[0]) => onPick?.(one))
  const draw = useEffectEvent((element: HTMLDivElement, with_: typeof drawChart) => with_(element, option, (one) => picked(one)))
  // A theme is another chart; other data are not.
  useEffect(() => {
    const element = place.current
    if (element === null) return
    let left = false
    void import('./draw-chart.ts').then((module) => {
      if (!left) drawn.current = draw(element, module.drawChart)
    })
    return () => {
      left = true
      drawn.current?.end()
      drawn.current = undefined
    }
  }, [scheme])
  useEffect(() => drawn.current?.update(option), [option])
  return <div ref={place} className={classes.chart} role="img" aria-label={label} style={{ height }} />
}
