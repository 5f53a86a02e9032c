import { Alert, Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { errorText } from '#core/web/error-text.ts'
import { Money } from '#core/web/money.tsx'
import { refresh } from '#core/web/query-client.ts'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { regionLabel } from '#core/words/regions.ts'
import type { findCustomerCall } from '../../customer/contract.ts'
import type { mergeCustomersCall, unmergeCustomerCall } from '../../merge/contract.ts'
import { CustomerPicker } from '../parts/customer-picker.tsx'
import type { Customer } from '../record/use-record.ts'
import './merge.css'

interface MergeDialogProps {
  customer: Customer
  /** Chosen already, as by a list of duplicates. */
  otherId?: string
  onClose(merged: boolean): void
}

/** Two records side by side, before the second is joined to the first. */
export function MergeDialog({ customer, otherId, onClose }: MergeDialogProps) {
  const { t } = useTranslation()
  const undoable = useUndoToast()
  const [chosen, setChosen] = useState(otherId)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const isSame = chosen === customer.id
  const other = useCall<typeof findCustomerCall>(
    'GET /api/customers/:customerId',
    { params: { customerId: chosen ?? '' } },
    { enabled: chosen !== undefined && !isSame },
  )
  const merge = async (joined: Customer) => {
    setBusy(true)
    setFailure(null)
    try {
      const input = { params: { customerId: customer.id }, body: { otherIds: [joined.id] } }
      await callApi<typeof mergeCustomersCall>('POST /api/customers/:customerId/merge', input)
      void refreshAll()
      undoable(t('customers:merge.done', { name: joined.called || t('customers:nameless') }), async () => {
        await callApi<typeof unmergeCustomerCall>('POST /api/customers/:customerId/unmerge', {
          params: { customerId: joined.id },
        })
        void refreshAll()
      })
      onClose(true)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Modal open title={t('customers:merge.title')} width={720} footer={null} onCancel={() => onClose(false)}>
      <p className="faint">{t('customers:merge.lead')}</p>
      <CustomerPicker autoFocus={!otherId} {...(chosen && { value: chosen })} onChange={setChosen} />
      {isSame && <Alert type="warning" showIcon title={t('customers:merge.same')} style={{ marginTop: 12 }} />}
      {!isSame && other.data && <SideBySide kept={customer} joined={other.data} />}
      {failure !== null && <Alert type="error" showIcon title={errorText(failure)} style={{ marginTop: 12 }} />}
      <div className="form-buttons">
        <Button
          type="primary"
          loading={busy}
          disabled={isSame || !other.data}
          onClick={() => other.data && void merge(other.data)}
        >
          {t('customers:merge.join')}
        </Button>
        <Button onClick={() => onClose(false)}>{t('kit:cancel')}</Button>
      </div>
    </Modal>
  )
}

/** Everything that shows customers may show other ones now. */
export const refreshAll = () =>
  refresh('/api/customers', '/api/customers/:customerId', '/api/search', '/api/duplicates')

function SideBySide({ kept, joined }: { kept: Customer; joined: Customer }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const values = (kind: string) => (of: Customer) =>
    of.identities
      .filter((identity) => identity.kind === kind)
      .map(({ value }) => value)
      .join(', ')
  const lines: [string, (of: Customer) => ReactNode][] = [
    [t('customers:field.name'), (of) => of.called],
    [t('customers:field.company'), (of) => of.company],
    [t('customers:identity.of.email'), values('email')],
    [t('customers:identity.of.phone'), values('phone')],
    [t('customers:identity.of.ref'), values('ref')],
    [t('customers:field.birthday'), (of) => of.birthday],
    [t('customers:field.region'), (of) => (of.regionPath ? regionLabel(of.regionPath, i18n.language) : null)],
    [t('customers:field.address'), (of) => of.address],
    [t('customers:figure.orders'), (of) => format.number(of.metrics.orders)],
    [t('customers:figure.revenue'), (of) => <Money value={of.metrics.revenue} currency={of.metrics.currency} />],
    [t('customers:figure.since'), (of) => format.day(of.createdAt)],
  ]
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('customers:merge.kept')}</th>
          <th scope="col">{t('customers:merge.joined')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, of]) => {
          const [one, two] = [of(kept), of(joined)]
          const isAlike = typeof one === 'string' && one !== '' && one === two
          return (
            <tr key={name} className={isAlike ? 'alike' : undefined}>
              <th scope="row">{name}</th>
              <td>{one || <span className="faint">–</span>}</td>
              <td>{two || <span className="faint">–</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
