import { multiplyMicro, parseDecimal, splitMicro } from '#core/words/money.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import type { LineSaid, OrderSaid } from './order-telling.ts'
import { rowsOfRefunds, type SoldLine } from './rows-of-refunds.ts'
import { refundsOf, saidBy, type ToldState } from './told-state.ts'

/** An order that was told of, in the rows an import would have of it. */
export interface RowsOfOrder {
  sale: OrderLineRow[]
  refunds: RefundRows[]
}

export interface RefundRows {
  rows: OrderLineRow[]
  /** Which row of the sale each takes back; null: money alone. */
  takes: (number | null)[]
}

/** The rows of a told order; null as long as its number, or what was bought, is not known. */
export function rowsOfOrder(state: ToldState, homeCurrency: string): RowsOfOrder | null {
  const said = saidBy(state)
  const lines = linesOf(said)
  if (!said.orderNumber || lines.length === 0) return null
  const head = headOf(said, state.firstAt, homeCurrency)
  const discounts = discountsOf(said, lines)
  const sale = lines.map((line, index): OrderLineRow => {
    const freightMicro = index === 0 && said.freight ? parseDecimal(said.freight) : null
    const { sku = null, name = null, category = null, brand = null, quantity, unitPrice } = line
    const what = { sku, productName: name, category, brand, quantity, unitPrice }
    return { ...head, ...what, discountMicro: discounts[index] ?? null, freightMicro }
  })
  const sold = lines.map((line, index): SoldLine => ({ ref: line.ref ?? null, row: sale[index] as OrderLineRow }))
  return { sale, refunds: rowsOfRefunds(sold, refundsOf(state)) }
}

function headOf(said: OrderSaid, firstAt: number, homeCurrency: string) {
  const { orderNumber = '', buyer = {}, status, statusGiven, channel, shop, voucher } = said
  const time = (text: string | undefined) => (text ? new Date(text) : null)
  return {
    ...buyer,
    ...{ orderNumber, channel: channel ?? null, shop: shop ?? null, voucher: voucher ?? null },
    ...{ status: status ?? null, statusGiven: statusGiven ?? null, currency: said.currency ?? homeCurrency },
    orderedAt: time(said.orderedAt) ?? new Date(firstAt),
    approvedAt: time(said.approvedAt),
    shippedAt: time(said.shippedAt),
    deliveredAt: time(said.deliveredAt),
    promisedAt: time(said.promisedAt),
  }
}

/** Some shops say what an order came to and not what was in it. */
function linesOf({ lines = [], total }: OrderSaid): LineSaid[] {
  return lines.length > 0 || total === undefined ? lines : [{ quantity: '1', unitPrice: total }]
}

/** Each line's own discount, and its part of the order's by what it comes to. */
function discountsOf(said: OrderSaid, lines: readonly LineSaid[]): bigint[] {
  const own = lines.map(({ discount }) => parseDecimal(discount ?? '0') ?? 0n)
  const whole = parseDecimal(said.discount ?? '0') ?? 0n
  const amounts = lines.map(({ quantity, unitPrice }, index) => {
    const goods = multiplyMicro(parseDecimal(unitPrice) ?? 0n, quantity) - (own[index] ?? 0n)
    return goods > 0n ? goods : 0n
  })
  if (whole === 0n || amounts.every((amount) => amount === 0n)) return own
  return splitMicro(whole, amounts).map((part, index) => part + (own[index] ?? 0n))
}
