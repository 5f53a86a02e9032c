import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppearance } from './appearance.ts'
import type { ChartPoint } from './chart.tsx'
import { chartTheme } from './chart-theme.ts'
import { ErrorState, LateSkeleton } from './states.tsx'
import { toldApart } from './told-apart.ts'

interface ChartCanvasProps {
  label: string
  option: EChartsCoreOption
  height: number
  onPick: ((point: ChartPoint) => void) | undefined
  pickAnywhere: boolean
  /** Holds what is drawn, for pictures of it. */
  drawn: RefObject<EChartsType | null>
}

/** Draws with ECharts, fetched when first needed; follows size, light and dark. */
export function ChartCanvas({ label, option, height, onPick, pickAnywhere, drawn }: ChartCanvasProps) {
  const { mode } = useAppearance()
  const { language } = useTranslation().i18n
  const place = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<EChartsType | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    const theme = chartTheme(mode, language)
    return openChart(place.current, { theme, pickAnywhere }, setChart, setFailure, (point) => pick.current?.(point))
  }, [mode, language, pickAnywhere])
  useEffect(() => {
    drawn.current = chart
    chart?.setOption({ ...standing(), ...toldApart(option), tooltip: tooltipOf(option) }, { notMerge: true })
  }, [chart, option, drawn])
  if (failure) return <ErrorState error={failure} />
  return (
    <div className="chart-place" style={{ height }}>
      {!chart && <LateSkeleton lines={4} />}
      <div ref={place} className={onPick ? 'canvas picks' : 'canvas'} role="img" aria-label={label} />
    </div>
  )
}

function openChart(
  place: HTMLDivElement | null,
  { theme, pickAnywhere }: { theme: object; pickAnywhere: boolean },
  ready: (chart: EChartsType | null) => void,
  failed: (error: unknown) => void,
  pick: (point: ChartPoint) => void,
): () => void {
  if (!place) return () => {}
  let chart: EChartsType | undefined
  let gone = false
  const watch = new ResizeObserver(() => chart?.resize())
  import('./chart-engine.ts').then(({ drawChart }) => {
    if (gone) return
    chart = drawChart(place, theme, { renderer: 'canvas' })
    if (pickAnywhere) pickByPlace(chart, pick)
    else chart.on('click', (event) => pick(event as unknown as ChartPoint))
    watch.observe(place)
    ready(chart)
  }, failed)
  return () => {
    gone = true
    watch.disconnect()
    chart?.dispose()
    ready(null)
  }
}

/** A line is too thin to hit: wherever one clicks above a category is that category. */
function pickByPlace(chart: EChartsType, pick: (point: ChartPoint) => void): void {
  chart.getZr().on('click', ({ offsetX, offsetY }) => {
    if (!chart.containPixel('grid', [offsetX, offsetY])) return
    const [at] = chart.convertFromPixel('grid', [offsetX, offsetY]) as number[]
    if (at !== undefined) pick({ name: '', seriesName: '', dataIndex: Math.round(at), value: null, data: null })
  })
}

// Patterns beside colours, so that nothing is told by colour alone; no animation, work is waiting.
const standing = () => ({
  animation: false,
  aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
})

// HTML tooltips carry style attributes, which the content security policy rightly refuses.
const tooltipOf = (option: EChartsCoreOption) => ({
  ...((option.tooltip as object | undefined) ?? { trigger: 'axis' }),
  renderMode: 'richText',
  confine: true,
})
