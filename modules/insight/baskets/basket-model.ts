import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { latestModel } from '../model/latest-model.ts'
import type { findBasketsCall } from './contract.ts'

export type BasketModel = ReplyOf<typeof findBasketsCall>['model']
type Found = NonNullable<BasketModel>

interface Parameters {
  from: string
  days: number
  customers: number
  horizon: number
  product: Found['product']
  category: Found['category']
}

/** The latest computation of baskets as calls tell it; null before the first. */
export async function basketModel(ctx: Context): Promise<BasketModel> {
  const fitted = await latestModel(ctx, 'baskets')
  if (!fitted) return null
  const { from, days, customers, horizon, product, category } = fitted.parameters as unknown as Parameters
  return {
    asOf: fitted.asOf,
    from,
    days,
    fittedAt: fitted.fittedAt.toISOString(),
    state: fitted.state,
    orders: fitted.rows,
    customers,
    horizon,
    product,
    category,
    test: 'fresh' in fitted.quality ? (fitted.quality as unknown as Found['test']) : null,
  }
}
