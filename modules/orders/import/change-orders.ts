import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray, timeArray } from '#core/database/column-arrays.ts'
import type { KnownProduct } from '#modules/catalogue/public.ts'
import { hashesText, insertLines } from './add-orders.ts'
import type { OrderDraft } from './order-draft.ts'
import type { Place } from './place-orders.ts'
import type { OrderChange } from './plan-orders.ts'
import { completeLine } from './prepared-line.ts'
import { recountOrders } from './recount-orders.ts'

/**
 * Applies what a batch changes about orders that stand, and keeps them as they were for taking a run back. What the
 * file doesn't say stays. An order keeps its customer; only an anonymous one passes to whom the file now names
 * (`places`).
 */
export async function changeOrders(
  ctx: Context,
  changes: readonly OrderChange[],
  places: ReadonlyMap<OrderDraft, Place>,
  products: ReadonlyMap<string, KnownProduct>,
  runId: string | null,
): Promise<void> {
  if (changes.length === 0) return
  if (runId) await keepBefore(ctx, changes, runId)
  await removeLines(ctx, changes)
  await changeLines(ctx, changes, products)
  const added = changes.flatMap(({ known, added }) =>
    added.map((entry) => ({ ...entry, orderId: known.orderId, place: known, currency: known.currency })),
  )
  await insertLines(ctx, added, products, runId)
  await changeHeads(ctx, changes, places)
  await recountOrders(
    ctx,
    changes.map(({ known }) => known.orderId),
  )
}

async function keepBefore(ctx: Context, changes: readonly OrderChange[], runId: string): Promise<void> {
  await sql`
    insert into orders.import_changes (run_id, customer_id, order_id, unit_id, before)
    select ${runId}::uuid, o.customer_id, o.order_id, o.unit_id, jsonb_build_object('order', to_jsonb(o),
      'lines', (select coalesce(jsonb_agg(to_jsonb(l) order by line_no), '[]') from orders.lines l
        where l.customer_id = o.customer_id and l.order_id = o.order_id))
    from unnest(${plainArray(changes.map(({ known }) => known.customerId))}::uuid[],
      ${plainArray(changes.map(({ known }) => known.orderId))}::uuid[]) c (customer_id, order_id)
    join orders.orders o using (customer_id, order_id)`.execute(ctx.db)
}

async function removeLines(ctx: Context, changes: readonly OrderChange[]): Promise<void> {
  const gone = changes.flatMap(({ known, removed }) => removed.map((lineNo) => ({ ...known, lineNo })))
  if (gone.length === 0) return
  await sql`
    delete from orders.lines l using unnest(${plainArray(gone.map((line) => line.customerId))}::uuid[],
      ${plainArray(gone.map((line) => line.orderId))}::uuid[], ${plainArray(gone.map((line) => line.lineNo))}::int[])
      g (customer_id, order_id, line_no)
    where l.customer_id = g.customer_id and l.order_id = g.order_id and l.line_no = g.line_no`.execute(ctx.db)
}

async function changeLines(
  ctx: Context,
  changes: readonly OrderChange[],
  products: ReadonlyMap<string, KnownProduct>,
): Promise<void> {
  const rows = changes.flatMap(({ known, changed }) => changed.map((entry) => ({ ...entry, known })))
  if (rows.length === 0) return
  const lines = rows.map((row) => row.line)
  const parts = rows.map((row) => completeLine(row.line, row.known.currency, products))
  await sql`
    update orders.lines l set product_id = n.product_id, sku = n.sku, product_name = n.product_name,
      category_path = n.category_path, brand = n.brand, quantity = n.quantity, unit_price = n.unit_price,
      discount_micro = n.discount, freight_micro = n.freight, revenue_micro = n.revenue, cost_micro = n.cost,
      content_hash = n.hash
    from unnest(${plainArray(rows.map((row) => row.known.customerId))}::uuid[],
      ${plainArray(rows.map((row) => row.known.orderId))}::uuid[], ${plainArray(rows.map((row) => row.lineNo))}::int[],
      ${plainArray(parts.map((part) => part.productId))}::uuid[], ${textArray(lines.map((line) => line.sku))}::text[],
      ${textArray(lines.map((line) => line.productName))}::text[],
      ${textArray(parts.map((part) => part.categoryPath))}::text[], ${textArray(parts.map((part) => part.brand))}::text[],
      ${plainArray(lines.map((line) => line.quantity))}::numeric[], ${plainArray(lines.map((line) => line.unitPrice))}::numeric[],
      ${plainArray(lines.map((line) => line.discountMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.freightMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.revenueMicro))}::bigint[], ${plainArray(parts.map((part) => part.costMicro))}::bigint[],
      ${plainArray(lines.map((line) => line.contentHash))}::bigint[])
      as n (customer_id, order_id, line_no, product_id, sku, product_name, category_path, brand, quantity, unit_price,
        discount, freight, revenue, cost, hash)
    where l.customer_id = n.customer_id and l.order_id = n.order_id and l.line_no = n.line_no`.execute(ctx.db)
}

