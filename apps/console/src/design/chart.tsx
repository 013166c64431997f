// Charts. ECharts is large, so it comes when the first chart does; until then the space is kept.
import { Button, useComputedColorScheme } from '@mantine/core'
import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react'
import type { EChartsOption } from 'echarts'
import { text } from '../text/index.ts'
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
  const [missing, setMissing] = useState(false)
  const [attempt, again] = useReducer((count: number) => count + 1, 0)
  const picked = useEffectEvent((one: Parameters<NonNullable<ChartProps['onPick']>>[0]) => onPick?.(one))
  const draw = useEffectEvent((element: HTMLDivElement, with_: typeof drawChart) => with_(element, option, (one) => picked(one)))
  // A theme is another chart; other data are not.
  useEffect(() => {
    const element = place.current
    if (element === null) return
    let left = false
    setMissing(false)
    import('./draw-chart.ts').then(
      (module) => {
        if (!left) drawn.current = draw(element, module.drawChart)
      },
      // The server is away, or has another version by now. The figures beside the chart still stand.
      () => setMissing(true),
    )
    return () => {
      left = true
      drawn.current?.end()
      drawn.current = undefined
    }
  }, [scheme, attempt])
  useEffect(() => drawn.current?.update(option), [option])
  return (
    <div className={classes.chart} style={{ height }}>
      {missing ? <Button variant="subtle" size="xs" onClick={again} children={text.states.chart} /> : null}
      <div ref={place} role="img" aria-label={label} style={{ height }} />
    </div>
  )
}
