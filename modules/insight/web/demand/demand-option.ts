import type { EChartsCoreOption } from 'echarts/core'
import type { DemandSeries, Expected } from './demand-types.ts'

interface Drawn {
  history: DemandSeries['history']
  forecast: DemandSeries['forecast']
  words: Record<'sold' | 'expected' | 'at80' | 'at95' | 'axis', string>
  week(monday: string): string
  pieces(value: number): string
  range(of: Pick<Expected, 'low' | 'high'>): string
}

/**
 * History solid, forecast dashed, the edges of its intervals dotted and named at their ends, so that they are told apart in
 * grey; the shade between those of 80 % only helps the eye.
 */
export function demandOption({ history, forecast, words, week, pieces, range }: Drawn): EChartsCoreOption {
  const labels = [...history, ...forecast].map((one) => week(one.week))
  const last = history.at(-1)?.sold ?? null
  const before = Array.from({ length: Math.max(history.length - 1, 0) }, () => null)
  const ahead = (of: (one: DemandSeries['forecast'][number]) => number) => [...before, last, ...forecast.map(of)]
  const edge = (
    name: string,
    of: (one: DemandSeries['forecast'][number]) => number,
    type: unknown,
    isNamed: boolean,
  ) => ({
    type: 'line',
    name,
    showSymbol: false,
    data: [...history.map(() => null), ...forecast.map(of)],
    lineStyle: { type, width: 1.2 },
    ...(isNamed && { endLabel: { show: true, formatter: name, distance: 4, color: 'inherit', textBorderWidth: 0 } }),
  })
  return {
    legend: { data: [words.sold, words.expected, words.at80, words.at95] },
    grid: { left: 8, right: 56, top: 56, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      formatter: (points: readonly { dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0
        const known = history[at]
        if (known) return `${labels[at]}\n${words.sold} ${pieces(known.sold)}`
        const one = forecast[at - history.length]
        return one
          ? [
              labels[at],
              `${words.expected} ${pieces(one.mean)}`,
              `${words.at80} ${range({ low: one.low80, high: one.high80 })}`,
              `${words.at95} ${range({ low: one.low95, high: one.high95 })}`,
            ].join('\n')
          : ''
      },
    },
    xAxis: { type: 'category', boundaryGap: false, data: labels },
    yAxis: { type: 'value', name: words.axis, min: 0 },
    series: [
      {
        type: 'line',
        name: words.sold,
        showSymbol: false,
        data: history.map((one) => one.sold),
        lineStyle: { type: 'solid' },
      },
      {
        type: 'line',
        name: words.expected,
        showSymbol: false,
        data: ahead((one) => one.mean),
        lineStyle: { type: 'dashed' },
      },
      edge(words.at80, (one) => one.low80, 'dotted', false),
      edge(words.at80, (one) => one.high80, 'dotted', true),
      edge(words.at95, (one) => one.low95, [2, 6], false),
      edge(words.at95, (one) => one.high95, [2, 6], true),
      shade((one) => one.low80, 0),
      shade((one) => one.high80 - one.low80, 0.18),
    ],
  }

  function shade(of: (one: DemandSeries['forecast'][number]) => number, opacity: number) {
    return {
      type: 'line',
      name: opacity > 0 ? 'shade' : 'below',
      stack: 'shade',
      silent: true,
      symbol: 'none',
      data: [...history.map(() => null), ...forecast.map(of)],
      lineStyle: { opacity: 0 },
      areaStyle: { opacity },
    }
  }
}
