import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Report } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

interface ChartProps {
  rows: Report['lines']
  kind: 'load' | 'time'
  title: string
}

/** One chart; the same figures stand in the table beside it. */
export default function Chart({ rows, kind, title }: ChartProps) {
  const { say } = useLanguage()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current)
    chart.setOption({ ...frame(), ...(kind === 'load' ? loadOf(rows, say) : timesOf(rows, say)) })
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [rows, kind, say])
  const height = kind === 'time' ? 72 + rows.length * 36 : 260
  return (
    <div role="img" aria-label={say('figures.chart-of', { title })}>
      <div ref={place} className="chart" style={{ height }} aria-hidden="true" />
    </div>
  )
}

type Say = (key: string) => string

const SANS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const AXIS = { color: '#4c596b', fontFamily: SANS, fontSize: 12 }
const HOUR = 60

/** patterns beside colours; the tip is drawn, since the page takes no style from strings */
const frame = () => ({
  animation: false,
  color: ['#174a8c', '#4f9d76', '#b8860b'],
  textStyle: { fontFamily: SANS },
  aria: { enabled: true, decal: { show: true }, label: { enabled: false } },
  grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
  legend: { top: 0, left: 0, textStyle: AXIS },
  tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
})

const loadOf = (rows: Report['lines'], say: Say) => ({
  xAxis: {
    type: 'category',
    data: rows.map(({ label }) => label),
    axisLabel: { ...AXIS, hideOverlap: true },
  },
  yAxis: { type: 'value', minInterval: 1, axisLabel: AXIS },
  series: [
    { type: 'bar', name: say('figures.asked'), data: rows.map(({ asked }) => asked) },
    { type: 'bar', name: say('figures.answered'), data: rows.map(({ answered }) => answered) },
  ],
})

const timesOf = (rows: Report['lines'], say: Say) => ({
  yAxis: {
    type: 'category',
    inverse: true,
    data: rows.map(({ label }) => label),
    axisLabel: { ...AXIS, width: 130, overflow: 'truncate' },
  },
  xAxis: { type: 'value', axisLabel: AXIS },
  series: [
    {
      type: 'bar',
      barMaxWidth: 18,
      name: say('figures.median-hours'),
      data: rows.map(({ medianMinutes }) =>
        medianMinutes === null ? null : Math.round(medianMinutes / 6) / (HOUR / 6),
      ),
    },
  ],
})
