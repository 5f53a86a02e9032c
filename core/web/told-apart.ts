import type { EChartsCoreOption } from 'echarts/core'

const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const
const dashes = ['solid', 'dashed', 'dotted', [10, 3, 2, 3]] as const

/** Gives each line of a chart its own symbol and dash: patterns only help areas, and colour alone is not enough. */
export function toldApart(option: EChartsCoreOption): EChartsCoreOption {
  const { series } = option
  if (!Array.isArray(series)) return option
  let line = -1
  const apart = series.map((one: { type?: string; lineStyle?: object }) => {
    if (one.type !== 'line') return one
    line++
    const own = { symbol: symbols[line % 4], lineStyle: { type: dashes[line % 4], ...one.lineStyle } }
    return { ...own, ...one, lineStyle: own.lineStyle }
  })
  return { ...option, series: apart }
}
