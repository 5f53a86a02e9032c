import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { formatDecimal } from '#core/words/money.ts'
import type { productShape } from './contract.ts'

export interface ProductRecord {
  productId: string
  sku: string
  name: string
  category: string | null
  brand: string | null
  supplier: string | null
  barcode: string | null
  priceMicro: bigint | null
  unitCostMicro: bigint | null
  currency: string | null
  stock: string | null
  provisional: boolean
  changedAt: Date
  version: number
}

export const productColumns: RawBuilder<unknown> = sql`product_id as "productId", sku, name,
  category_path as category, brand, supplier, barcode, price_micro as "priceMicro",
  unit_cost_micro as "unitCostMicro", currency, trim_scale(stock)::text as stock, provisional,
  changed_at as "changedAt", version`

/** A product as calls answer it: money as decimal text. */
export function productReply({ priceMicro, unitCostMicro, ...product }: ProductRecord): z.input<typeof productShape> {
  const money = (micro: bigint | null) => (micro === null ? null : formatDecimal(micro, product.currency ?? ''))
  return { ...product, price: money(priceMicro), unitCost: money(unitCostMicro) }
}
