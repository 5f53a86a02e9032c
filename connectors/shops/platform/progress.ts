import type { OrderSaid } from '#modules/orders/public.ts'

const STEPS = ['placed', 'paid', 'shipped', 'delivered', 'completed', 'returned', 'cancelled']

/**
 * Shops tell times by the second, and an order is made and paid within one. Of two messages of a moment the one counts
 * that is further on in an order's life.
 */
export const progressOf = (status: OrderSaid['status'], refunds: number): number =>
  STEPS.indexOf(status ?? 'placed') * 100 + Math.min(refunds, 99)
