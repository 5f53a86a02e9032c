import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

export interface OrdersFile {
  path: string
  rows: number
  good: number
  bad: number
  /** What all good lines come to, in millionths. */
  revenue: bigint
}

/** A file of order lines; the lines of one order lie far apart, each hundredth row is wrong. */
export async function writeOrders(path: string, rows: number): Promise<OrdersFile> {
  const out = createWriteStream(path)
  out.write('order_number,ordered_at,customer_ref,sku,quantity,unit_price,currency\n')
  const orders = Math.ceil(rows / 3)
  let bad = 0
  let cents = 0
  for (let at = 0; at < rows; at++) {
    const order = at % orders
    const price = 100 + ((at * 37) % 9900)
    const quantity = 1 + (at % 3)
    const isBad = at % 100 === 7
    if (isBad) bad++
    else cents += price * quantity
    const customer = order % 11 === 0 ? '' : `c${order % Math.ceil(orders / 4)}`
    const day = `2024-0${1 + (order % 9)}-${11 + (order % 17)}`
    const line = `N${order},${day},${customer},s${at % 500},${isBad ? 'x' : quantity},${(price / 100).toFixed(2)},EUR\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return { path, rows, good: rows - bad, bad, revenue: BigInt(cents) * 10_000n }
}
