import { Popover } from 'antd'
import { lazy, Suspense } from 'react'
import { ClassMark } from './class-mark.tsx'
import './customer-chip.css'
import { PageLink } from './page-link.tsx'
import { LateSkeleton } from './states.tsx'

const CustomerCard = lazy(() => import('./customer-card.tsx'))

export interface ChipCustomer {
  id: string
  name: string | null
  class?: string | null | undefined
}

/** A customer, everywhere the same: class mark, name, a card on hover, the page on click. */
export function CustomerChip({ customer }: { customer: ChipCustomer }) {
  const card = (
    <Suspense fallback={<LateSkeleton lines={3} />}>
      <CustomerCard customerId={customer.id} />
    </Suspense>
  )
  return (
    <Popover content={card} mouseEnterDelay={0.4} destroyOnHidden placement="bottomLeft">
      <span className="customer-chip-anchor">
        <PageLink to={`/customers/${customer.id}`} className="customer-chip">
          <ClassMark of={customer.class} />
          <span className="name">{customer.name || '–'}</span>
        </PageLink>
      </span>
    </Popover>
  )
}
