import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { useFormat } from '#core/web/use-format.ts'
import type { BasketModel } from './baskets-page.tsx'

/** How often one of five offers was bought in the time that was held back, beside what is simply popular or was bought before. */
export function OfferQuality({ model }: { model: BasketModel }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { test, horizon, state } = model
  if (!test) return <p className="basis">{t('insight:baskets.quality.untested', { count: model.customers })}</p>
  const rows = [
    { key: 'popular', group: 'fresh', quality: test.fresh.popular },
    { key: 'personal', group: 'fresh', quality: test.fresh.personal },
    { key: 'popular', group: 'any', quality: test.any.popular },
    { key: 'boughtBefore', group: 'any', quality: test.any.boughtBefore },
    { key: 'combined', group: 'any', quality: test.any.combined },
  ].map((row) => ({
    ...row,
    name: `${t(`insight:baskets.quality.list.${row.key}`)}${t('insight:baskets.quality.of', { what: t(`insight:baskets.quality.group.${row.group}`) })}`,
  }))
  const percent = (value: number) => format.percent(value)
  return (
    <Chart
      title={t(state === 'used' ? 'insight:baskets.quality.better' : 'insight:baskets.quality.aside', {
        personal: percent(test.fresh.personal.hitRate),
        popular: percent(test.fresh.popular.hitRate),
      })}
      basis={t('insight:baskets.quality.basis', {
        count: test.newBuyers,
        buyers: format.number(test.buyers),
        days: format.number(horizon),
      })}
      height={240}
      option={{
        grid: { left: 8, right: 52, top: 8, bottom: 44, containLabel: true },
        xAxis: {
          type: 'value',
          splitNumber: 4,
          name: t('insight:baskets.quality.axis'),
          nameLocation: 'middle',
          nameGap: 26,
          axisLabel: { formatter: (value: number) => format.percent(value, 0) },
        },
        yAxis: { type: 'category', data: rows.map(({ name }) => name), axisLabel: { width: 170, overflow: 'break' } },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value)) },
        series: [
          {
            type: 'bar',
            name: t('insight:baskets.quality.hitRate'),
            data: rows.map(({ quality }) => quality.hitRate),
            label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => percent(value) },
          },
        ],
      }}
      table={{
        columns: [
          { title: t('insight:baskets.quality.lists') },
          { title: t('insight:baskets.quality.hitRate'), figure: true },
          { title: t('insight:baskets.quality.recall'), figure: true },
          { title: 'NDCG@5', figure: true },
        ],
        rows: rows.map(({ name, quality }) => [
          name,
          percent(quality.hitRate),
          percent(quality.recall),
          format.number(quality.ndcg, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
        ]),
      }}
    />
  )
}
