import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { EmptyState } from '#core/web/states.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { ViewProps } from './answer-view.tsx'
import { BasisText } from './basis-text.tsx'
import type { Pareto } from './use-answer.ts'
import { useFigureText } from './use-figure-text.ts'

const STEPS = [1, 5, 10, 20, 30, 40, 50, 60, 80, 100]

/** How much the best customers bring of the purchases asked for. */
export function ParetoChart({ query, data, name, height, onOpen }: ViewProps<Pareto>) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const figure = useFigureText()
  if (data.points.length === 0) {
    return <EmptyState title={t('insight:explore.pareto.empty')} reason={t('insight:explore.pareto.emptyReason')} />
  }
  const part = (percent: number) => format.percent(percent / 100, 0)
  const named = t(`insight:explore.measure.${data.measure}`)
  // Inside a sentence or after another word.
  const measure = i18n.language.startsWith('en') ? named.toLocaleLowerCase('en') : named
  const open = (percent: number) => {
    const least = data.points[percent]?.least
    if (percent > 0 && least !== undefined) onOpen({ filters: [], atLeast: least })
  }
  const share = t('insight:explore.pareto.share', { measure })
  return (
    <Chart
      title={t('insight:explore.pareto.finding', {
        part: part(20),
        share: format.percent(data.points[20]?.share ?? 0),
        measure,
      })}
      basis={
        <>
          {t(data.measure === 'orders' ? 'insight:explore.pareto.basisOrders' : 'insight:explore.pareto.basis', {
            count: data.customers,
            amount: figure(data.measure, data.total, data.currency),
          })}{' '}
          <BasisText query={query} data={data} />
        </>
      }
      height={height ?? 320}
      picture={name}
      option={{
        legend: {},
        grid: { left: 8, right: 24, top: 36, bottom: 28, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => format.percent(Number(value) / 100) },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          name: t('insight:explore.pareto.axis'),
          nameLocation: 'middle',
          nameGap: 24,
          data: data.points.map((_, percent) => part(percent)),
          axisLabel: { interval: 19 },
        },
        yAxis: {
          type: 'value',
          name: '%',
          min: 0,
          max: Math.ceil(100 * Math.max(1, ...data.points.map((point) => point.share))),
        },
        series: [
          {
            type: 'line',
            name: share,
            showSymbol: false,
            areaStyle: { opacity: 0.15 },
            data: data.points.map((point) => Math.round(point.share * 10_000) / 100),
            markLine: { symbol: 'none', data: [{ xAxis: 20 }], label: { formatter: part(20) } },
          },
          {
            type: 'line',
            name: t('insight:explore.pareto.even'),
            showSymbol: false,
            data: data.points.map((_, percent) => percent),
          },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:explore.pareto.best'), figure: true },
          { title: t('insight:explore.measure.customers'), figure: true },
          { title: share, figure: true },
          { title: t('insight:explore.pareto.least'), figure: true },
        ],
        rows: STEPS.map((percent) => {
          const point = data.points[percent]
          return [
            part(percent),
            format.number(Math.round((data.customers * percent) / 100)),
            format.percent(point?.share ?? 0, 2),
            <button key="open" type="button" className="cell-link" onClick={() => open(percent)}>
              {t('insight:explore.pareto.behind', {
                amount: figure(data.measure, point?.least, data.currency),
                count: point?.customers ?? 0,
              })}
            </button>,
          ]
        }),
      }}
      pickAnywhere
      onPick={({ dataIndex }) => open(dataIndex)}
    />
  )
}
