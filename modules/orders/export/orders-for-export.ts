import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { ExportColumn, ExportPart } from '#core/files/export-part.ts'
import { shortestDecimal } from '#core/words/money.ts'
import {
  type CustomersWanted,
  contactsForExport,
  type ExportedContact,
  isRestricted,
  nextWanted,
  placeCells,
} from '#modules/customers/public.ts'
import { unitCostOf } from './unit-cost-cell.ts'

const SEES_COST = 'orders.profit'

/** Columns of an order file, those that an import reads; one row a line. */
export const orderExportColumns: readonly ExportColumn[] = [
  { name: 'order_number' },
  { name: 'ordered_at' },
  { name: 'status' },
  { name: 'customer_ref' },
  { name: 'customer_name', mask: 'name' },
  { name: 'email', mask: 'email' },
  { name: 'phone', mask: 'phone' },
  { name: 'country' },
  { name: 'region' },
  { name: 'city' },
  { name: 'address', mask: 'address' },
  { name: 'sku' },
  { name: 'product_name' },
  { name: 'category' },
  { name: 'brand' },
  { name: 'quantity', isNumber: true },
  { name: 'unit_price', isNumber: true },
  { name: 'discount', isNumber: true },
  { name: 'currency' },
  { name: 'unit_cost', isNumber: true, needs: SEES_COST },
  { name: 'channel' },
  { name: 'shop' },
  { name: 'postcode', mask: 'address' },
  { name: 'freight', isNumber: true },
  { name: 'voucher' },
  { name: 'status_given' },
  { name: 'approved_at' },
  { name: 'shipped_at' },
  { name: 'delivered_at' },
  { name: 'promised_at' },
  { name: 'cancelled_at' },
]

interface Line {
  customerId: string
  orderId: string
  orderNumber: string
  source: string
  orderedAt: Date
  status: string
  statusGiven: string | null
  isAnonymous: boolean
  country: string | null
  regionPath: string | null
  city: string | null
  sku: string | null
  productName: string | null
  category: string | null
  brand: string | null
  quantity: string | null
  unitPrice: string | null
  discountMicro: bigint | null
  freightMicro: bigint | null
  costMicro: bigint | null
  currency: string
  channel: string | null
  shop: string | null
  voucher: string | null
  approvedAt: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  promisedAt: Date | null
  cancelledAt: Date | null
}

const CUSTOMERS = 500
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The lines of the next orders, at most `limit` orders, customer by customer; whose they are masked as the caller sees
 * it. The street of an order isn't kept: `address` and `postcode` are the customer's where the order went to their
 * place, and empty elsewhere.
 * @throws as the list of customers does for the same restriction.
 */
export async function ordersForExport(
  ctx: Context,
  wanted: CustomersWanted,
  after: string[] | null,
  limit: number,
): Promise<ExportPart> {
  const ids = isRestricted(wanted) ? await nextWanted(ctx, wanted, after?.[0] ?? null, CUSTOMERS) : null
  if (ids?.length === 0) return { rows: [], next: null }
  const lines = await readLines(ctx, { ids, after, limit })
  const people = await contactsForExport(ctx, [...new Set(lines.map((line) => line.customerId))], wanted.source)
  const seesCost = may(ctx.actor, SEES_COST)
  return {
    rows: lines.flatMap((line) =>
      line.quantity === null ? [] : [cellsOf(line, people.get(line.customerId), { source: wanted.source, seesCost })],
    ),
    next: nextPlace(lines, ids, limit),
  }
}

async function readLines(
  ctx: Context,
  { ids, after, limit }: { ids: string[] | null; after: string[] | null; limit: number },
): Promise<Line[]> {
  const within = ids ? sql`and o.customer_id = any(${ids}::uuid[])` : sql``
  const beyond = after ? sql`and (o.customer_id, o.order_id) > (${after[0]}::uuid, ${after[1]}::uuid)` : sql``
  const { rows } = await sql<Line>`
    with part as materialized (
      select o.* from orders.orders o where true ${within} ${beyond} order by o.customer_id, o.order_id limit ${limit}
    )
    select p.customer_id as "customerId", p.order_id as "orderId", p.order_number as "orderNumber", p.source,
      p.ordered_at as "orderedAt", p.status, p.status_given as "statusGiven", p.is_anonymous as "isAnonymous", p.country, p.region_path as "regionPath",
      p.city, p.currency, p.channel, p.shop, p.voucher, p.approved_at as "approvedAt", p.shipped_at as "shippedAt",
      p.delivered_at as "deliveredAt", p.promised_at as "promisedAt", p.cancelled_at as "cancelledAt", l.sku, l.product_name as "productName", l.category_path as category,
      l.brand, trim_scale(l.quantity)::text as quantity, trim_scale(l.unit_price)::text as "unitPrice",
      l.discount_micro as "discountMicro", l.freight_micro as "freightMicro", l.cost_micro as "costMicro"
    from part p left join orders.lines l on l.customer_id = p.customer_id and l.order_id = p.order_id
    order by p.customer_id, p.order_id, l.line_no`.execute(ctx.db)
  return rows
}

/** Behind the last order; when these customers have no more, behind the last of them. */
function nextPlace(lines: readonly Line[], ids: readonly string[] | null, limit: number): string[] | null {
  const last = lines.at(-1)
  if (last && new Set(lines.map((line) => line.orderId)).size >= limit) return [last.customerId, last.orderId]
  const lastId = ids?.at(-1)
  return ids && lastId && ids.length >= CUSTOMERS ? [lastId, LAST] : null
}

function cellsOf(
  line: Line,
  person: ExportedContact | undefined,
  { source, seesCost }: { source: string; seesCost: boolean },
): string[] {
  const quantity = line.quantity ?? '0'
  const place = placeCells(line)
  const home = isAtHome(line, person, place) ? person : undefined
  const unitCost = seesCost ? unitCostOf(line.costMicro, quantity) : null
  return [
    line.source === source ? line.orderNumber : `${line.source}:${line.orderNumber}`,
    line.orderedAt.toISOString(),
    line.status,
    person?.reference ?? '',
    person?.name ?? '',
    person?.email ?? '',
    person?.phone ?? '',
    ...place,
    home?.address ?? '',
    line.sku ?? '',
    line.productName ?? '',
    line.category ?? '',
    line.brand ?? '',
    quantity,
    line.unitPrice ?? '0',
    shortestDecimal(line.discountMicro ?? 0n),
    line.currency,
    unitCost === null ? '' : shortestDecimal(unitCost),
    line.channel ?? '',
    line.shop ?? '',
    home?.postcode ?? '',
    shortestDecimal(line.freightMicro ?? 0n),
    line.voucher ?? '',
    line.statusGiven ?? '',
    ...[line.approvedAt, line.shippedAt, line.deliveredAt, line.promisedAt, line.cancelledAt].map(
      (moment) => moment?.toISOString() ?? '',
    ),
  ]
}

/** A street of the customer beside another city of the order would be an address where nobody lives. */
const isAtHome = (line: Line, person: ExportedContact | undefined, place: readonly string[]): boolean =>
  person?.regionPath === line.regionPath && person.city === line.city && place.some((cell) => cell !== '')
