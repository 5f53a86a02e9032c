import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray, timeArray } from '#core/database/column-arrays.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { KnownProduct } from '#modules/catalogue/public.ts'
import { kindOf, type Status } from '../order/order-rules.ts'
import type { LineDraft, OrderDraft } from './order-draft.ts'
import type { Place } from './place-orders.ts'
import { completeLine } from './prepared-line.ts'

export interface NewOrder {
  orderId: string
  draft: OrderDraft
  place: Place
}

export interface Origin {
  source: string
  runId: string | null
}

/** Status of an order whose file says none. */
export const STATUS_UNSAID: Status = 'completed'

export interface OrderSums {
  goods: bigint
  discount: bigint
  freight: bigint
  /** Null: unknown for at least one line. */
  cost: bigint | null
  kind: 'sale' | 'return'
}

/**
 * Writes orders that aren't there, with their numbers and lines: three statements, whatever the count. Returns the
 * sums of each.
 */
export async function addOrders(
  ctx: Context,
  orders: readonly NewOrder[],
  products: ReadonlyMap<string, KnownProduct>,
  origin: Origin,
): Promise<OrderSums[]> {
  const sums = orders.map(({ draft }) => sumsOf(draft, products))
  await insertOrders(ctx, orders, sums, origin)
  await insertNumbers(ctx, orders, origin)
  const lines = orders.flatMap(({ orderId, draft, place }) =>
    draft.lines.map((line, index) => ({ orderId, place, currency: draft.currency, lineNo: index + 1, line })),
  )
  await insertLines(ctx, lines, products, origin.runId)
  return sums
}

export const newOrder = (draft: OrderDraft, place: Place): NewOrder => ({ orderId: uuid7(), draft, place })

async function insertOrders(
  ctx: Context,
  orders: readonly NewOrder[],
  sums: readonly OrderSums[],
  { source, runId }: Origin,
): Promise<void> {
  const heads = orders.map(({ draft }) => draft.head)
  await sql`
    insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, status_given, kind,
      currency, goods_micro, discount_micro, freight_micro, revenue_micro, cost_micro, lines_count, channel, shop,
      unit_id, country, region_path, city, voucher, is_anonymous, approved_at, shipped_at, delivered_at, promised_at,
      head_hashes, run_id, origin_id)
    select o.customer_id, o.order_id, o.order_number, ${source}, o.ordered_at, o.status, o.status_given, o.kind,
      o.currency, o.goods, o.discount, o.freight, o.goods - o.discount, o.cost, o.lines, o.channel, o.shop, o.unit_id,
      o.country, o.region_path, o.city, o.voucher, o.anonymous, o.approved_at, o.shipped_at, o.delivered_at,
      o.promised_at, o.hashes::bigint[], ${runId}::uuid, o.origin_id
    from unnest(${plainArray(orders.map((order) => order.place.customerId))}::uuid[],
      ${plainArray(orders.map((order) => order.orderId))}::uuid[],
      ${textArray(orders.map((order) => order.draft.orderNumber))}::text[],
      ${timeArray(heads.map((head) => head.orderedAt))}::timestamptz[],
      ${plainArray(heads.map((head) => head.status ?? STATUS_UNSAID))}::text[],
      ${textArray(heads.map((head) => head.statusGiven))}::text[], ${plainArray(sums.map((sum) => sum.kind))}::text[],
      ${textArray(orders.map((order) => order.draft.currency))}::text[], ${plainArray(sums.map((sum) => sum.goods))}::bigint[],
      ${plainArray(sums.map((sum) => sum.discount))}::bigint[], ${plainArray(sums.map((sum) => sum.freight))}::bigint[],
      ${plainArray(sums.map((sum) => sum.cost))}::bigint[], ${plainArray(orders.map((order) => order.draft.lines.length))}::int[],
      ${textArray(heads.map((head) => head.channel))}::text[], ${textArray(heads.map((head) => head.shop))}::text[],
      ${plainArray(orders.map((order) => order.place.unitId))}::int[], ${textArray(heads.map((head) => head.country))}::text[],
      ${textArray(heads.map((head) => head.regionPath))}::text[], ${textArray(heads.map((head) => head.city))}::text[],
      ${textArray(heads.map((head) => head.voucher))}::text[], ${plainArray(orders.map((order) => order.place.isAnonymous))}::bool[],
      ${timeArray(heads.map((head) => head.approvedAt))}::timestamptz[],
      ${timeArray(heads.map((head) => head.shippedAt))}::timestamptz[],
      ${timeArray(heads.map((head) => head.deliveredAt))}::timestamptz[],
      ${timeArray(heads.map((head) => head.promisedAt))}::timestamptz[],
      ${textArray(orders.map((order) => hashesText(order.draft)))}::text[],
      ${plainArray(orders.map((order) => order.place.originId))}::uuid[])
      as o (customer_id, order_id, order_number, ordered_at, status, status_given, kind, currency, goods, discount,
        freight, cost, lines, channel, shop, unit_id, country, region_path, city, voucher, anonymous, approved_at,
        shipped_at, delivered_at, promised_at, hashes, origin_id)`.execute(ctx.db)
}

