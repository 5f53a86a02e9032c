import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { type DimensionKey, dimensionOf, type MeasureKey, measureOf } from '../../explore/catalogue-rules.ts'
import type { ViewProps } from './answer-view.tsx'
import { BasisText } from './basis-text.tsx'
import { cellOf } from './cell.ts'
import type { Cube } from './use-answer.ts'
import { useChartTable } from './use-chart-table.tsx'
import { useFigureText } from './use-figure-text.ts'
import { useFinding } from './use-finding.ts'
import { useKeyText } from './use-key-text.ts'

/** More lines or kinds of bars than this can't be told apart; the table has all. */
const SERIES = 8

/** Bars or lines: the first dimension along the axis, the second as series. */
export function CubeChart({ query, data, name, height, onOpen, isLine }: ViewProps<Cube> & { isLine: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = useFigureText()
  const keyText = useKeyText()
  const finding = useFinding()
  const table = useChartTable(data, onOpen)
  const [axis, parts] = data.axes
  if (!axis) return null
  const { unit } = measureOf(data.measure)
  const isLying = !isLine && !dimensionOf(axis.dimension).ordered
  // Lying bars are read from the top.
  const order = axis.items.map((_, at) => at)
  if (isLying) order.reverse()
  const known = new Map(data.cells.map((cell) => [cell.at.join(), cell.value]))
  const empty = measureOf(data.measure).isRatio ? null : 0
  const valueAt = (...at: number[]) => {
    const value = known.get(at.join())
    return value === undefined || value === null ? empty : Number(value)
  }
  const isStacked = parts !== undefined && partsAdd(data.measure, [axis.dimension, parts.dimension])
  const shown = parts ? parts.items.slice(0, SERIES) : [null]
  const series = shown.map((item, at) => ({
    type: isLine ? 'line' : 'bar',
    name: item && parts ? keyText(parts.dimension, item.key, item.label) : t(`insight:explore.measure.${data.measure}`),
    data: order.map((place) => (item ? valueAt(place, at) : valueAt(place))),
    ...(!isLine && isStacked && { stack: 'all' }),
    ...(isLine && { showSymbol: order.length <= 40 }),
  }))
  const names = order.map((at) => {
    const item = axis.items[at]
    return item ? keyText(axis.dimension, item.key, item.label) : ''
  })
  const category = {
    type: 'category',
    data: names,
    ...(isLying && { axisLabel: { width: 140, overflow: 'truncate' } }),
  }
  const values = {
    type: 'value',
    name:
      unit === 'money' || unit === 'averageMoney'
        ? data.currency
        : unit === 'share'
          ? '%'
          : t(`insight:explore.unit.${unit}`),
    axisLabel: {
      formatter: (value: number) =>
        unit === 'share'
          ? format.percent(value, 0)
          : format.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    },
    ...(isLying && { nameLocation: 'middle', nameGap: 28 }),
  }
  const more = parts && parts.items.length > SERIES
  return (
    <Chart
      title={finding(data)}
      basis={
        <>
          <BasisText query={query} data={data} />
          {more && (
            <>
              <br />
              {t('insight:explore.basis.series', { shown: SERIES, count: parts.items.length })}
            </>
          )}
        </>
      }
      height={height ?? (isLying ? Math.max(180, 70 + order.length * 26) : 320)}
      picture={name}
      option={{
        ...(parts && { legend: { type: 'scroll' } }),
        grid: { left: 8, right: 24, top: 40, bottom: isLying ? 28 : 8, containLabel: true },
        tooltip: {
          trigger: 'axis',
          valueFormatter: (value: unknown) => figure(data.measure, value as number, data.currency, true),
        },
        xAxis: isLying ? values : category,
        yAxis: isLying ? category : values,
        series,
      }}
      table={table}
      pickAnywhere={isLine && !parts}
      onPick={({ dataIndex, seriesName }) => {
        const at = order[dataIndex]
        if (at === undefined) return
        const part = parts ? series.findIndex((one) => one.name === seriesName) : -1
        onOpen(cellOf(data.axes, [at, part]))
      }}
    />
  )
}

/** A customer, or an order by goods, may stand in two parts of a bar: only what adds up is stacked. */
function partsAdd(measure: MeasureKey, by: readonly DimensionKey[]): boolean {
  const { sums, isRatio } = measureOf(measure)
  if (isRatio || measure === 'customers') return false
  return by.every((key) => !dimensionOf(key).overlapping && (sums || dimensionOf(key).level === 'order'))
}
