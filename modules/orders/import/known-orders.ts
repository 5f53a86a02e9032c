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

type Head = Omit<KnownOrder, 'lines'>

/**
 * Orders that stand already, with their lines, by the numbers a file of this source gives them. A number that the
 * source doesn't know and that begins with another source's name, as in our exports (`desk:100001`), is that one's order.
 */
export async function findKnownOrders(
  ctx: Context,
  source: string,
  orderNumbers: string[],
): Promise<Map<string, KnownOrder>> {
  const own = await findHeads(
    ctx,
    orderNumbers.map((given) => ({ given, source, number: given })),
  )
  const found = new Set(own.map((order) => order.orderNumber))
  const foreign = await findHeads(
    ctx,
    orderNumbers.flatMap((given) => {
      const cut = given.indexOf(':')
      return cut > 0 && !found.has(given) ? [{ given, source: given.slice(0, cut), number: given.slice(cut + 1) }] : []
    }),
  )
  const known = new Map([...own, ...foreign].map((head) => [head.orderId, { ...head, lines: [] as StandingLine[] }]))
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

/** `orderNumber` is the number as the file gives it. */
async function findHeads(
  ctx: Context,
  wanted: readonly { given: string; source: string; number: string }[],
): Promise<Head[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<Omit<Head, 'headHashes'> & { headHashes: string[] }>`
    select o.customer_id as "customerId", o.order_id as "orderId", w.given as "orderNumber", o.currency,
      o.unit_id as "unitId", o.is_anonymous as "isAnonymous", o.head_hashes::text[] as "headHashes"
    from unnest(${wanted.map((one) => one.given)}::text[], ${wanted.map((one) => one.source)}::text[],
      ${wanted.map((one) => one.number)}::text[]) w (given, source, order_number)
    join orders.order_numbers n on n.source = w.source and n.order_number = w.order_number
    join orders.orders o on o.customer_id = n.customer_id and o.order_id = n.order_id
    for update of o`.execute(ctx.db)
  return rows.map((row) => ({ ...row, headHashes: row.headHashes.map(BigInt) }))
}
