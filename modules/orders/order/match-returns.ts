import { divideRounded } from '#core/words/money.ts'

/** A line of a customer's order that counts. */
export interface MovedGoods {
  orderId: string
  orderNumber: string
  lineNo: number
  orderedAt: Date
  /** Product number; null: nothing can be matched. */
  sku: string | null
  /** Thousandths of a piece; negative: taken back. */
  quantity: bigint
  revenueMicro: bigint
  /** The sale that a return names. */
  returnOf: string | null
}

interface Sold {
  orderId: string
  quantity: bigint
  revenueMicro: bigint
  taken: bigint
}

/**
 * How much of each sale was taken back by later returns of the same customer, in micro units at the sale's own
 * prices. Goods that come back are those of the sale the return names, else of the latest earlier sales of the same
 * product, newest first. What no earlier sale brought takes back nothing. Sales without anything taken are left out.
 */
export function matchReturns(lines: readonly MovedGoods[]): Map<string, bigint> {
  const sold = new Map<string, Sold[]>()
  for (const line of [...lines].sort(inTime)) {
    if (line.sku === null || line.quantity === 0n) continue
    const stack = sold.get(line.sku) ?? []
    sold.set(line.sku, stack)
    const { orderId, quantity, revenueMicro } = line
    if (quantity > 0n) stack.push({ orderId, quantity, revenueMicro, taken: 0n })
    else takeBack(stack, -quantity, line.returnOf)
  }
  const takenBack = new Map<string, bigint>()
  for (const { orderId, quantity, revenueMicro, taken } of [...sold.values()].flat()) {
    if (taken === 0n) continue
    takenBack.set(orderId, (takenBack.get(orderId) ?? 0n) + divideRounded(revenueMicro * taken, quantity))
  }
  return takenBack
}

function takeBack(stack: Sold[], wanted: bigint, returnOf: string | null): void {
  const named = returnOf === null ? [] : stack.filter((sale) => sale.orderId === returnOf)
  let left = wanted
  for (const sale of [...named, ...[...stack].reverse()]) {
    const there = sale.quantity - sale.taken
    if (there >= left) {
      sale.taken += left
      return
    }
    sale.taken = sale.quantity
    left -= there
  }
}

/** Within one moment what is brought comes first, so that a sale and its cancellation of the same minute meet. */
function inTime(a: MovedGoods, b: MovedGoods): number {
  return (
    a.orderedAt.getTime() - b.orderedAt.getTime() ||
    Number(a.quantity < 0n) - Number(b.quantity < 0n) ||
    // By number before id: ids depend on which order came in first.
    textOrder(a.orderNumber, b.orderNumber) ||
    textOrder(a.orderId, b.orderId) ||
    a.lineNo - b.lineNo
  )
}

const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
