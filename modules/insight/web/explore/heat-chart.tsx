import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useHeatInk } from '#core/web/use-heat-ink.ts'
import { measureOf, OTHERS } from '../../explore/catalogue-rules.ts'
import type { ViewProps } from './answer-view.tsx'
import { BasisText } from './basis-text.tsx'
import { cellOf } from './cell.ts'
import { NUMBERED } from './numbered-columns.ts'
import type { Cube } from './use-answer.ts'
import { useChartTable } from './use-chart-table.tsx'
import { useFigureText } from './use-figure-text.ts'
import { useFinding } from './use-finding.ts'
import { useKeyText } from './use-key-text.ts'

/** Two dimensions as a field of cells: the deeper, the more; the number stands in the cell where it fits. */
export function HeatChart({ query, data, name, height, numbered = NUMBERED, onOpen }: ViewProps<Cube>) {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = useFigureText()
  const keyText = useKeyText()
  const finding = useFinding()
  const ink = useHeatInk()
  const table = useChartTable(data, onOpen)
  const [first, second] = data.axes
  if (!first || !second) return null
  // What is too wide for its numbers stands upright, where there is height for it.
  const isTurned = height === undefined && second.items.length > numbered && first.items.length <= numbered
  const [down, across] = isTurned ? [second, first] : [first, second]
  const names = (axis: Cube['axes'][number]) => axis.items.map((item) => keyText(axis.dimension, item.key, item.label))
  const [rows, columns] = [names(down), names(across)]
  const { unit, isRatio } = measureOf(data.measure)
  const cells = data.cells.flatMap(({ at: [one = 0, other = 0], value }) => {
    // A sum of nothing is nothing, whether somebody returned all of it or nobody bought.
    if (value === null || (!isRatio && Number(value) === 0)) return []
    const [row, column] = isTurned ? [other, one] : [one, other]
    return [[column, rows.length - 1 - row, Number(value)] as const]
  })
  // All others together would make everything that stands alone pale.
  const alone = cells.filter(
    ([column, row]) => across.items[column]?.key !== OTHERS && down.items[rows.length - 1 - row]?.key !== OTHERS,
  )
  const values = (alone.length > 0 ? alone : cells).map(([, , value]) => value)
  const [least, most] = [Math.min(0, ...values), Math.max(1e-9, ...values)]
  const isBeyond = cells.some(([, , value]) => value > most)
  const isShare = unit === 'share'
  const short = (value: number) =>
    isShare ? format.percent(value, 0) : format.number(value, { notation: 'compact', maximumFractionDigits: 1 })
  return (
    <Chart
      title={finding(data)}
      basis={<BasisText query={query} data={data} />}
      height={height ?? Math.max(220, 90 + rows.length * 28)}
      picture={name}
      option={{
        grid: { left: 8, right: 16, top: 8, bottom: 56, containLabel: true },
        tooltip: {
          trigger: 'item',
          formatter: ({ value }: { value: readonly [number, number, number] }) =>
            `${rows[rows.length - 1 - value[1]]} · ${columns[value[0]]}\n${figure(data.measure, value[2], data.currency, true)}`,
        },
        xAxis: {
          type: 'category',
          data: columns,
          name: t(`insight:explore.dimension.${across.dimension}`),
          nameLocation: 'middle',
          nameGap: 24,
        },
        yAxis: { type: 'category', data: rows.toReversed() },
        visualMap: {
          min: least,
          max: most,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          itemHeight: 120,
          itemWidth: 10,
          calculable: false,
          text: [`${isBeyond ? '≥ ' : ''}${short(Math.max(0, ...values))}`, short(least)],
          formatter: (value: number) => short(value),
        },
        aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
        series: [
          {
            type: 'heatmap',
            data: cells.map((value) => ({ value, label: { color: ink((value[2] - least) / (most - least)) } })),
            labelLayout: { hideOverlap: true },
            label: {
              show: columns.length <= numbered,
              fontSize: 11,
              formatter: ({ value }: { value: readonly [number, number, number] }) => short(value[2]),
            },
          },
        ],
      }}
      table={table}
      onPick={({ value }) => {
        const [column, row] = value as [number, number]
        const at = rows.length - 1 - row
        onOpen(cellOf(data.axes, isTurned ? [column, at] : [at, column]))
      }}
    />
  )
}
