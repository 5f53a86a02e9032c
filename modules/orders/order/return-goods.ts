import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid, refused } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal, multiplyMicro, parseDecimal } from '#core/words/money.ts'
import { newOrder } from '../import/add-orders.ts'
import { contentHash } from '../import/content-hash.ts'
import type { LineDraft, OrderDraft } from '../import/order-draft.ts'
import { productsOf } from '../import/prepared-line.ts'
import { takeInOrders } from '../import/take-in-orders.ts'
import type { returnGoodsCall } from './contract.ts'
import { keepTakenBack } from './keep-taken-back.ts'
import { type LockedOrder, lockOrder } from './lock-order.ts'
import { mayReturn } from './order-rules.ts'
import { findReturnableLines, type ReturnableLine } from './returnable-lines.ts'
import { quantityText, shareTaken, thousandths } from './share-taken.ts'
import { tellChanged } from './tell-changed.ts'

type Input = InputOf<typeof returnGoodsCall>

/**
 * Takes goods of a sale back: an order with negative lines that names the sale, at the prices and discounts that were
 * paid. Pieces can come back once. The sale itself keeps its state.
 * @throws notFound `order_not_found`; refused `order_not_returnable`, `more_than_sold`; invalid `line_not_found`,
 * `nothing_returned`.
 */
export async function returnGoods(ctx: Context, input: Input): Promise<ReplyOf<typeof returnGoodsCall>> {
  const sale = await lockOrder(ctx, input.orderId)
  if (!mayReturn(sale)) {
    throw refused('order_not_returnable', `Goods of an order that is ${sale.status} can't come back.`, {
      status: sale.status,
    })
  }
  const lines = await takenLines(ctx, sale, input)
  const orderNumber = await numberOfReturn(ctx, sale)
  const draft = draftOf(ctx, sale, orderNumber, lines)
  const origin = { source: sale.source, runId: null }
  const order = newOrder(draft, sale)
  await takeInOrders(ctx, [order], await productsOf(ctx, [draft], origin), origin)
  await nameSale(ctx, sale, order.orderId, { lines, reason: input.reason ?? null })
  await keepTakenBack(ctx, sale.isAnonymous ? [] : [sale.customerId])
  const revenueMicro = draft.lines.reduce((sum, line) => sum + line.revenueMicro, 0n)
  audit(ctx, 'orders.order.returned', {
    target: sale.orderId,
    customerId: sale.customerId,
    details: { return: order.orderId, lines: input.lines },
  })
  tellChanged(ctx, sale, sale.status)
  return { orderId: order.orderId, orderNumber, revenue: formatDecimal(revenueMicro, sale.currency) }
}

interface TakenLine {
  of: ReturnableLine
  draft: LineDraft
}

async function takenLines(ctx: Context, sale: LockedOrder, input: Input): Promise<TakenLine[]> {
  const sold = new Map((await findReturnableLines(ctx, sale)).map((line) => [line.lineNo, line]))
  const wanted = new Map<number, bigint>()
  for (const { lineNo, quantity } of input.lines) {
    wanted.set(lineNo, (wanted.get(lineNo) ?? 0n) + thousandths(quantity))
  }
  const taken = [...wanted]
    .filter(([, pieces]) => pieces > 0n)
    .map(([lineNo, pieces], index) => {
      const of = sold.get(lineNo)
      if (!of) throw invalid('line_not_found', `The order has no line ${lineNo}.`, { lineNo })
      const left = thousandths(of.quantity) - thousandths(of.takenQuantity)
      if (pieces > left) {
        throw refused('more_than_sold', `Of line ${lineNo} only ${quantityText(left)} can still come back.`, {
          lineNo,
          returnable: quantityText(left),
        })
      }
      return { of, draft: draftLine(of, pieces, index + 1) }
    })
  if (taken.length === 0) throw invalid('nothing_returned', 'Say how many pieces come back.', { field: 'lines' })
  return taken
}

function draftLine(of: ReturnableLine, pieces: bigint, line: number): LineDraft {
  const sold = { pieces: thousandths(of.quantity), taken: thousandths(of.takenQuantity) }
  const discount = shareTaken(of.discountMicro, { ...sold, takenAmount: of.takenDiscountMicro }, pieces)
  const cost =
    of.costMicro === null ? null : shareTaken(of.costMicro, { ...sold, takenAmount: of.takenCostMicro }, pieces)
  const quantity = quantityText(-pieces)
  const goods = multiplyMicro(parseDecimal(of.unitPrice) ?? 0n, quantity)
  return {
    line,
    sku: of.sku,
    productName: of.productName,
    category: of.categoryPath,
    brand: of.brand,
    quantity,
    unitPrice: of.unitPrice,
    unitCostMicro: null,
    discountMicro: -discount,
    revenueMicro: goods + discount,
    costMicro: cost === null ? null : -cost,
    freightMicro: 0n,
    saysFreight: false,
    contentHash: contentHash(`return ${of.lineNo} ${quantity}`),
    headHash: 0n,
    correctionOf: null,
  }
}

function draftOf(ctx: Context, sale: LockedOrder, orderNumber: string, lines: readonly TakenLine[]): OrderDraft {
  const { currency, channel, shop, country, regionPath, city } = sale
  const nobody = {
    customerRef: null,
    visitorId: null,
    customerName: null,
    email: null,
    phone: null,
    region: null,
    address: null,
    postcode: null,
  }
  const times = { approvedAt: null, shippedAt: null, deliveredAt: null, promisedAt: null }
  return {
    orderNumber,
    currency,
    head: {
      ...{ channel, shop, country, regionPath, city, ...times },
      orderedAt: ctx.now,
      status: 'returned',
      statusGiven: null,
      voucher: null,
    },
    buyer: { ...nobody, country, city },
    lines: lines.map(({ draft }) => draft),
  }
}

/** The sale's number with -R1, -R2 … behind it, whichever is free. The sale is locked, so nobody takes it meanwhile. */
async function numberOfReturn(ctx: Context, sale: LockedOrder): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select ${sale.orderNumber} || '-R' || n as number from generate_series(1, 1000) n
    where not exists (select from orders.order_numbers t
      where t.source = ${sale.source} and t.order_number = ${sale.orderNumber} || '-R' || n)
    order by n limit 1`.execute(ctx.db)
  return rows[0]?.number ?? `${sale.orderNumber}-R1`
}

async function nameSale(
  ctx: Context,
  sale: LockedOrder,
  returnId: string,
  { lines, reason }: { lines: readonly TakenLine[]; reason: string | null },
): Promise<void> {
  await sql`
    update orders.orders set return_of = ${sale.orderId}::uuid, reason = ${reason}
    where customer_id = ${sale.customerId}::uuid and order_id = ${returnId}::uuid`.execute(ctx.db)
  await sql`
    update orders.lines l set return_of_line = t.of_line
    from unnest(${lines.map((_, index) => index + 1)}::int[], ${lines.map(({ of }) => of.lineNo)}::int[]) t (line_no, of_line)
    where l.customer_id = ${sale.customerId}::uuid and l.order_id = ${returnId}::uuid and l.line_no = t.line_no`.execute(
    ctx.db,
  )
  await sql`
    update orders.orders set version = version + 1, changed_at = now()
    where customer_id = ${sale.customerId}::uuid and order_id = ${sale.orderId}::uuid`.execute(ctx.db)
}
