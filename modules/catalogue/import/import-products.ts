import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import { announce } from '#core/events/announce.ts'
import type { ImportOutcome, ToldBatch } from '#core/files/import-batch.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { productsImported } from '../events.ts'
import { productWords } from '../product/product-words.ts'
import { EMPTY_PRODUCT, mergeProduct, type ProductState, sameProduct } from './merge-product.ts'
import type { ProductRow } from './product-row.ts'

interface Known extends ProductState {
  productId: string
  provisional: boolean
}

interface Draft {
  productId: string
  sku: string
  state: ProductState
  isNew: boolean
  isChanged: boolean
}

/**
 * Adds or completes products by their number (sku). What a row leaves empty stays as it was; a product made from an
 * order line stops being provisional. Three statements a batch.
 */
export async function importProducts(ctx: Context, batch: ToldBatch<ProductRow>): Promise<ImportOutcome> {
  await writeBehind(ctx)
  const known = await findKnown(ctx, [...new Set(batch.rows.map((row) => row.value.sku))])
  const outcome: ImportOutcome = { new: 0, changed: 0, unchanged: 0, anonymous: 0, refused: [] }
  const drafts = new Map<string, Draft>()
  for (const { value } of batch.rows) {
    const { draft, verdict } = take(drafts.get(value.sku), known.get(value.sku), value)
    drafts.set(value.sku, draft)
    outcome[verdict]++
  }
  const added = [...drafts.values()].filter((draft) => draft.isNew)
  const changed = [...drafts.values()].filter((draft) => !draft.isNew && draft.isChanged)
  if (batch.runId) await keepBefore(ctx, batch.runId, changed)
  await write(ctx, batch, [...added, ...changed])
  const productIds = [...added, ...changed].map((draft) => draft.productId)
  if (productIds.length > 0) announce(ctx, productsImported, { runId: batch.runId ?? uuid7(), productIds })
  return outcome
}

function take(draft: Draft | undefined, known: Known | undefined, row: ProductRow) {
  const before: ProductState = draft?.state ?? known ?? EMPTY_PRODUCT
  const state = mergeProduct(before, row)
  const differs = !sameProduct(before, state) || (!draft && known?.provisional === true)
  const next: Draft = {
    productId: draft?.productId ?? known?.productId ?? uuid7(),
    sku: row.sku,
    state,
    isNew: draft?.isNew ?? known === undefined,
    isChanged: (draft?.isChanged ?? false) || differs,
  }
  const verdict = !draft && next.isNew ? ('new' as const) : differs ? ('changed' as const) : ('unchanged' as const)
  return { draft: next, verdict }
}

async function findKnown(ctx: Context, skus: string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { sku: string }>`
    select sku, product_id as "productId", provisional, name, category_path as "categoryPath", brand, supplier, barcode,
      price_micro as "priceMicro", unit_cost_micro as "unitCostMicro", currency, stock
    from catalogue.products where sku = any(${skus}::text[]) for update`.execute(ctx.db)
  return new Map(rows.map(({ sku, ...product }) => [sku, product]))
}

async function keepBefore(ctx: Context, runId: string, changed: Draft[]): Promise<void> {
  if (changed.length === 0) return
  await sql`
    insert into catalogue.import_changes (run_id, product_id, before)
    select ${runId}::uuid, product_id, to_jsonb(p)
    from catalogue.products p where product_id = any(${changed.map((draft) => draft.productId)}::uuid[])`.execute(
    ctx.db,
  )
}

async function write(ctx: Context, batch: ToldBatch<ProductRow>, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  const rows = drafts.map(({ productId, sku, state }) => ({
    ...state,
    productId,
    sku,
    name: state.name || sku,
    priceMicro: state.priceMicro?.toString() ?? null,
    unitCostMicro: state.unitCostMicro?.toString() ?? null,
    words: productWords({ ...state, sku, name: state.name || sku }),
  }))
  await sql`
    insert into catalogue.products (product_id, sku, name, category_path, brand, supplier, barcode, price_micro,
      unit_cost_micro, currency, stock, search, source, run_id)
    select "productId", sku, name, "categoryPath", brand, supplier, barcode, "priceMicro", "unitCostMicro", currency,
      stock, array_to_tsvector(array(select jsonb_array_elements_text(words))), ${batch.source}, ${batch.runId}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as p("productId" uuid, sku text, name text, "categoryPath" text, brand text, supplier text, barcode text,
        "priceMicro" bigint, "unitCostMicro" bigint, currency text, stock numeric, words jsonb)
    order by sku
    on conflict (sku) do update set name = excluded.name, category_path = excluded.category_path,
      brand = excluded.brand, supplier = excluded.supplier, barcode = excluded.barcode,
      price_micro = excluded.price_micro, unit_cost_micro = excluded.unit_cost_micro, currency = excluded.currency,
      stock = excluded.stock, search = excluded.search, provisional = false, changed_at = now(),
      version = catalogue.products.version + 1`.execute(ctx.db)
}
