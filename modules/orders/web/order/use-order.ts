import { useCall } from '#core/web/use-call.ts'
import type { findOrderCall } from '../../order/contract.ts'

/** One order, fresh whenever it changes. */
export const useOrder = (orderId: string) =>
  useCall<typeof findOrderCall>('GET /api/orders/:orderId', { params: { orderId } }, { live: 'order', liveId: orderId })
