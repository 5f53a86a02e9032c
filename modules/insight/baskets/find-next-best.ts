import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { basketModel } from './basket-model.ts'
import type { findNextBestCall } from './contract.ts'
import { productsByKey } from './goods.ts'
import { type OfferFacts, offerColumns, tellOffer } from './tell-offer.ts'

type Reply = ReplyOf<typeof findNextBestCall>

interface Row extends OfferFacts {
  productId: string
  price: bigint | null
  priceCurrency: string | null
  gain: bigint | null
}

/**
 * What to offer a customer: first what is new to them, then what they may want again. What has run out or gone since the
 * computation is left out. @throws notFound `customer_not_found`, also when out of the caller's scope.
 */
export async function findNextBest(ctx: Context, { customerId }: InputOf<typeof findNextBestCall>): Promise<Reply> {
  const { rows: known } = await sql<{ currency: string }>`
    select m.currency from facts.customers c cross join facts.company_currency m
    where c.customer_id = ${customerId} and c.stage <> 'anonymous'`.execute(ctx.db)
  const currency = known[0]?.currency
  if (currency === undefined) throw notFound('customer')
  const { rows } = await sql<Row>`
    select ${offerColumns}, r.product_id as "productId", p.price_micro as price, p.currency as "priceCurrency", r.gain_micro as gain
    from facts.recommendations r join facts.products p using (product_id)
    where r.customer_id = ${customerId} and coalesce(p.stock > 0, true)
    order by r.kind = 'again', r.rank`.execute(ctx.db)
  const product = await productsByKey(
    ctx,
    rows.flatMap((row) => [row.productId, ...row.because]),
  )
  const seesProfit = may(ctx.actor, 'orders.profit')
  return {
    model: await basketModel(ctx),
    currency,
    items: rows.map((row) => ({
      ...tellOffer(row, product),
      product: product(row.productId),
      price: row.price === null || !row.priceCurrency ? null : formatDecimal(row.price, row.priceCurrency),
      priceCurrency: row.priceCurrency,
      gain: row.gain === null || !seesProfit ? null : formatDecimal(row.gain, currency),
    })),
  }
}
