import { useTranslation } from 'react-i18next'
import { Chart } from '#core/web/chart.tsx'
import { Money } from '#core/web/money.tsx'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useGo } from '#core/web/use-go.ts'
import type { WireReply } from '#core/web/wire.ts'
import { channelText } from '#modules/orders/web/parts/channel-text.ts'
import type { listBreakdownCall } from '../../overview/contract.ts'
import { days, ordersAt, productsAt } from '../addresses.ts'
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
  const rowsOf = useRows(by, data, parent)
  const shown = data.items.slice(0, BARS).toReversed()
  const first = data.items.find((item) => item.key !== '') ?? data.items[0]
  const open = (item: Item | undefined) => {
    const rows = item && rowsOf(item)
    if (item?.hasChildren && item.key !== parent) onGo(item.key)
    else if (rows) go(rows)
  }
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
      basis={
        <>
          {t('insight:breakdown.basis', {
            amount: format.money(data.revenue, data.currency),
            from: format.day(data.from),
            to: format.day(data.to),
          })}
          {data.items.length > BARS && (
            <>
              <br />
              {t('insight:breakdown.shown', { shown: BARS, count: data.items.length })}
            </>
          )}
        </>
      }
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
          <RowLink key="name" to={rowsOf(item)}>
            {nameOf(item)}
          </RowLink>,
          <Money key="revenue" value={item.revenue} currency={data.currency} />,
          format.percent(item.share),
          <Money key="profit" value={item.profit} currency={data.currency} />,
          <RowLink key="count" to={by === 'category' ? null : rowsOf(item, 'sale')}>
            {format.number(item.count)}
          </RowLink>,
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

const RowLink = ({ to, children }: { to: string | null; children: string }) =>
  to === null ? children : <PageLink to={to}>{children}</PageLink>

/**
 * Where the rows of a bar stand: the orders it sums, or the products of a category. What names nothing, or stops at the
 * parent itself, no filter of a list can say.
 */
function useRows(by: Side, data: Breakdown, parent: string): (item: Item, kind?: 'sale') => string | null {
  const { happenedIn: unit } = usePeriod()
  return ({ key }, kind) => {
    if (key === '' || (key === parent && by !== 'unit')) return null
    if (by === 'category') return productsAt(key)
    const orderedAt = days(by === 'region' ? `${data.from.slice(0, 7)}-01` : data.from, data.to)
    const rows = { orderedAt, ...(kind && { kind }), unit: by === 'unit' ? key : unit }
    return ordersAt({ ...rows, ...(by === 'region' && { region: key }), ...(by === 'channel' && { channel: key }) })
  }
}
