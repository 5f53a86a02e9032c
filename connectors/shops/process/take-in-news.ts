import type { Context } from '#core/context.ts'
import { parseDecimal } from '#core/words/money.ts'
import { importProducts, type ProductRow } from '#modules/catalogue/public.ts'
import { importCustomers } from '#modules/customers/public.ts'
import { tellOrders } from '#modules/orders/public.ts'
import type { OpenShop } from '../connection/open-shop.ts'
import type { ShopNews } from '../platform/shop-news.ts'
import { customerRows } from './customer-rows.ts'
import { newerFields } from './newer-fields.ts'

export interface TakenIn {
  /** Records that are new or now stand differently. */
  orders: number
  customers: number
  products: number
  /** What can't stand as it was told, with why. */
  refused: { what: string; reason: string }[]
}

/** Writes what a shop tells: products and customers first, so that orders find them. `isHistory`: a pull of the past. */
export async function takeInNews(
  ctx: Context,
  shop: OpenShop,
  news: ShopNews,
  { isHistory }: { isHistory: boolean },
): Promise<TakenIn> {
  const products = await takeInProducts(ctx, shop, news.products)
  const customers = await takeInCustomers(ctx, shop, news.customers)
  const { source, unitId } = shop
  const orders = await tellOrders(ctx, { source, unitId, tellings: news.orders, isHistory })
  return {
    products: products.new + products.changed,
    customers: customers.new + customers.changed,
    orders: orders.new + orders.changed,
    refused: [
      ...[...products.refused, ...customers.refused].map(({ column, reason }) => ({ what: column, reason })),
      ...orders.refused.map(({ externalId, reason }) => ({ what: `order ${externalId}`, reason })),
    ],
  }
}

async function takeInProducts(ctx: Context, shop: OpenShop, tellings: ShopNews['products']) {
  const told = tellings.map(({ sku, ...telling }) => ({ ...telling, externalId: sku }))
  const news = await newerFields(ctx, { connectionId: shop.connectionId, kind: 'product' }, told)
  const rows = news.map(({ externalId, says }, at) => {
    const { price, unitCost, ...rest } = says as ShopNews['products'][number]['says']
    const value: ProductRow = {
      ...rest,
      sku: externalId,
      ...(price !== undefined && { priceMicro: parseDecimal(price) }),
      ...(unitCost !== undefined && { unitCostMicro: parseDecimal(unitCost) }),
    }
    return { line: at + 1, value }
  })
  return importProducts(ctx, { runId: null, source: shop.source, rows })
}

async function takeInCustomers(ctx: Context, shop: OpenShop, tellings: ShopNews['customers']) {
  const told = await customerRows(ctx, shop.connectionId, tellings)
  const rows = told.map(({ line, value }) => ({ line, value: { ...value, unitIds: [shop.unitId] } }))
  return importCustomers(ctx, { runId: null, source: shop.source, rows })
}
