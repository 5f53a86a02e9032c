import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, stale } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { parseDecimal } from '#core/words/money.ts'
import { productChanged } from '../events.ts'
import { currencyMissing } from './add-product.ts'
import { categoryPath } from './category-path.ts'
import type { changeProductCall } from './contract.ts'
import { findProduct } from './find-product.ts'
import { type ProductRecord, productColumns } from './product-columns.ts'
import { productWords } from './product-words.ts'

/**
 * Changes the given fields; null empties one. The product is no longer provisional: somebody has looked at it.
 * @throws notFound `product_not_found`; stale `record_changed`; invalid `currency_missing`.
 */
export async function changeProduct(
  ctx: Context,
  { productId, ifMatch, ...input }: InputOf<typeof changeProductCall>,
): Promise<ReplyOf<typeof changeProductCall>> {
  const { rows } = await sql<ProductRecord>`
    select ${productColumns} from catalogue.products where product_id = ${productId}::uuid for update`.execute(ctx.db)
  const before = rows[0]
  if (!before) throw notFound('product')
  if (before.version !== ifMatch) throw stale(before.version)
  const after = {
    ...before,
    ...input,
    category: input.category === undefined ? before.category : categoryPath(input.category),
    priceMicro: micro(input.price, before.priceMicro),
    unitCostMicro: micro(input.unitCost, before.unitCostMicro),
  }
  if ((after.priceMicro ?? after.unitCostMicro) !== null && !after.currency) throw currencyMissing()
  await sql`
    update catalogue.products set name = ${after.name}, category_path = ${after.category}, brand = ${after.brand},
      supplier = ${after.supplier}, barcode = ${after.barcode}, price_micro = ${after.priceMicro},
      unit_cost_micro = ${after.unitCostMicro}, currency = ${after.currency}, stock = ${after.stock},
      search = array_to_tsvector(${productWords({ ...after, categoryPath: after.category })}::text[]),
      provisional = false, changed_at = now(), version = version + 1
    where product_id = ${productId}::uuid`.execute(ctx.db)
  audit(ctx, 'catalogue.product.changed', { target: productId, details: { fields: Object.keys(input) } })
  announce(ctx, productChanged, { productId })
  return findProduct(ctx, { productId })
}

const micro = (text: string | null | undefined, before: bigint | null) =>
  text === undefined ? before : text === null ? null : parseDecimal(text)
