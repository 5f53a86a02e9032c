import { Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Page, type PageAction } from '#core/web/page.tsx'
import { Slot } from '#core/web/slot.tsx'
import { Loaded } from '#core/web/states.tsx'
import { useAddress } from '#core/web/use-address.ts'
import { useGo } from '#core/web/use-go.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { archiveCustomerCall, restoreCustomerCall } from '../../customer/contract.ts'
import { MergeDialog } from '../merge/merge-dialog.tsx'
import { ValueSources } from '../merge/value-sources.tsx'
import { CustomerHeading } from './customer-heading.tsx'
import './customer-page.css'
import { FactsColumn } from './facts-column.tsx'
import { JudgementColumn } from './judgement-column.tsx'
import { Timeline } from './timeline.tsx'
import { useNarrow } from './use-narrow.ts'
import { type Customer, type RecordHand, useRecord } from './use-record.ts'

/** Everything about one customer: facts left, the timeline in the middle, the judgement right. */
export default function CustomerPage() {
  const { t } = useTranslation()
  const { params } = useAddress()
  const customerId = params.customerId ?? ''
  const record = useRecord(customerId)
  const customer = record.answer.data
  const called = customer?.called || t('customers:nameless')
  const [dialog, setDialog] = useState<'merge' | 'values' | null>(null)
  const [judgementOpen, setJudgementOpen] = useState(false)
  const isNarrow = useNarrow()
  useFollowMerged(record)
  const showJudgement = () => {
    flushSync(() => setJudgementOpen(true))
    goToJudgement()
  }
  return (
    <Page
      title={customer ? called : t('customers:record.title')}
      crumbs={[{ title: t('customers:list.title'), to: '/customers' }]}
      heading={
        customer ? (
          <CustomerHeading customer={customer} record={record} onScores={showJudgement} />
        ) : (
          <h1>{t('customers:record.title')}</h1>
        )
      }
      more={useActions(record, customer, setDialog)}
    >
      <Loaded
        of={record.answer}
        lines={12}
        missing={{
          title: t('customers:missing.none'),
          reason: t('customers:missing.noneReason'),
          to: '/customers',
          back: t('customers:missing.toList'),
        }}
      >
        {(found) => {
          const middle = (
            <div key="middle" className="record-middle">
              <Middle customer={found} />
            </div>
          )
          const judgement = (
            <JudgementColumn key="judgement" customerId={customerId} open={judgementOpen} onFold={setJudgementOpen} />
          )
          return (
            <div className="record">
              <FactsColumn customer={found} record={record} />
              {/* In the order in which they are seen, so that keys and readers go the same way. */}
              {isNarrow ? [judgement, middle] : [middle, judgement]}
            </div>
          )
        }}
      </Loaded>
      {customer && dialog === 'merge' && <MergeDialog customer={customer} onClose={() => setDialog(null)} />}
      {customer && dialog === 'values' && <ValueSources customer={customer} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function goToJudgement(): void {
  const side = document.querySelector('.record-side')
  side?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  side?.querySelector<HTMLElement>('.judgement :is(button, a, [tabindex])')?.focus({ preventScroll: true })
}

/** A record that was joined to another one leads there: its address may stand in mails and bookmarks. */
function useFollowMerged(record: RecordHand) {
  const { t } = useTranslation()
  const go = useGo()
  const toast = useToast()
  const { error } = record.answer
  const into = error?.code === 'customer_merged' ? error.details.into : null
  const followed = useRef<string | null>(null)
  useEffect(() => {
    if (typeof into !== 'string' || followed.current === into) return
    followed.current = into
    go(`/customers/${into}`, { replace: true })
    toast.done(t('customers:merge.moved'))
  }, [into, go, toast, t])
}

function Middle({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const { search, set } = useAddress()
  const items = [
    {
      key: 'timeline',
      label: t('customers:timeline.title'),
      children: <Timeline customerId={customer.id} archived={customer.archivedAt !== null} />,
    },
    {
      key: 'orders',
      label: t('customers:record.orders'),
      children: <Slot name="customer.main" with={{ customerId: customer.id }} />,
    },
  ]
  return (
    <Tabs
      items={items}
      activeKey={search.tab === 'orders' ? 'orders' : 'timeline'}
      destroyOnHidden
      onChange={(tab) => set({ tab: tab === 'timeline' ? undefined : tab })}
    />
  )
}

function useActions(
  record: RecordHand,
  customer: Customer | undefined,
  open: (dialog: 'merge' | 'values') => void,
): PageAction[] {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  if (!customer) return []
  const input = { params: { customerId: customer.id } }
  const archive = () => callApi<typeof archiveCustomerCall>('POST /api/customers/:customerId/archive', input)
  const restore = () => callApi<typeof restoreCustomerCall>('POST /api/customers/:customerId/restore', input)
  const isArchived = customer.archivedAt !== null
  const run = () =>
    void (
      isArchived
        ? record.act(restore, t('customers:record.restored'), archive)
        : record.act(archive, t('customers:record.archived'), restore)
    ).catch(toast.failed)
  const label = isArchived ? t('customers:record.restore') : t('customers:record.archive')
  return [
    ...(may('customers.merge') ? [{ key: 'merge', label: t('customers:merge.action'), run: () => open('merge') }] : []),
    { key: 'values', label: t('customers:values.action'), run: () => open('values') },
    ...(may('customers.archive') ? [{ key: 'archive', label, run }] : []),
  ]
}
