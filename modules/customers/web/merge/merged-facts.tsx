import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { callApi } from '#core/web/call-api.ts'
import { Moment } from '#core/web/moment.tsx'
import { useUndoToast } from '#core/web/undo-toast.tsx'
import { useCall } from '#core/web/use-call.ts'
import { useMay } from '#core/web/use-may.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { listMergesCall, mergeCustomersCall, unmergeCustomerCall } from '../../merge/contract.ts'
import type { FactsProps } from '../record/facts-column.tsx'
import { refreshAll } from './merge-dialog.tsx'

/** Records that were joined to this one; each can be made one of its own again. */
export function MergedFacts({ customer }: FactsProps) {
  const { t } = useTranslation()
  const may = useMay()('customers.merge')
  const toast = useToast()
  const undoable = useUndoToast()
  const { data } = useCall<typeof listMergesCall>(
    'GET /api/customers/:customerId/merges',
    { params: { customerId: customer.id } },
    { live: 'customer', liveId: customer.id },
  )
  const standing = (data?.items ?? []).filter(({ undoneAt }) => undoneAt === null)
  if (standing.length === 0) return null
  const part = async (mergedId: string, name: string) => {
    try {
      await callApi<typeof unmergeCustomerCall>('POST /api/customers/:customerId/unmerge', {
        params: { customerId: mergedId },
      })
      void refreshAll()
      undoable(t('customers:merge.parted', { name }), async () => {
        await callApi<typeof mergeCustomersCall>('POST /api/customers/:customerId/merge', {
          params: { customerId: customer.id },
          body: { otherIds: [mergedId] },
        })
        void refreshAll()
      })
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <section className="panel">
      <h2>{t('customers:merge.joinedRecords')}</h2>
      <ul className="plain-list">
        {standing.map(({ mergedId, name, mergedAt, reason }) => (
          <li key={mergedId} className="identity">
            <span className="value">
              {reason === 'visitor' ? t('customers:merge.visitor') : name || t('customers:nameless')}
              <small className="faint">
                {' '}
                {t(`customers:merge.reason.${reason}`)} · <Moment at={mergedAt} />
              </small>
            </span>
            {may && (
              <Button size="small" onClick={() => void part(mergedId, name || t('customers:nameless'))}>
                {t('customers:merge.part')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
