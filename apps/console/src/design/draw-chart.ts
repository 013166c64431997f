// The one file that knows ECharts: what of it we use, and how our tokens become its colours.
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, DataZoomComponent, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, registerTheme, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'

use([BarChart, LineChart, ScatterChart, AriaComponent, DataZoomComponent, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

type Picked = { readonly name: string; readonly dataIndex: number; readonly seriesName?: string | undefined }

export interface DrawnChart {
  /** Draws the same chart with other data. */
  update(option: EChartsOption): void
  end(): void
}

/** Draws into the element and follows its size. */
export function drawChart(element: HTMLElement, option: EChartsOption, onPick: (picked: Picked) => void): DrawnChart {
  registerTheme('touchstone', themeOf(element))
  const chart = init(element, 'touchstone', { renderer: 'svg' })
  const update = (next: EChartsOption): void => {
    // Tooltips as HTML carry style attributes, which our content security policy refuses: they are drawn instead.
    chart.setOption({ animationDuration: 200, ...next, tooltip: { ...next.tooltip, renderMode: 'richText' } })
  }
  update(option)
  chart.on('click', ({ name, dataIndex, seriesName }) => onPick({ name, dataIndex, seriesName }))
  const sizes = new ResizeObserver(() => chart.resize())
  sizes.observe(element)
  return {
    update,
    end() {
      sizes.disconnect()
      chart.dispose()
    },
  }
}

function themeOf(element: HTMLElement): object {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const axis = { axisLine: { lineStyle: { color: token('--line-strong') } }, axisLabel: { color: token('--soft') }, splitLine: { lineStyle: { color: token('--line') } } }
  return {
    color: [token('--accent'), token('--good'), token('--warn'), token('--bad'), token('--soft')],
    textStyle: { fontFamily: style.fontFamily },
    categoryAxis: { ...axis, splitLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    tooltip: { backgroundColor: token('--raised'), borderColor: token('--line-strong'), textStyle: { color: token('--ink') } },
    legend: { textStyle: { color: token('--soft') } },
  }
}
