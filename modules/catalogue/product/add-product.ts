import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid, refused } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { parseDecimal } from '#core/words/money.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { productChanged } from '../events.ts'
import { categoryPath } from './category-path.ts'
import type { addProductCall } from './contract.ts'
import { findProduct } from './find-product.ts'
import { productWords } from './product-words.ts'

/**
 * Adds a product by hand.
 * @throws refused `sku_taken`; invalid `currency_missing` when an amount has no currency.
 */
export async function addProduct(
  ctx: Context,
  input: InputOf<typeof addProductCall>,
): Promise<ReplyOf<typeof addProductCall>> {
  if ((input.price || input.unitCost) && !input.currency) throw currencyMissing()
  const productId = uuid7()
  const category = categoryPath(input.category)
  const words = productWords({ ...input, categoryPath: category })
  const { rows } = await sql`
    insert into catalogue.products (product_id, sku, name, category_path, brand, supplier, barcode, price_micro,
      unit_cost_micro, currency, stock, search, source)
    values (${productId}, ${input.sku}, ${input.name}, ${category}, ${input.brand ?? null}, ${input.supplier ?? null},
      ${input.barcode ?? null}, ${micro(input.price)}, ${micro(input.unitCost)}, ${input.currency ?? null},
      ${input.stock ?? null}, array_to_tsvector(${words}::text[]), 'desk')
    on conflict (sku) do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) throw refused('sku_taken', `There is a product ${input.sku} already.`, { field: 'sku' })
  audit(ctx, 'catalogue.product.added', { target: productId, details: { sku: input.sku } })
  announce(ctx, productChanged, { productId })
  return findProduct(ctx, { productId })
}

const micro = (text: string | null | undefined) => (text ? parseDecimal(text) : null)

export const currencyMissing = () =>
  invalid('currency_missing', 'Say in which currency price and cost are.', { field: 'currency' })
