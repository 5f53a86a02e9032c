import type { Context } from '#core/context.ts'
import { revertImport as revertProducts } from '#modules/catalogue/public.ts'
import { revertImport as revertCustomers } from '#modules/customers/public.ts'
import { revertImport as revertOrders } from '#modules/orders/public.ts'
import type { Run } from './run.ts'

/** Takes back the next part of what a run wrote: orders first, then the products and customers they stood on. */
export async function revertBatch(ctx: Context, run: Run, limit: number): Promise<boolean> {
  for (const revert of [revertOrders, revertProducts, revertCustomers]) {
    const { left } = await revert(ctx, run.run_id, limit)
    if (left) return true
  }
  return false
}
