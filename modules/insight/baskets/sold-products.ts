import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { goodsName } from './goods-name.ts'

/** A product that was sold. */
export interface SoldProduct {
  productId: string
  category: string | null
  /** Number of the goods it is a pack of: see `goodsName`. */
  goods: number
  /** Has a record. */
  isKnown: boolean
  /** May be offered: a full record, and not known to be out of stock. */
  mayOffer: boolean
  /** Price less cost in the company's currency, in millionths; null: not known. */
  marginMicro: number | null
}

interface Row extends Omit<SoldProduct, 'isKnown' | 'goods'> {
  name: string
  brand: string | null
  isFull: boolean
}

/** What is known of these products, in their order. */
export async function readSoldProducts(ctx: Context, productIds: readonly string[]): Promise<SoldProduct[]> {
  const { rows } = await sql<Row>`
    select p.product_id as "productId", p.name, p.brand, p.category_path as category, not p.provisional as "isFull",
      coalesce(p.stock > 0, true) as "mayOffer", ((p.price_micro - p.unit_cost_micro) * r.rate)::float8 as "marginMicro"
    from facts.products p left join facts.currency_rates r on r.currency = p.currency`.execute(ctx.db)
  // Where no file of products was ever brought, products are known from orders only, and all there is may be offered.
  const hasCatalogue = rows.some(({ isFull }) => isFull)
  const known = new Map(rows.map((row) => [row.productId, row]))
  const first = new Map<string, number>()
  return productIds.map((productId, at) => {
    const row = known.get(productId)
    if (!row) return { productId, category: null, goods: at, isKnown: false, mayOffer: false, marginMicro: null }
    const { category, isFull, mayOffer, marginMicro } = row
    const key = JSON.stringify([row.category, row.brand, goodsName(row.name)])
    const goods = first.get(key) ?? at
    first.set(key, goods)
    return { productId, category, goods, isKnown: true, mayOffer: mayOffer && (isFull || !hasCatalogue), marginMicro }
  })
}
