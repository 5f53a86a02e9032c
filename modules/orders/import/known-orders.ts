import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { StandingLine } from './match-lines.ts'

export interface KnownOrder {
  customerId: string
  orderId: string
  orderNumber: string
  currency: string
  unitId: number
  isAnonymous: boolean
  headHashes: bigint[]
  lines: StandingLine[]
}

/** Orders of a source that stand already, with their lines, by their numbers. Two statements. */
export async function findKnownOrders(
  ctx: Context,
  source: string,
  orderNumbers: string[],
): Promise<Map<string, KnownOrder>> {
  const { rows } = await sql<Omit<KnownOrder, 'lines' | 'headHashes'> & { headHashes: string[] }>`
    select o.customer_id as "customerId", o.order_id as "orderId", n.order_number as "orderNumber", o.currency,
      o.unit_id as "unitId", o.is_anonymous as "isAnonymous", o.head_hashes::text[] as "headHashes"
    from orders.order_numbers n join orders.orders o using (customer_id, order_id)
    where n.source = ${source} and n.order_number = any(${orderNumbers}::text[]) for update of o`.execute(ctx.db)
  const known = new Map(
    rows.map((row) => [row.orderId, { ...row, headHashes: row.headHashes.map(BigInt), lines: [] as StandingLine[] }]),
  )
  if (known.size === 0) return new Map()
  const orders = [...known.values()]
  const lines = await sql<StandingLine & { orderId: string }>`
    select l.order_id as "orderId", l.line_no as "lineNo", l.sku, l.content_hash as "contentHash",
      l.correction_of as "correctionOf"
    from unnest(${orders.map((order) => order.customerId)}::uuid[], ${orders.map((order) => order.orderId)}::uuid[])
      o (customer_id, order_id)
    join orders.lines l using (customer_id, order_id)
    order by l.order_id, l.line_no`.execute(ctx.db)
  for (const { orderId, ...line } of lines.rows) known.get(orderId)?.lines.push(line)
  return new Map(orders.map((order) => [order.orderNumber, order]))
}
