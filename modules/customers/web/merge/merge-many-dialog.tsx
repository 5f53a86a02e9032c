import { Alert, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { errorText } from '#core/web/error-text.ts'
import { Loaded } from '#core/web/states.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useFormat } from '#core/web/use-format.ts'
import { regionLabel } from '#core/words/regions.ts'
import type { findCustomerCall } from '../../customer/contract.ts'
import type { mergeCustomersCall, previewMergeCall, unmergeCustomerCall } from '../../merge/contract.ts'
import { refreshAll } from './merge-dialog.tsx'

/** Several chosen records become one: which stays, and what it will say then. */
export function MergeManyDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const { t } = useTranslation()
  const undoable = useUndoToast()
  const [main, setMain] = useState(ids[0] ?? '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const otherIds = ids.filter((id) => id !== main)
  const merge = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const input = { params: { customerId: main }, body: { otherIds } }
      await callApi<typeof mergeCustomersCall>('POST /api/customers/:customerId/merge', input)
      void refreshAll()
      undoable(t('customers:merge.many.done', { count: ids.length }), async () => {
        for (const customerId of otherIds) {
          await callApi<typeof unmergeCustomerCall>('POST /api/customers/:customerId/unmerge', {
            params: { customerId },
          })
        }
        void refreshAll()
      })
      onClose()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={720}
      title={t('customers:merge.many.title', { count: ids.length })}
      onCancel={onClose}
      onOk={() => void merge()}
      okText={t('customers:merge.many.do')}
      okButtonProps={{ loading: busy }}
    >
      <p className="faint">{t('customers:merge.many.lead')}</p>
      <Radio.Group
        className="merge-main"
        aria-label={t('customers:merge.many.main')}
        value={main}
        onChange={(event) => setMain(event.target.value)}
      >
        {ids.map((id) => (
          <Radio key={id} value={id}>
            <Called customerId={id} />
          </Radio>
        ))}
      </Radio.Group>
      <Result main={main} otherIds={otherIds} />
      {failure !== null && <Alert type="error" showIcon title={errorText(failure)} />}
    </Modal>
  )
}

const useCustomer = (customerId: string) =>
  useCall<typeof findCustomerCall>('GET /api/customers/:customerId', { params: { customerId } })

function Called({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useCustomer(customerId)
  if (!data) return '…'
  const contact = data.identities.find(({ kind }) => kind === 'phone' || kind === 'email')?.value
  return (
    <>
      {data.called || t('customers:nameless')}{' '}
      <span className="faint">
        {[contact, t('customers:duplicates.ordersOf', { count: data.metrics.orders, day: format.day(data.createdAt) })]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  )
}

function Result({ main, otherIds }: { main: string; otherIds: readonly string[] }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const preview = useCall<typeof previewMergeCall>(
    'POST /api/customers/:customerId/merge/preview',
    { params: { customerId: main }, body: { otherIds: [...otherIds] } },
    { keep: true },
  )
  const labelOf = (field: string) =>
    field.startsWith('custom.') ? field.slice('custom.'.length) : t(`customers:merge.many.field.${field}`)
  const textOf = (field: string, value: unknown): string => {
    if (field === 'gender') return t(`customers:gender.${String(value)}`, { defaultValue: String(value) })
    if (field !== 'place') return String(value)
    const place = value as Partial<Record<'region_path' | 'country' | 'city' | 'address' | 'postcode', string | null>>
    const town = place.region_path ? [regionLabel(place.region_path, i18n.language)] : [place.country, place.city]
    return [...town, place.address, place.postcode].filter(Boolean).join(' · ')
  }
  return (
    <Loaded of={preview} lines={4}>
      {({ fields, identities, orders, interactionsFrom }) => (
        <table className="side-by-side merge-result">
          <thead>
            <tr>
              <th scope="col" colSpan={3}>
                {t('customers:merge.many.result')}
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, value, fromId }) => (
              <tr key={field}>
                <th scope="row">{labelOf(field)}</th>
                <td>{textOf(field, value)}</td>
                <td className="faint">{fromId === main ? '' : <FromOther customerId={fromId} />}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('customers:merge.many.together')}</th>
              <td colSpan={2}>
                {t('customers:merge.many.contacts', { count: identities })} ·{' '}
                {t('customers:duplicates.ordersOf', { count: orders, day: format.day(interactionsFrom) })}
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </Loaded>
  )
}

function FromOther({ customerId }: { customerId: string }) {
  const { t } = useTranslation()
  const { data } = useCustomer(customerId)
  return data ? t('customers:merge.many.from', { name: data.called || t('customers:nameless') }) : null
}
