import { useTranslation } from 'react-i18next'
import { ClassMark } from '#core/web/class-mark.tsx'
import { Masked } from '#core/web/masked.tsx'
import { Moment } from '#core/web/moment.tsx'
import { Money } from '#core/web/money.tsx'
import { Slot } from '#core/web/slot.tsx'
import { regionLabel } from '#core/words/regions.ts'
import type { CustomerRow } from './columns.tsx'
import './customer-summary.css'

/** What the side panel says of a customer: who, what they are worth, and what other rooms know. */
export function CustomerSummary({ row }: { row: CustomerRow }) {
  const { t, i18n } = useTranslation()
  const field = (key: string) => t(`customers:list.field.${key}`)
  const facts: [string, React.ReactNode][] = [
    ['class', row.class && <ClassMark of={row.class} named />],
    ['revenue', <Money key="revenue" value={row.revenue} currency={row.currency} />],
    ['orders', row.ordersCount],
    ['lastOrder', row.lastOrderAt && <Moment at={row.lastOrderAt} />],
    ['region', row.regionPath && regionLabel(row.regionPath, i18n.language)],
    ['phone', row.phone && <Masked of="phone" value={row.phone} />],
    ['email', row.email && <Masked of="email" value={row.email} />],
    ['company', row.company],
    ['tags', row.tags.join(', ')],
    ['created', <Moment key="created" at={row.createdAt} />],
  ]
  return (
    <>
      <dl className="customer-summary">
        {facts.map(([key, value]) =>
          value === null || value === '' ? null : (
            <div key={key}>
              <dt>{field(key)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <Slot name="customer.side" with={{ customerId: row.id }} />
    </>
  )
}
