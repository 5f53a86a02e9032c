import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from '#core/web/page-link.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import type { WireReply } from '#core/web/wire.ts'
import type { listCustomerUsageCall } from '../../usage/contract.ts'
import './customer-usage.css'

type Item = WireReply<typeof listCustomerUsageCall>['items'][number]

const SHOWN = 5

/** What a customer uses, how much, and whether they hold to a brand. */
export default function CustomerUsage({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const answer = useCall<typeof listCustomerUsageCall>(
    'GET /api/customers/:customerId/usage',
    { params: { customerId } },
    { live: 'insight' },
  )
  return (
    <section className="panel customer-usage">
      <h2>{t('insight:usage.part.title')}</h2>
      <Loaded of={answer} lines={4}>
        {(data) => <Uses items={data.items.filter((item) => item.leaf)} days={data.days} />}
      </Loaded>
    </section>
  )
}

function Uses({ items, days }: { items: readonly Item[]; days: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [all, setAll] = useState(false)
  if (items.length === 0) return <p className="basis">{t('insight:usage.part.none', { count: days })}</p>
  return (
    <>
      <ul>
        {items.slice(0, all ? items.length : SHOWN).map((item) => (
          <li key={item.category}>
            <PageLink to={gridOf(item)}>{item.category.slice(item.category.lastIndexOf('/') + 1)}</PageLink>
            <span className="what">
              {t('insight:usage.part.line', {
                usage: t(`insight:usage.of.${item.usage}`),
                loyalty: t(`insight:usage.holds.${item.loyalty}`),
              })}
            </span>
            <span className="basis">
              {t('insight:usage.part.basis', {
                quantity: t('insight:usage.pieces', { count: item.quantity }),
                count: item.purchases,
              })}
              {item.topBrand !== null &&
                ` · ${t('insight:usage.part.brand', { brand: item.topBrand, share: format.percent(item.topShare ?? 0, 0) })}`}
            </span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN && !all && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t('insight:usage.part.more', { count: items.length })}
        </Button>
      )}
      <p className="basis">{t('insight:usage.part.days', { count: days })}</p>
    </>
  )
}

const gridOf = ({ category, usage, loyalty }: Item) =>
  `/insight/usage?${new URLSearchParams({ category, cell: `${usage}.${loyalty}` })}`
