import type { Life } from './life.ts'
import { lineNet } from './line-net.ts'
import { microText } from './micro-text.ts'
import type { Order } from './order.ts'

/** Sums of one currency, in whole millionths. Cancelled orders stand apart and enter no other sum. */
type Sums = { sold: bigint; returned: bigint; cancelled: bigint; discounts: bigint; cost: bigint }

/** Counts and sums of everything written, so that an import can be held against them. */
export class Totals {
  orders = 0
  orderLines = 0
  creditNotes = 0
  cancelledOrders = 0
  anonymousOrders = 0
  anonymousLines = 0
  guestOrders = 0
  kinds = new Map<string, number>()
  money = new Map<string, Sums>()

  /** Counts one life and gives back what the customer brought, in whole millionths. */
  add(life: Life): number {
    let net = 0
    for (const order of life.orders) net += this.#addOrder(order)
    for (const order of life.anonymous) this.#addOrder(order)
    for (const { kind } of life.interactions) this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
    return net
  }

  #addOrder(order: Order): number {
    this.orders++
    this.orderLines += order.lines.length
    if (order.kind === 'credit-note') this.creditNotes++
    if (order.status === 'cancelled') this.cancelledOrders++
    if (order.known === 'guest') this.guestOrders++
    if (order.known === 'anonymous') {
      this.anonymousOrders++
      this.anonymousLines += order.lines.length
    }
    const sums = this.#sumsOf(order.currency)
    let net = 0
    for (const line of order.lines) {
      const amount = lineNet(line)
      if (order.status === 'cancelled') {
        sums.cancelled += BigInt(amount)
        continue
      }
      net += amount
      if (amount < 0) sums.returned += BigInt(amount)
      else sums.sold += BigInt(amount)
      sums.discounts += BigInt(line.discountMicro)
      sums.cost += BigInt(line.unitCostMicro * line.quantity)
    }
    return net
  }

  #sumsOf(currency: string): Sums {
    let sums = this.money.get(currency)
    if (sums === undefined) {
      sums = { sold: 0n, returned: 0n, cancelled: 0n, discounts: 0n, cost: 0n }
      this.money.set(currency, sums)
    }
    return sums
  }

  /** `revenue` is what stays: sold (after discounts) and returned together, cancelled orders left out. */
  report() {
    const { orders, orderLines, creditNotes, cancelledOrders, anonymousOrders, anonymousLines, guestOrders } = this
    const money = Object.fromEntries(
      [...this.money].sort().map(([currency, { sold, returned, cancelled, discounts, cost }]) => [
        currency,
        {
          revenue: microText(sold + returned),
          sold: microText(sold),
          returned: microText(returned),
          cancelled: microText(cancelled),
          discounts: microText(discounts),
          cost: microText(cost),
        },
      ]),
    )
    const kinds = Object.fromEntries([...this.kinds].sort())
    return {
      orders,
      orderLines,
      creditNotes,
      cancelledOrders,
      anonymousOrders,
      anonymousLines,
      guestOrders,
      money,
      kinds,
    }
  }
}
