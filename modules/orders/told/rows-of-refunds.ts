import { divideRounded, multiplyMicro, parseDecimal, shortestDecimal } from '#core/words/money.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { quantityText, shareTaken, thousandths } from '../order/share-taken.ts'
import type { RefundSaid } from './order-telling.ts'
import type { RefundRows } from './rows-of-order.ts'

export interface SoldLine {
  ref: string | null
  row: OrderLineRow
}

/** What is left of a sold line as refunds go by. */
interface Left {
  at: number
  sold: SoldLine
  pieces: bigint
  taken: bigint
  /** Paid for the line, and given back of it. */
  amount: bigint
  takenAmount: bigint
}

/**
 * Refunds as orders with negative lines, at what was really given back: the line's price, less or more by a discount.
 * Where a shop doesn't say the amount it is the paid price by pieces, the last ones taking what is left.
 * A refund that gives nothing back is left out.
 */
export function rowsOfRefunds(sale: readonly SoldLine[], refunds: readonly RefundSaid[]): RefundRows[] {
  const left = sale.map((sold, at): Left => {
    const goods = multiplyMicro(parseDecimal(sold.row.unitPrice) ?? 0n, sold.row.quantity)
    const amount = goods - (sold.row.discountMicro ?? 0n)
    return { at, sold, pieces: thousandths(sold.row.quantity), taken: 0n, amount, takenAmount: 0n }
  })
  const first = sale[0]?.row
  if (!first) return []
  // Of a cancelled sale nothing counts: what was given back for it must not count against the company.
  const isOff = first.status === 'cancelled'
  return refunds.flatMap((refund) => {
    const head = headOf(first, refund, isOff)
    const taken = takenBy(refund, left)
    if (taken.length === 0) return []
    return [{ rows: taken.map((one) => ({ ...head, ...one.row })), takes: taken.map((one) => one.of) }]
  })
}

interface Taken {
  of: number | null
  row: Pick<OrderLineRow, 'quantity' | 'unitPrice' | 'discountMicro' | 'freightMicro'> & Partial<OrderLineRow>
}

function takenBy(refund: RefundSaid, left: readonly Left[]): Taken[] {
  const wanted: { of: string; quantity: string; amount?: string }[] =
    refund.lines ??
    left
      .filter((line) => line.pieces > line.taken)
      .map((line) => ({ of: String(line.at), quantity: quantityText(line.pieces - line.taken) }))
  let sum = 0n
  const taken = wanted.flatMap((one): Taken[] => {
    const pieces = thousandths(one.quantity)
    const line = refund.lines ? findLine(left, one.of, pieces) : left[Number(one.of)]
    if (pieces <= 0n) return []
    const given = one.amount === undefined ? null : parseDecimal(one.amount)
    const amount = given ?? (line ? shareOf(line, pieces) : 0n)
    sum += amount
    if (line) {
      line.taken += pieces
      line.takenAmount += amount
    }
    return [{ of: line?.at ?? null, row: rowOf(line?.sold.row ?? null, pieces, amount, one.of) }]
  })
  const rest = (refund.amount ? (parseDecimal(refund.amount) ?? 0n) : sum) - sum
  if (refund.lines !== null && rest > 0n) taken.push({ of: null, row: rowOf(null, 1000n, rest, null) })
  const freight = refund.freight ? parseDecimal(refund.freight) : null
  if (freight && taken[0]) taken[0].row.freightMicro = -freight
  return taken
}

/** By the shop's id of the line, else by the product; of several the first that still has so many pieces. */
function findLine(left: readonly Left[], of: string, pieces: bigint): Left | undefined {
  const named = left.filter(({ sold }) => sold.ref === of)
  const lines = named.length > 0 ? named : left.filter(({ sold }) => sold.row.sku === of)
  return lines.find((line) => line.pieces - line.taken >= pieces) ?? lines[0]
}

function shareOf(line: Left, pieces: bigint): bigint {
  if (line.pieces <= 0n) return 0n
  const { pieces: all, taken, takenAmount } = line
  return shareTaken(line.amount, { pieces: all, taken, takenAmount }, pieces)
}

function rowOf(sold: OrderLineRow | null, pieces: bigint, amount: bigint, of: string | null): Taken['row'] {
  const price = sold ? (parseDecimal(sold.unitPrice) ?? 0n) : 0n
  const goods = divideRounded(price * pieces, 1000n)
  // More than the price was given back (a tax on top, say): then that was the price of it.
  const unitPrice = goods >= amount ? price : (amount * 1000n + pieces - 1n) / pieces
  const what = sold
    ? { sku: sold.sku, productName: sold.productName, category: sold.category, brand: sold.brand }
    : { sku: of, productName: null, category: null, brand: null }
  return {
    ...(what as Partial<OrderLineRow>),
    quantity: quantityText(-pieces),
    unitPrice: shortestDecimal(unitPrice),
    discountMicro: divideRounded(unitPrice * pieces, 1000n) - amount,
    freightMicro: null,
  }
}

function headOf(sale: OrderLineRow, refund: RefundSaid, isOff: boolean) {
  const { approvedAt: _a, shippedAt: _s, deliveredAt: _d, promisedAt: _p, voucher: _v, ...head } = sale
  const suffix = refund.refundId === ALL ? '' : refund.refundId
  return {
    ...head,
    orderNumber: `${sale.orderNumber}-R${suffix}`,
    orderedAt: new Date(refund.at),
    status: isOff ? ('cancelled' as const) : ('returned' as const),
    statusGiven: null,
  }
}

/** The one refund of shops that give none a name. */
export const ALL = 'all'
