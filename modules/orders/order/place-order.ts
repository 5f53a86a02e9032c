import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { AppError, invalid, notFound, refused } from '#core/errors.ts'
import { announce } from '#core/events/announce.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { tellDesks } from '#core/live/note.ts'
import { formatDecimal, parseDecimal } from '#core/words/money.ts'
import { isOpenUnit } from '#modules/team/public.ts'
import { orderPlaced } from '../events.ts'
import { newOrder } from '../import/add-orders.ts'
import { gatherOrders } from '../import/gather-orders.ts'
import type { OrderDraft } from '../import/order-draft.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { type Place, placeOrders } from '../import/place-orders.ts'
import { productsOf } from '../import/prepared-line.ts'
import { takeInOrders } from '../import/take-in-orders.ts'
import { unitsOfShops } from '../import/units-of-shops.ts'
import type { placeOrderCall } from './contract.ts'
import { keepTakenBack } from './keep-taken-back.ts'
import { notInFuture } from './not-in-future.ts'

type Input = InputOf<typeof placeOrderCall>

/**
 * Places one order, as an import would. The customer is named by id or by any reference; without one the sale is
 * anonymous.
 * @throws refused `order_number_taken`; notFound `customer_not_found`; invalid `amount_out_of_range`,
 * `ordered_in_future`, `unit_not_open`.
 */
export async function placeOrder(ctx: Context, input: Input): Promise<ReplyOf<typeof placeOrderCall>> {
  const orderNumber = input.orderNumber ?? (await nextNumber(ctx))
  const origin = { source: input.source, runId: null }
  const draft = draftOf(input, orderNumber, notInFuture(ctx, input.orderedAt ?? ctx.now, 'orderedAt'))
  await refuseTaken(ctx, origin.source, orderNumber)
  const place = await placeOf(ctx, input, draft)
  const order = newOrder(draft, place)
  await takeInOrders(ctx, [order], await productsOf(ctx, [draft], origin), origin).catch(toTaken)
  await keepTakenBack(ctx, place.isAnonymous ? [] : [place.customerId])
  const revenueMicro = draft.lines.reduce((sum, line) => sum + line.revenueMicro, 0n)
  const customerId = place.isAnonymous ? null : place.customerId
  const { orderId } = order
  audit(ctx, 'orders.order.placed', { target: orderId, ...(customerId && { customerId }), details: { orderNumber } })
  announce(ctx, orderPlaced, { orderId, orderNumber, revenueMicro: revenueMicro.toString() }, customerId)
  tellDesks(ctx, { topic: 'orders', units: [place.unitId], permission: 'orders.read' })
  return { orderId, orderNumber, customerId, revenue: formatDecimal(revenueMicro, input.currency) }
}

function draftOf(input: Input, orderNumber: string, orderedAt: Date): OrderDraft {
  const { customer, lines, freight } = input
  const { customerId: _, name, ...buyer } = customer
  const rows = lines.map(({ discount, ...line }, index) => {
    const value: OrderLineRow = {
      ...buyer,
      ...line,
      orderNumber,
      orderedAt,
      status: input.status,
      customerName: name ?? null,
      discountMicro: discount ? parseDecimal(discount) : null,
      freightMicro: index === 0 && freight ? parseDecimal(freight) : null,
      currency: input.currency,
      channel: input.channel ?? null,
      shop: input.shop ?? null,
      voucher: input.voucher ?? null,
    }
    return { line: index + 1, value }
  })
  const { orders, refused: wrong } = gatherOrders(rows)
  const [draft] = orders
  if (!draft || wrong[0]) {
    throw invalid('amount_out_of_range', 'An amount of this line is too large.', {
      field: `lines.${(wrong[0]?.line ?? 1) - 1}.unitPrice`,
    })
  }
  return draft
}

async function placeOf(ctx: Context, input: Input, draft: OrderDraft): Promise<Place> {
  const { unitId: given } = input
  if (given !== undefined && !(await isOpenUnit(ctx, given))) {
    throw invalid('unit_not_open', 'There is no such unit, or it is closed.', { field: 'unitId' })
  }
  const { customerId } = input.customer
  if (customerId === undefined) {
    const place = (await placeOrders(ctx, [draft], { source: input.source, runId: null }, given)).get(draft)
    if (!place) throw notFound('customer')
    return place
  }
  const { rows } = await sql<{ into: string | null }>`
    select merged_into as into from facts.customers
    where customer_id = ${customerId}::uuid and stage <> 'anonymous'`.execute(ctx.db)
  if (!rows[0]) throw notFound('customer')
  if (rows[0].into) {
    throw new AppError(410, 'customer_merged', 'This record was joined to another one.', { into: rows[0].into })
  }
  const shop = draft.head.shop
  const unitId = given ?? (await unitsOfShops(ctx, new Set([shop]))).get(shop) ?? 1
  return { customerId, originId: null, unitId, isAnonymous: false }
}

async function nextNumber(ctx: Context): Promise<string> {
  const { rows } = await sql<{ number: bigint }>`select nextval('orders.own_numbers') as number`.execute(ctx.db)
  return `R${rows[0]?.number}`
}

async function refuseTaken(ctx: Context, source: string, orderNumber: string): Promise<void> {
  const { rows } = await sql`
    select 1 from orders.order_numbers where source = ${source} and order_number = ${orderNumber}`.execute(ctx.db)
  if (rows.length > 0) throw taken()
}

const taken = () =>
  refused('order_number_taken', 'There is an order with this number already.', { field: 'orderNumber' })

/** The same number at the same moment, or in a unit the caller doesn't see: the database's key is the judge. */
function toTaken(error: unknown): never {
  const { code, constraint } = error as { code?: string; constraint?: string }
  throw code === '23505' && constraint === 'order_numbers_pkey' ? taken() : error
}
