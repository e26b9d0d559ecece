import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { useSay } from '../data/words.tsx'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

/** One bar: how many are in each phase, and where they are listed. */
export interface Bar {
  label: string
  cells: { count: number; to: string }[]
  sum: { count: number; to: string }
}

interface BarsChartProps {
  title: string
  /** of the phases, in order */
  names: string[]
  rows: Bar[]
  onPick: (to: string) => void
}

/** Stacked bars; the same figures stand in the table beside it. A part of a bar leads to its list. */
export default function BarsChart({ title, names, rows, onPick }: BarsChartProps) {
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!place.current) return
    const chart = init(place.current)
    chart.on('click', ({ seriesIndex = 0, dataIndex }) => {
      const to = rows[dataIndex]?.cells[seriesIndex]?.to
      if (to) pick.current(to)
    })
    const resize = new ResizeObserver(() => {
      chart.resize()
      chart.setOption(optionOf(names, rows, chart.getWidth()), true)
      setWidth(chart.getWidth())
    })
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [names, rows])
  const height = headOf(names, width) + FOOT + rows.length * LINE
  return (
    <div role="img" aria-label={say('figures.chart-of', { title })}>
      <div ref={place} className="chart" style={{ height }} aria-hidden="true" />
    </div>
  )
}

const LINE = 34
const FOOT = 30
const NARROW = 560
/** where there is little room the legend stands above line by line */
const headOf = (names: string[], width: number) => (width < NARROW ? names.length * 24 + 18 : 40)
/** a figure in a part that is smaller would cover it */
const LEAST = 18
const SANS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const INK = '#16202e'
const AXIS = { color: '#4c596b', fontFamily: SANS, fontSize: 12 }
/** each at least 4 : 1 against the paper; the patterns tell them apart without colour */
const COLOURS = ['#174a8c', '#9a5b00', '#7a3f99', '#1d6b3f', '#5d6a7c']
const DECALS = [
  { symbol: 'none' },
  { color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  {
    color: 'rgba(255,255,255,0.6)',
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [7, 7],
      [0, 7, 7, 0],
    ],
    dashArrayY: [7, 0],
  },
  { color: 'rgba(255,255,255,0.5)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 2 },
  {
    color: 'rgba(255,255,255,0.5)',
    symbol: 'rect',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
  },
]

const LABEL = { color: INK, backgroundColor: '#fff', padding: [1, 4], borderRadius: 2, fontSize: 11 }
/** A part of a bar, with its figure where there is room for it. @param each pixels for one */
const partOf = (count: number, each: number) => ({
  value: count || null,
  label: { show: count * each >= LEAST },
})

/** Colours, patterns and the figure itself in each part, so that none of them is needed alone. */
function optionOf(names: string[], rows: Bar[], width: number) {
  const room = width < NARROW ? 84 : 170
  const most = Math.max(...rows.map(({ sum }) => sum.count))
  return {
    animation: false,
    color: COLOURS,
    textStyle: { fontFamily: SANS },
    aria: { enabled: true, decal: { show: true, decals: DECALS }, label: { enabled: false } },
    grid: { left: 8, right: 24, top: headOf(names, width), bottom: 8, containLabel: true },
    legend: {
      ...(width < NARROW ? { orient: 'vertical', itemGap: 10 } : { itemGap: 14 }),
      top: 0,
      left: 0,
      textStyle: AXIS,
      selectedMode: false,
    },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, axisPointer: { type: 'shadow' } },
    xAxis: { type: 'value', minInterval: 1, axisLabel: AXIS },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisLabel: { ...AXIS, width: room, overflow: 'truncate' },
    },
    series: names.map((name, at) => ({
      name,
      type: 'bar',
      stack: 'all',
      cursor: 'pointer',
      barMaxWidth: 22,
      itemStyle: { borderColor: '#fff', borderWidth: 1 },
      label: LABEL,
      labelLayout: { hideOverlap: true },
      data: rows.map(({ cells }) => partOf(cells[at]?.count ?? 0, (width - room - 50) / most)),
    })),
  }
}
