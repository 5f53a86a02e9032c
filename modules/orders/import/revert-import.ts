import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { forgetInteractions } from '#modules/customers/public.ts'
import { keepTakenBack } from '../order/keep-taken-back.ts'
import { findToldOrders, retellOrders, timelineRow } from '../order/timeline-rows.ts'
import { tellImported } from './tell-imported.ts'

/**
 * Takes back what a run did to orders, at most `limit` of them at a time; `left` says whether some remain. First what
 * it changed gets its former state again, then what it made goes. An order that a later run changed as well keeps that
 * later state: it then counts as made, or its former state as found, by that run.
 */
export async function revertImport(ctx: Context, runId: string, limit: number): Promise<{ left: boolean }> {
  const changes = await restoreChanged(ctx, runId, limit)
  if (changes >= limit) return { left: true }
  const created = await removeCreated(ctx, runId, limit - changes)
  return { left: changes + created >= limit }
}

async function restoreChanged(ctx: Context, runId: string, limit: number): Promise<number> {
  const taken = await sql<{ change_id: bigint; order_id: string; was_spliced: boolean }>`
    with mine as (
      select change_id, order_id, before from orders.import_changes where run_id = ${runId}::uuid
      order by change_id desc limit ${limit}
    ), later as (
      select distinct on (m.change_id) m.change_id as mine_id, l.run_id, l.change_id, m.before
      from mine m join orders.import_changes l on l.order_id = m.order_id and l.change_id > m.change_id
        and l.run_id <> ${runId}::uuid
      order by m.change_id, l.change_id
    ), spliced as (
      update orders.import_changes c set before = l.before from later l
      where c.run_id = l.run_id and c.change_id = l.change_id returning l.mine_id
    )
    select change_id, order_id, change_id in (select mine_id from spliced) as was_spliced from mine`.execute(ctx.db)
  const ids = taken.rows.filter((row) => !row.was_spliced).map((row) => row.order_id)
  if (ids.length > 0) {
    const before = await findToldOrders(ctx, ids)
    const changeIds = taken.rows.filter((row) => !row.was_spliced).map((row) => row.change_id.toString())
    await putBack(ctx, runId, changeIds)
    const after = await findToldOrders(ctx, ids)
    await retellOrders(ctx, before, after)
    await followUp(
      ctx,
      runId,
      [...before, ...after].map((order) => order.customerId),
    )
  }
  await sql`delete from orders.import_changes where run_id = ${runId}::uuid
    and change_id = any(${taken.rows.map((row) => row.change_id.toString())}::bigint[])`.execute(ctx.db)
  return taken.rows.length
}

/** The oldest of these before-images per order become the orders again. */
async function putBack(ctx: Context, runId: string, changeIds: readonly string[]): Promise<void> {
  const images = sql`(
    select distinct on (order_id) order_id, before from orders.import_changes
    where run_id = ${runId}::uuid and change_id = any(${changeIds}::bigint[]) order by order_id, change_id)`
  await sql`delete from orders.lines l using orders.order_numbers n, ${images} b
    where n.order_id = b.order_id and l.customer_id = n.customer_id and l.order_id = n.order_id`.execute(ctx.db)
  await putBackHeads(ctx, images)
  await sql`
    update orders.order_numbers n set unit_id = (b.before->'order'->>'unit_id')::int
    from ${images} b where n.order_id = b.order_id`.execute(ctx.db)
  await sql`
    insert into orders.lines
    select l.* from ${images} b, jsonb_populate_recordset(null::orders.lines, b.before->'lines') l`.execute(ctx.db)
}

async function putBackHeads(ctx: Context, images: RawBuilder<unknown>): Promise<void> {
  await sql`
    update orders.orders o set customer_id = r.customer_id, ordered_at = r.ordered_at, status = r.status,
      status_given = r.status_given, kind = r.kind, currency = r.currency, goods_micro = r.goods_micro,
      discount_micro = r.discount_micro, freight_micro = r.freight_micro, revenue_micro = r.revenue_micro,
      taken_back_micro = r.taken_back_micro, cost_micro = r.cost_micro, lines_count = r.lines_count,
      return_of = r.return_of, channel = r.channel, shop = r.shop, unit_id = r.unit_id, country = r.country,
      region_path = r.region_path, city = r.city, voucher = r.voucher, is_anonymous = r.is_anonymous,
      approved_at = r.approved_at, shipped_at = r.shipped_at, delivered_at = r.delivered_at,
      promised_at = r.promised_at, cancelled_at = r.cancelled_at, reason = r.reason, head_hashes = r.head_hashes,
      changed_at = r.changed_at, version = r.version
    from ${images} b join orders.order_numbers n on n.order_id = b.order_id,
      jsonb_populate_record(null::orders.orders, b.before->'order') r
    where o.customer_id = n.customer_id and o.order_id = n.order_id`.execute(ctx.db)
}

async function removeCreated(ctx: Context, runId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ order_id: string; later: bigint | null }>`
    select order_id, (select min(c.change_id) from orders.import_changes c where c.order_id = o.order_id) as later
    from orders.orders o where run_id = ${runId}::uuid limit ${limit}`.execute(ctx.db)
  const kept = rows.filter((row) => row.later !== null).map((row) => row.order_id)
  const gone = rows.filter((row) => row.later === null).map((row) => row.order_id)
  if (kept.length > 0) {
    await sql`
      with heirs as (
        delete from orders.import_changes c using (
          select distinct on (order_id) run_id, change_id from orders.import_changes
          where order_id = any(${kept}::uuid[]) order by order_id, change_id) f
        where c.run_id = f.run_id and c.change_id = f.change_id returning c.order_id, c.run_id
      )
      update orders.orders o set run_id = h.run_id from heirs h, orders.order_numbers n
      where n.order_id = h.order_id and o.customer_id = n.customer_id and o.order_id = n.order_id`.execute(ctx.db)
    const told = await findToldOrders(ctx, kept)
    await retellOrders(
      ctx,
      told.map((order) => ({ ...order, runId })),
      told,
    )
  }
  const told = await findToldOrders(ctx, gone)
  await forgetInteractions(ctx, told.map(timelineRow))
  await sql`delete from orders.orders o using orders.order_numbers n where n.order_id = any(${gone}::uuid[])
    and o.customer_id = n.customer_id and o.order_id = n.order_id`.execute(ctx.db)
  await followUp(
    ctx,
    runId,
    told.map((order) => order.customerId),
  )
  return rows.length
}

async function followUp(ctx: Context, runId: string, customerIds: readonly string[]): Promise<void> {
  const ids = [...new Set(customerIds)]
  await keepTakenBack(ctx, ids)
  tellImported(ctx, runId, ids)
}
