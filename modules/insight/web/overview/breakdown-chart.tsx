import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import { channelText } from '#modules/orders/web/parts/channel-text.ts'
import type { listBreakdownCall } from '../../overview/contract.ts'
import { customersAt, days, ordersAt, productsAt } from '../addresses.ts'
import type { Side } from './breakdown-panel.tsx'
import { useAxis } from './use-axis.ts'
import { usePeriod } from './use-period.ts'
import { useUnits } from './use-units.ts'

type Breakdown = WireReply<typeof listBreakdownCall>
type Item = Breakdown['items'][number]

interface Props {
  by: Side
  data: Breakdown
  parent: string
  onGo(path: string): void
}

const BARS = 12

/** Bars of one side of the sales; a bar goes down the tree, or to the rows it sums. */
export function BreakdownChart({ by, data, parent, onGo }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const go = useGo()
  const axis = useAxis(data.currency)
  const nameOf = useNames(by, parent)
  const rowsOf = useRows(by, data)
  const shown = data.items.slice(0, BARS).toReversed()
  const first = data.items.find((item) => item.key !== '') ?? data.items[0]
  const open = (item: Item | undefined) =>
    item && (item.hasChildren && item.key !== parent ? onGo(item.key) : go(rowsOf(item)))
  const revenue = t('insight:figures.revenue')
  const profit = t('insight:figures.profit')
  const hasProfit = shown.some((item) => item.profit !== null)
  return (
    <Chart
      title={
        first
          ? t('insight:breakdown.finding', { name: nameOf(first), share: format.percent(first.share) })
          : t('insight:breakdown.empty')
      }
      basis={t('insight:breakdown.basis', {
        amount: format.money(data.revenue, data.currency),
        from: format.day(data.from),
        to: format.day(data.to),
      })}
      height={Math.max(160, 60 + shown.length * (hasProfit ? 34 : 26))}
      option={{
        legend: {},
        grid: { left: 8, right: 24, top: 36, bottom: 28, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: axis.amount },
        xAxis: {
          type: 'value',
          name: data.currency,
          nameLocation: 'middle',
          nameGap: 28,
          axisLabel: { formatter: axis.compact },
        },
        yAxis: { type: 'category', data: shown.map(nameOf) },
        series: [
          { type: 'bar', name: revenue, data: shown.map((item) => Number(item.revenue)) },
          ...(hasProfit
            ? [
                {
                  type: 'bar',
                  name: profit,
                  data: shown.map((item) => (item.profit === null ? null : Number(item.profit))),
                },
              ]
            : []),
        ],
      }}
      table={{
        columns: [
          { title: t(`insight:breakdown.side.${by}`) },
          { title: revenue, figure: true },
          { title: t('insight:breakdown.share'), figure: true },
          { title: profit, figure: true },
          { title: t(by === 'category' ? 'insight:breakdown.lines' : 'insight:figures.orders'), figure: true },
        ],
        rows: data.items.map((item) => [
          <PageLink key="name" to={rowsOf(item)}>
            {nameOf(item)}
          </PageLink>,
          <Money key="revenue" value={item.revenue} currency={data.currency} />,
          format.percent(item.share),
          <Money key="profit" value={item.profit} currency={data.currency} />,
          format.number(item.count),
        ]),
      }}
      onPick={({ dataIndex }) => open(shown[dataIndex])}
    />
  )
}

function useNames(by: Side, parent: string): (item: Item) => string {
  const { t, i18n } = useTranslation()
  const units = useUnits()
  const countries = new Intl.DisplayNames(i18n.language, { type: 'region' })
  return (item) => {
    if (by === 'unit') return units.nameOf(item.key)
    if (by === 'region' && /^[A-Z]{2}$/.test(item.key) && item.key !== parent) return countries.of(item.key) ?? item.key
    if (item.key === '') return t(`insight:breakdown.none.${by}`)
    if (by === 'channel') return channelText(item.key)
    return item.key === parent ? t('insight:breakdown.itself', { name: item.label }) : item.label
  }
}

/** Where the rows of a bar stand: customers of a region, products of a category, orders of a channel or unit. */
function useRows(by: Side, data: Breakdown): (item: Item) => string {
  const { unit } = usePeriod()
  const orderedAt = days(data.from, data.to)
  return (item) => {
    if (item.key === '') return ordersAt({ orderedAt, unit })
    if (by === 'region') return customersAt({ region: item.key, unit })
    if (by === 'category') return productsAt(item.key)
    return by === 'channel' ? ordersAt({ orderedAt, channel: item.key, unit }) : ordersAt({ orderedAt, unit: item.key })
  }
}
