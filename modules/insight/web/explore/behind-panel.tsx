import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CustomerChip } from '#core/web/customer-chip.tsx'
import { SidePanel } from '#core/web/side-panel.tsx'
import { EmptyState, ErrorState, LateSkeleton } from '#core/web/states.tsx'
import { useFormat } from '#core/web/use-format.ts'
import { measureOf } from '../../explore/catalogue-rules.ts'
import type { Query } from '../../explore/contract.ts'
import { BehindActions } from './behind-actions.tsx'
import { type Cell, queryOfCell } from './cell.ts'
import { useBehind } from './use-behind.ts'
import { useFigureText } from './use-figure-text.ts'
import { useKeyText } from './use-key-text.ts'

interface BehindPanelProps {
  query: Query
  cell: Cell
  days: { from: string; to: string }
  currency: string
  onClose(): void
}

/** The customers behind a figure, with what each has in it, and what can be done with them. */
export function BehindPanel({ query, cell, days, currency, onClose }: BehindPanelProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = useFigureText()
  const keyText = useKeyText()
  const asked = queryOfCell(query, cell)
  const body = { query: asked, limit: 50, ...(cell.atLeast !== undefined && { atLeast: cell.atLeast }) }
  const list = useBehind(body)
  const { whole, rows } = list
  const measure = t(`insight:explore.measure.${query.measure}`)
  const where = cell.filters.map((filter) => {
    const keys = 'in' in filter ? filter.in : filter.out
    const said = keys
      .slice(0, 3)
      .map((key) => keyText(filter.dimension, key))
      .join(t('insight:explore.behind.or'))
    return 'in' in filter ? said : t('insight:explore.key.others')
  })
  const least =
    cell.atLeast === undefined
      ? []
      : [t('insight:explore.behind.atLeast', { amount: figure(query.measure, cell.atLeast, currency) })]
  return (
    <SidePanel title={[...where, ...least, measure].join(' · ')} onClose={onClose}>
      {whole && <Summary query={query} whole={whole} currency={currency} />}
      <BehindActions
        query={asked}
        cell={cell}
        days={days}
        customers={whole?.customers ?? 0}
        title={[...where, measure].join(' ')}
      />
      {list.error && rows.length === 0 && <ErrorState error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <LateSkeleton lines={8} />}
      {list.data && rows.length === 0 && (
        <EmptyState title={t('insight:explore.behind.none')} reason={t('insight:explore.behind.noneReason')} />
      )}
      <ul className="behind-list">
        {rows.map((row) => (
          <li key={row.customerId}>
            <CustomerChip customer={{ id: row.customerId, name: row.name, class: row.class }} />
            <span className="amount">
              {measureOf(query.measure).unit === 'count'
                ? format.money(row.revenue, currency)
                : figure(query.measure, row.value, currency)}
              <span className="beside">{t('insight:explore.behind.orders', { count: row.orders })}</span>
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('insight:explore.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}

type Whole = NonNullable<ReturnType<typeof useBehind>['whole']>

/** What the listed customers have together, and what else makes up the figure: both agree at a glance. */
function Summary({ query, whole, currency }: { query: Query; whole: Whole; currency: string }) {
  const { t } = useTranslation()
  const figure = useFigureText()
  const isRatio = measureOf(query.measure).isRatio
  const isWho = query.measure === 'customers' || query.measure === 'newCustomers'
  // Parts of a ratio don't add up to it: of them only that they count is said.
  const say = (name: 'elsewhere' | 'anonymous', count: number, parts: readonly string[]) =>
    count > 0 && (
      <span className="line">
        {t(`insight:explore.behind.${name}${isRatio ? 'Too' : ''}`, {
          count,
          amount: figure(query.measure, parts[0], currency),
        })}
      </span>
    )
  return (
    <p className="basis">
      {t(isWho ? 'insight:explore.behind.count' : 'insight:explore.behind.whole', {
        count: whole.customers,
        amount: figure(query.measure, whole.value, currency),
      })}
      {say('elsewhere', whole.elsewhere.customers, whole.elsewhere.of)}
      {say('anonymous', whole.anonymous.orders, whole.anonymous.of)}
    </p>
  )
}
