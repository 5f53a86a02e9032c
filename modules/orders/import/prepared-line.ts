import type { Context } from '#core/context.ts'
import { isStorable, multiplyMicro } from '#core/words/money.ts'
import { ensureProducts, type KnownProduct, type MentionedProduct } from '#modules/catalogue/public.ts'
import type { LineDraft, OrderDraft } from './order-draft.ts'

/** What the catalogue adds to a line that doesn't say it itself. */
export interface ProductOfLine {
  productId: string | null
  categoryPath: string | null
  brand: string | null
  costMicro: bigint | null
}

/** The products of all lines of these orders; unknown ones are made. */
export function productsOf(
  ctx: Context,
  drafts: readonly OrderDraft[],
  origin: { source: string; runId: string | null },
): Promise<Map<string, KnownProduct>> {
  const mentioned: MentionedProduct[] = []
  for (const { lines } of drafts) {
    for (const { sku, productName, category, brand } of lines) {
      if (sku !== null) mentioned.push({ sku, name: productName, category, brand })
    }
  }
  return ensureProducts(ctx, mentioned, origin)
}

/** Product, category, brand and cost of a line: its own word first, else the catalogue's (a cost in the same currency). */
export function completeLine(
  line: LineDraft,
  currency: string,
  products: ReadonlyMap<string, KnownProduct>,
): ProductOfLine {
  const product = line.sku === null ? undefined : products.get(line.sku)
  return {
    productId: product?.productId ?? null,
    categoryPath: line.category ?? product?.categoryPath ?? null,
    brand: line.brand ?? product?.brand ?? null,
    costMicro: line.costMicro ?? catalogueCost(line, currency, product),
  }
}

function catalogueCost(line: LineDraft, currency: string, product: KnownProduct | undefined): bigint | null {
  if (typeof product?.unitCostMicro !== 'bigint' || product.currency !== currency) return null
  const cost = multiplyMicro(product.unitCostMicro, line.quantity)
  return isStorable(cost) ? cost : null
}
