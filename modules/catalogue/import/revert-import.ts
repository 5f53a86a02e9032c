import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Takes back what a run did to products, at most `limit` rows at a time; `left` says whether some remain. A product
 * that a later run changed again keeps that later state, and one that orders still mention stays, provisional.
 */
export async function revertImport(ctx: Context, runId: string, limit: number): Promise<{ left: boolean }> {
  const changes = await restoreChanged(ctx, runId, limit)
  if (changes >= limit) return { left: true }
  const created = await removeCreated(ctx, runId, limit - changes)
  return { left: changes + created >= limit }
}

async function restoreChanged(ctx: Context, runId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ handled: bigint }>`
    with mine as (
      delete from catalogue.import_changes where (run_id, change_id) in (
        select run_id, change_id from catalogue.import_changes where run_id = ${runId}::uuid order by change_id desc limit ${limit})
      returning change_id, product_id, before
    ), later as (
      select distinct on (m.change_id) m.change_id as mine_id, l.run_id, l.change_id, m.before
      from mine m join catalogue.import_changes l on l.product_id = m.product_id and l.change_id > m.change_id
        and l.run_id <> ${runId}::uuid
      order by m.change_id, l.change_id
    ), spliced as (
      update catalogue.import_changes c set before = l.before from later l
      where c.run_id = l.run_id and c.change_id = l.change_id returning l.mine_id
    ), oldest as (
      select distinct on (product_id) product_id, before from mine
      where change_id not in (select mine_id from later) order by product_id, change_id
    ), restored as (
      update catalogue.products p set sku = b.sku, name = b.name, category_path = b.category_path, brand = b.brand,
        supplier = b.supplier, barcode = b.barcode, price_micro = b.price_micro, unit_cost_micro = b.unit_cost_micro,
        currency = b.currency, stock = b.stock, provisional = b.provisional, search = b.search,
        changed_at = b.changed_at, version = b.version
      from oldest o, jsonb_populate_record(null::catalogue.products, o.before) b
      where p.product_id = o.product_id returning 1
    )
    select count(*) as handled from mine`.execute(ctx.db)
  return Number(rows[0]?.handled ?? 0)
}

async function removeCreated(ctx: Context, runId: string, limit: number): Promise<number> {
  const { rows } = await sql<{ handled: bigint }>`
    with mine as (
      select product_id, exists (select from facts.order_lines l where l.product_id = p.product_id) as used,
        (select min(change_id) from catalogue.import_changes c where c.product_id = p.product_id) as later
      from catalogue.products p where run_id = ${runId}::uuid limit ${limit}
    ), handed_on as (
      delete from catalogue.import_changes c using mine m where c.change_id = m.later
      returning c.product_id, c.run_id
    ), kept as (
      update catalogue.products p set run_id = (select h.run_id from handed_on h where h.product_id = p.product_id),
        provisional = (m.later is null)
      from mine m where p.product_id = m.product_id and (m.used or m.later is not null)
    ), gone as (
      delete from catalogue.products p using mine m
      where p.product_id = m.product_id and not m.used and m.later is null
    )
    select count(*) as handled from mine`.execute(ctx.db)
  return Number(rows[0]?.handled ?? 0)
}
