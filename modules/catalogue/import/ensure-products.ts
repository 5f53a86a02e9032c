import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { categoryPath } from '../product/category-path.ts'
import { productWords } from '../product/product-words.ts'

/** What an order line says about its product. */
export interface MentionedProduct {
  sku: string
  name?: string | null
  category?: string | null
  brand?: string | null
}

export interface KnownProduct {
  productId: string
  name: string
  categoryPath: string | null
  brand: string | null
  unitCostMicro: bigint | null
  currency: string | null
}

/**
 * The products behind the numbers that order lines mention. Unknown ones are made, marked provisional: a product file
 * fills in the rest. Known ones are left as they are. Two statements at most, whatever the count.
 */
export async function ensureProducts(
  ctx: Context,
  mentioned: readonly MentionedProduct[],
  origin: { source: string; runId: string | null },
): Promise<Map<string, KnownProduct>> {
  const wanted = new Map<string, MentionedProduct>()
  for (const product of mentioned) {
    const seen = wanted.get(product.sku)
    if (!seen) wanted.set(product.sku, product)
    else if (!seen.name && product.name) wanted.set(product.sku, { ...seen, name: product.name })
  }
  const known = await findBySku(ctx, [...wanted.keys()])
  const missing = [...wanted.values()].filter((product) => !known.has(product.sku))
  if (missing.length === 0) return known
  await addProvisional(ctx, missing, origin)
  const added = await findBySku(
    ctx,
    missing.map((product) => product.sku),
  )
  for (const [sku, product] of added) known.set(sku, product)
  return known
}

async function findBySku(ctx: Context, skus: string[]): Promise<Map<string, KnownProduct>> {
  if (skus.length === 0) return new Map()
  const { rows } = await sql<KnownProduct & { sku: string }>`
    select sku, product_id as "productId", name, category_path as "categoryPath", brand,
      unit_cost_micro as "unitCostMicro", currency
    from catalogue.products where sku = any(${skus}::text[])`.execute(ctx.db)
  return new Map(rows.map(({ sku, ...product }) => [sku, product]))
}

async function addProvisional(
  ctx: Context,
  products: MentionedProduct[],
  origin: { source: string; runId: string | null },
): Promise<void> {
  const rows = products.map(({ sku, name, category, brand }) => {
    const made = { id: uuid7(), sku, name: name || sku, category: categoryPath(category), brand: brand || null }
    return { ...made, words: productWords({ ...made, categoryPath: made.category }) }
  })
  // A simultaneous run may make the same product first; then theirs stands.
  await sql`
    insert into catalogue.products (product_id, sku, name, category_path, brand, search, provisional, source, run_id)
    select p.id, p.sku, p.name, p.category, p.brand,
      array_to_tsvector(array(select jsonb_array_elements_text(p.words))), true, ${origin.source}, ${origin.runId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p(id uuid, sku text, name text, category text, brand text, words jsonb)
    order by p.sku
    on conflict (sku) do nothing`.execute(ctx.db)
}
