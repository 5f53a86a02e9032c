import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { findProductCall } from './contract.ts'
import { type ProductRecord, productColumns, productReply } from './product-columns.ts'

/** One product. @throws notFound `product_not_found`. */
export async function findProduct(
  ctx: Context,
  { productId }: { productId: string },
): Promise<ReplyOf<typeof findProductCall>> {
  const { rows } = await sql<ProductRecord>`
    select ${productColumns} from catalogue.products where product_id = ${productId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw notFound('product')
  return productReply(rows[0])
}
