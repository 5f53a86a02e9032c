import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ApiError } from './api-error.ts'
import { askApi } from './ask-api.ts'
import { ClassMark } from './class-mark.tsx'
import './customer-chip.css'
import { Moment } from './moment.tsx'
import { Money } from './money.tsx'
import { Loaded } from './states.tsx'

// What the card reads of `GET /api/customers/:customerId`; a record without scores yet simply shows less.
interface CardCustomer {
  /** The name, or what stands in for it. */
  called: string
  class?: string | null
  region?: string | { name: string } | null
  phone?: string | null
  email?: string | null
  metrics?: {
    class?: string | null
    orders?: number
    revenue?: string
    currency?: string
    lastOrderAt?: string | null
  } | null
}

/** The hover card of a chip. */
export default function CustomerCard({ customerId }: { customerId: string }) {
  const answer = useQuery<CardCustomer, ApiError>({
    queryKey: ['/api/customers/:customerId', { params: { customerId } }],
    queryFn: () => askApi<CardCustomer>('GET /api/customers/:customerId', { params: { customerId } }),
  })
  return (
    <div className="customer-card">
      <Loaded of={answer} lines={3}>
        {(customer) => <Facts customer={customer} />}
      </Loaded>
    </div>
  )
}

function Facts({ customer }: { customer: CardCustomer }) {
  const { t } = useTranslation()
  const { metrics, region } = customer
  const place = typeof region === 'object' ? region?.name : region
  return (
    <>
      <h3>
        <ClassMark of={customer.class ?? metrics?.class} /> {customer.called || '–'}
      </h3>
      <dl>
        {place && <Fact term={t('kit:card.region')}>{place}</Fact>}
        {customer.phone && <Fact term={t('kit:card.phone')}>{customer.phone}</Fact>}
        {customer.email && <Fact term={t('kit:card.email')}>{customer.email}</Fact>}
        {metrics?.orders !== undefined && <Fact term={t('kit:card.orders')}>{metrics.orders}</Fact>}
        {metrics?.revenue && metrics.currency && (
          <Fact term={t('kit:card.revenue')}>
            <Money value={metrics.revenue} currency={metrics.currency} />
          </Fact>
        )}
        {metrics?.lastOrderAt && (
          <Fact term={t('kit:card.lastOrder')}>
            <Moment at={metrics.lastOrderAt} />
          </Fact>
        )}
      </dl>
    </>
  )
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="figure">{children}</dd>
    </>
  )
}
