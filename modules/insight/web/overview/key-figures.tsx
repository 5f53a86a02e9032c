import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { useMay } from '#core/web/use-may.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { findOverviewCall } from '../../overview/contract.ts'
import { customersAt, days, monthEnd, ordersAt } from '../addresses.ts'
import { usePeriod } from './use-period.ts'

type Overview = WireReply<typeof findOverviewCall>

/** The figures people look for first, each with its trend and a way to its rows. */
export function KeyFigures({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, happenedIn } = usePeriod()
  const { revenue, profit, orders, returns, newCustomers, currency } = overview
  const seesProfit = useMay()('orders.profit')
  const inTime = days(overview.from, overview.to)
  const money = (value: string | null) =>
    value === null ? t('insight:figures.unknown') : format.money(value, currency)
  const sales = ordersAt({ orderedAt: inTime, unit: happenedIn })
  const newIn = days(`${overview.from.slice(0, 7)}-01`, monthEnd(overview.to))
  return (
    <ul className="key-figures wide">
      <Figure name={t('insight:figures.revenue')} value={money(revenue.now)} trend={revenue} to={sales} />
      {seesProfit && (
        <Figure
          name={t('insight:figures.profit')}
          value={money(profit.now)}
          trend={profit}
          to={sales}
          hint={profit.now === null ? t('insight:figures.profitUnknown') : undefined}
        />
      )}
      <Figure
        name={t('insight:figures.orders')}
        value={format.number(orders.now)}
        trend={orders}
        to={ordersAt({ orderedAt: inTime, unit: happenedIn, kind: 'sale' })}
      />
      <Figure
        name={t('insight:figures.newCustomers')}
        value={format.number(newCustomers.now)}
        trend={newCustomers}
        to={customersAt({ firstOrder: newIn, unit })}
      />
      <Figure
        name={t('insight:figures.returns')}
        value={format.number(returns.now)}
        trend={returns}
        to={ordersAt({ orderedAt: inTime, unit: happenedIn, kind: 'return' })}
      />
    </ul>
  )
}

interface FigureProps {
  name: string
  value: string
  trend: { now: string | number | null; before: string | number | null }
  to: string
  hint?: string | undefined
}

function Figure({ name, value, trend, to, hint }: FigureProps) {
  return (
    <li className="panel">
      <PageLink to={to}>
        <span className="name">{name}</span>
        <span className="value">{value}</span>
      </PageLink>
      <Trend {...trend} />
      {hint && <span className="hint">{hint}</span>}
    </li>
  )
}

function Trend({ now, before }: FigureProps['trend']) {
  const { t } = useTranslation()
  const format = useFormat()
  if (now === null || before === null) return null
  const [present, past] = [Number(now), Number(before)]
  if (past <= 0) return <span className="trend">{t('insight:figures.noYearBefore')}</span>
  const change = present / past - 1
  const arrow = change > 0.0005 ? '▲' : change < -0.0005 ? '▼' : '='
  return (
    <span className="trend">
      {`${arrow} `}
      {t('insight:figures.trend', { change: format.percent(Math.abs(change)) })}
    </span>
  )
}
