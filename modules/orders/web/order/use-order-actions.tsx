import { useTranslation } from 'react-i18next'
import type { PageAction } from '#core/web/page.tsx'
import { useMay } from '#core/web/use-may.ts'
import { useSend } from '#core/web/use-send.ts'
import { useToast } from '#core/web/use-toast.ts'
import type { takeStepCall } from '../../order/contract.ts'
import type { WholeOrder } from '../order-row.ts'

/** What can be done with an order now: the next step first, the rest in the menu. */
export function useOrderActions(order: WholeOrder | undefined, onReturn: () => void): PageAction[] {
  const { t } = useTranslation()
  const may = useMay()
  const toast = useToast()
  const send = useSend<typeof takeStepCall>('POST /api/orders/:orderId/steps', {
    refreshes: ['/api/orders'],
    onDone: ({ status }) => toast.done(t('orders:order.now', { state: t(`orders:status.${status}`) })),
  })
  if (!order || !may('orders.write')) return []
  const steps = order.steps.map((step) => ({
    key: step,
    label: t(`orders:step.${step}`),
    danger: step === 'cancel',
    busy: send.isPending,
    run: () => send.mutate({ params: { orderId: order.orderId }, body: { step } }, { onError: toast.failed }),
  }))
  const hasGoods = order.items.some((line) => line.returnable !== '0')
  const takeBack = { key: 'return', label: t('orders:returns.title'), run: onReturn }
  return order.mayReturn && hasGoods ? [...steps, takeBack] : steps
}