async function changeHeads(
  ctx: Context,
  changes: readonly OrderChange[],
  places: ReadonlyMap<OrderDraft, Place>,
): Promise<void> {
  const rows = changes.map((change) => ({
    ...change,
    head: change.draft.head,
    place: places.get(change.draft) ?? null,
  }))
  const said = <T>(pick: (row: (typeof rows)[number]) => T) => rows.map((row) => (row.headChanges ? pick(row) : null))
  // Customer and unit are part of the lines' and numbers' keys and scope: the foreign keys carry the customer on.
  await sql`
    with news as (
      select * from unnest(${plainArray(rows.map((row) => row.known.customerId))}::uuid[],
        ${plainArray(rows.map((row) => row.known.orderId))}::uuid[],
        ${plainArray(rows.map((row) => row.place?.customerId ?? row.known.customerId))}::uuid[],
        ${plainArray(rows.map((row) => row.place?.originId ?? null))}::uuid[],
        ${plainArray(rows.map((row) => row.place?.unitId ?? row.known.unitId))}::int[],
        ${timeArray(said((row) => row.head.orderedAt))}::timestamptz[], ${plainArray(said((row) => row.head.status))}::text[],
        ${textArray(said((row) => row.head.statusGiven))}::text[], ${textArray(said((row) => row.head.channel))}::text[],
        ${textArray(said((row) => row.head.shop))}::text[], ${textArray(said((row) => row.head.voucher))}::text[],
        ${textArray(said((row) => row.head.country))}::text[], ${textArray(said((row) => row.head.regionPath))}::text[],
        ${textArray(said((row) => row.head.city))}::text[], ${timeArray(said((row) => row.head.approvedAt))}::timestamptz[],
        ${timeArray(said((row) => row.head.shippedAt))}::timestamptz[],
        ${timeArray(said((row) => row.head.deliveredAt))}::timestamptz[],
        ${timeArray(said((row) => row.head.promisedAt))}::timestamptz[],
        ${textArray(rows.map((row) => hashesText(row.draft)))}::text[], ${plainArray(rows.map((row) => row.headChanges))}::bool[])
        as n (customer_id, order_id, to_customer_id, to_origin_id, unit_id, ordered_at, status, status_given, channel, shop, voucher,
          country, region_path, city, approved_at, shipped_at, delivered_at, promised_at, hashes, replaces)
    ), moved_lines as (
      update orders.lines l set unit_id = n.unit_id from news n
      where l.customer_id = n.customer_id and l.order_id = n.order_id and l.unit_id <> n.unit_id
    ), moved_numbers as (
      update orders.order_numbers l set unit_id = n.unit_id from news n
      where l.customer_id = n.customer_id and l.order_id = n.order_id and l.unit_id <> n.unit_id
    )
    update orders.orders o set customer_id = n.to_customer_id,
      origin_id = case when n.to_customer_id = n.customer_id then o.origin_id else n.to_origin_id end,
      is_anonymous = o.is_anonymous and n.to_customer_id = n.customer_id, unit_id = n.unit_id,
      ordered_at = coalesce(n.ordered_at, o.ordered_at), status = coalesce(n.status, o.status),
      status_given = coalesce(n.status_given, o.status_given), channel = coalesce(n.channel, o.channel),
      shop = coalesce(n.shop, o.shop), voucher = coalesce(n.voucher, o.voucher), country = coalesce(n.country, o.country),
      region_path = coalesce(n.region_path, o.region_path), city = coalesce(n.city, o.city),
      approved_at = coalesce(n.approved_at, o.approved_at), shipped_at = coalesce(n.shipped_at, o.shipped_at),
      delivered_at = coalesce(n.delivered_at, o.delivered_at), promised_at = coalesce(n.promised_at, o.promised_at),
      head_hashes = case when n.replaces then n.hashes::bigint[]
        else array(select unnest(o.head_hashes) union select unnest(n.hashes::bigint[]) order by 1) end,
      changed_at = now(), version = o.version + 1
    from news n where o.customer_id = n.customer_id and o.order_id = n.order_id`.execute(ctx.db)
}