/** The different heads that the rows of an order state, as text of an array. */
export const hashesText = (draft: OrderDraft): string =>
  `{${[...new Set(draft.lines.map((line) => line.headHash))].join(',')}}`

function sumsOf(draft: OrderDraft, products: ReadonlyMap<string, KnownProduct>): OrderSums {
  let goods = 0n
  let discount = 0n
  let freight = 0n
  let cost: bigint | null = 0n
  for (const line of draft.lines) {
    goods += line.revenueMicro + line.discountMicro
    discount += line.discountMicro
    freight += line.freightMicro
    const lineCost = completeLine(line, draft.currency, products).costMicro
    cost = cost === null || lineCost === null ? null : cost + lineCost
  }
  const status = (draft.head.status ?? STATUS_UNSAID) as Status
  const kind = kindOf({ status, quantities: draft.lines.map((line) => line.quantity), goodsMicro: goods })
  return { goods, discount, freight, cost, kind }
}

async function insertNumbers(ctx: Context, orders: readonly NewOrder[], { source }: Origin): Promise<void> {
  await sql`
    insert into orders.order_numbers (source, order_number, customer_id, order_id, unit_id)
    select ${source}, n.* from unnest(${textArray(orders.map((order) => order.draft.orderNumber))}::text[],
      ${plainArray(orders.map((order) => order.place.customerId))}::uuid[],
      ${plainArray(orders.map((order) => order.orderId))}::uuid[],
      ${plainArray(orders.map((order) => order.place.unitId))}::int[]) n`.execute(ctx.db)
}

export interface NewLine {
  orderId: string
  place: Pick<Place, 'customerId' | 'unitId'>
  currency: string
  lineNo: number
  line: LineDraft
}

/** Writes lines in one statement. */
export async function insertLines(
  ctx: Context,
  rows: readonly NewLine[],
  products: ReadonlyMap<string, KnownProduct>,
  runId: string | null,
): Promise<void> {
  if (rows.length === 0) return
  const lines = rows.map((row) => row.line)
  const parts = rows.map((row) => completeLine(row.line, row.currency, products))
  await sql`
    insert into orders.lines (customer_id, order_id, line_no, unit_id, product_id, sku, product_name, category_path,
      brand, quantity, unit_price, discount_micro, freight_micro, revenue_micro, cost_micro, content_hash,
      correction_of, run_id)
    select l.*, ${runId}::uuid from unnest(${plainArray(rows.map((row) => row.place.customerId))}::uuid[],
      ${plainArray(rows.map((row) => row.orderId))}::uuid[], ${plainArray(rows.map((row) => row.lineNo))}::int[],
      ${plainArray(rows.map((row) => row.place.unitId))}::int[], ${plainArray(parts.map((part) => part.productId))}::uuid[],
      ${textArray(lines.map((line) => line.sku))}::text[], ${textArray(lines.map((line) => line.productName))}::text[],
      ${textArray(parts.map((part) => part.categoryPath))}::text[], ${textArray(parts.map((part) => part.brand))}::text[],
      ${plainArray(lines.map((line) => line.quantity))}::numeric[], ${plainArray(lines.map((line) => line.unitPrice))}::numeric[],
      ${plainArray(lines.map((line) => line.discountMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.freightMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.revenueMicro))}::bigint[], ${plainArray(parts.map((part) => part.costMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.contentHash))}::bigint[],
      ${textArray(lines.map((line) => line.correctionOf))}::text[]) l`.execute(ctx.db)
}
