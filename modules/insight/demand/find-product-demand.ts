import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { findProductDemandCall } from './contract.ts'
import { findDemandSeries } from './find-series.ts'

/** The demand of one product; null where it was never sold, or not computed yet: that is no error on its page. */
export async function findProductDemand(
  ctx: Context,
  { productId }: InputOf<typeof findProductDemandCall>,
): Promise<ReplyOf<typeof findProductDemandCall>> {
  try {
    return { demand: await findDemandSeries(ctx, { kind: 'product', key: productId }) }
  } catch (error) {
    if (error instanceof AppError && error.status === 404) return { demand: null }
    throw error
  }
}
