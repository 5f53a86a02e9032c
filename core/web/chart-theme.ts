import { fontOf } from './font-of.ts'
import { type Mode, paletteOf } from './theme.ts'

/** Told apart also by the colour-blind (after Okabe and Ito), each with another lightness, so that grey prints keep them apart. */
const series = {
  light: ['#2a5caa', '#d98a1f', '#1b8a6b', '#8c3f78', '#6fa8dc', '#5c6470', '#b9b02a', '#b3402e'],
  dark: ['#86aef0', '#e6a94f', '#5cc4a1', '#c98ab8', '#3f6fb5', '#a9b1bc', '#d8d06a', '#e58474'],
} as const

/** How every chart of the desk looks. */
export function chartTheme(mode: Mode, language: string): object {
  const colors = paletteOf(mode)
  const axis = {
    axisLine: { lineStyle: { color: colors.lineStrong } },
    axisTick: { show: false },
    axisLabel: { color: colors.text2, fontSize: 12, hideOverlap: true },
    nameTextStyle: { color: colors.text3, fontSize: 12 },
    splitLine: { lineStyle: { color: colors.line } },
  }
  return {
    color: series[mode],
    backgroundColor: 'transparent',
    textStyle: { fontFamily: fontOf(language), color: colors.text },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    legend: { textStyle: { color: colors.text2 }, itemWidth: 16, itemHeight: 10, top: 0 },
    tooltip: {
      backgroundColor: colors.raised,
      borderColor: colors.lineStrong,
      textStyle: { color: colors.text, fontSize: 13 },
    },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, axisLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    logAxis: axis,
    visualMap: { textStyle: { color: colors.text2 }, inRange: { color: [colors.hover, colors.accent] } },
    // Without a colour of its own a label gets an outline for light grounds.
    line: { symbolSize: 5, lineStyle: { width: 2 }, markLine: { label: { color: colors.text2, textBorderWidth: 0 } } },
    bar: { barMaxWidth: 36, label: { color: colors.text, textBorderWidth: 0 } },
  }
}
