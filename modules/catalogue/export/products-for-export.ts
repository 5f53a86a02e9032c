import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import { shortestDecimal } from '#core/words/money.ts'
import { type ProductRecord, productColumns } from '../product/product-columns.ts'

const SEES_COST = 'orders.profit'

/** Columns of a product file, those that an import reads. */
export const productExportColumns: readonly ExportColumn[] = [
  { name: 'sku' },
  { name: 'name' },
  { name: 'category' },
  { name: 'brand' },
  { name: 'price', isNumber: true },
  { name: 'unit_cost', isNumber: true, needs: SEES_COST },
  { name: 'currency' },
  { name: 'barcode' },
  { name: 'supplier' },
  { name: 'stock', isNumber: true },
]

/**
 * The next products in the order of their ids. Those that only orders mention are left out: they come with the orders,
 * and a file that named them would say more of them than is known.
 */
export async function productsForExport(ctx: Context, after: string[] | null, limit: number): Promise<ExportPart> {
  const { rows } = await sql<ProductRecord>`
    select ${productColumns} from catalogue.products
    where not provisional ${after ? sql`and product_id > ${after[0]}::uuid` : sql``}
    order by product_id limit ${limit}`.execute(ctx.db)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const seesCost = may(ctx.actor, SEES_COST)
  return { rows: rows.map((row) => cellsOf(row, seesCost)), next: last ? [last.productId] : null }
}

const money = (micro: bigint | null) => (micro === null ? '' : shortestDecimal(micro))

const cellsOf = (row: ProductRecord, seesCost: boolean): string[] => [
  row.sku,
  row.name,
  row.category ?? '',
  row.brand ?? '',
  money(row.priceMicro),
  seesCost ? money(row.unitCostMicro) : '',
  row.currency ?? '',
  row.barcode ?? '',
  row.supplier ?? '',
  row.stock ?? '',
]
