import type { PurchaseRows } from './purchase-rows.ts'

/**
 * What one customer bought of one thing, day by day, for many customers and things. Purchases of one day are one.
 * Series s has the purchases starts[s] … starts[s + 1] − 1, oldest first; purchase p has the items itemStarts[p] ….
 */
export interface Series {
  count: number
  customer: Int32Array
  /** Number of the category. */
  group: Int32Array
  /** Number of the category or, for series by product, of the product. */
  thing: Int32Array
  starts: Int32Array
  days: Int32Array
  revenue: Float64Array
  itemStarts: Int32Array
  itemProduct: Int32Array
  itemQuantity: Float32Array
}

interface Options {
  by: 'category' | 'product'
  /** Series of fewer purchases are left out. */
  least?: number
  /** Only customers whose number this divides, so that a sample is whole customers. */
  every?: number
}

/** Lines into series; what returns took back whole does not count. Rows of one customer come out by thing, then by day. */
export function toSeries(rows: PurchaseRows, { by, least = 1, every = 1 }: Options): Series {
  const things = by === 'category' ? rows.category : rows.product
  const { order, starts } = byCustomer(rows)
  let size = 0
  for (let customer = 0; customer < rows.customers; customer += every)
    size += (starts[customer + 1] as number) - (starts[customer] as number)
  const out = emptySeries(size)
  const left = new Float32Array(rows.quantity)
  for (let customer = 0; customer < rows.customers; customer += every) {
    const own = order.subarray(starts[customer] as number, starts[customer + 1] as number)
    own.sort(
      (a, b) =>
        (things[a] as number) - (things[b] as number) ||
        (rows.day[a] as number) - (rows.day[b] as number) ||
        (rows.product[a] as number) - (rows.product[b] as number) ||
        (rows.quantity[a] as number) - (rows.quantity[b] as number),
    )
    takeBack(own, rows, left)
    addCustomer(out, customer, own, { rows, things, left, least })
  }
  return trimmed(out)
}

/** Places of the rows, those of a customer together (counting sort). */
function byCustomer({ customer, customers }: PurchaseRows) {
  const starts = new Int32Array(customers + 1)
  const isNumbered = (one: number) => one >= 0 && one < customers
  for (const one of customer) if (isNumbered(one)) (starts[one + 1] as number)++
  for (let one = 0; one < customers; one++) (starts[one + 1] as number) += starts[one] as number
  const next = starts.slice(0, customers)
  const order = new Int32Array(starts[customers] as number)
  for (let row = 0; row < customer.length; row++) {
    const one = customer[row] as number
    if (!isNumbered(one)) continue
    order[next[one] as number] = row
    ;(next[one] as number)++
  }
  return { order, starts }
}

/** A return takes from the latest earlier purchases of the same product (without one: of the same category). */
function takeBack(own: Int32Array, rows: PurchaseRows, left: Float32Array): void {
  for (const row of own) {
    let back = -(rows.quantity[row] as number)
    for (let from = back > 0 ? latestOf(own, row, rows, left) : -1; from >= 0 && back > NOTHING; ) {
      const taken = Math.min(back, left[from] as number)
      left[from] = (left[from] as number) - taken
      back -= taken
      from = latestOf(own, row, rows, left)
    }
  }
}

/** Quantities come as single floats: what is left of a whole may be a hair. */
const NOTHING = 1e-6

/** The latest purchase up to a return, of the same thing, of which something is left; −1: none. */
function latestOf(own: Int32Array, row: number, { product, category, day }: PurchaseRows, left: Float32Array): number {
  const thing = (product[row] as number) >= 0 ? product : category
  let latest = -1
  for (const other of own) {
    if (product[other] !== product[row] || thing[other] !== thing[row]) continue
    if ((left[other] as number) <= NOTHING || (day[other] as number) > (day[row] as number)) continue
    if (latest < 0 || (day[other] as number) > (day[latest] as number)) latest = other
  }
  return latest
}

type Growing = Series & { purchases: number; items: number }

const emptySeries = (size: number): Growing => ({
  count: 0,
  customer: new Int32Array(size),
  group: new Int32Array(size),
  thing: new Int32Array(size),
  starts: new Int32Array(size + 1),
  days: new Int32Array(size),
  revenue: new Float64Array(size),
  itemStarts: new Int32Array(size + 1),
  itemProduct: new Int32Array(size),
  itemQuantity: new Float32Array(size),
  purchases: 0,
  items: 0,
})

interface Source {
  rows: PurchaseRows
  things: Int32Array
  left: Float32Array
  least: number
}

function addCustomer(out: Growing, customer: number, own: Int32Array, { rows, things, left, least }: Source): void {
  let thing = -1
  const open = { purchases: out.purchases, items: out.items }
  const close = () => {
    if (thing >= 0 && out.purchases - open.purchases >= least) {
      out.count++
      out.starts[out.count] = out.purchases
      open.purchases = out.purchases
      open.items = out.items
    } else {
      out.purchases = open.purchases
      out.items = open.items
    }
    out.itemStarts[out.purchases] = out.items
  }
  for (const row of own) {
    const quantity = left[row] as number
    if ((things[row] as number) < 0 || quantity <= NOTHING) continue
    if (things[row] !== thing) {
      close()
      thing = things[row] as number
      out.customer[out.count] = customer
      out.group[out.count] = rows.category[row] as number
      out.thing[out.count] = thing
    }
    const isNew = out.purchases === open.purchases || out.days[out.purchases - 1] !== rows.day[row]
    if (isNew) {
      out.days[out.purchases] = rows.day[row] as number
      out.revenue[out.purchases] = 0
      out.purchases++
    }
    const kept = quantity / (rows.quantity[row] as number)
    ;(out.revenue[out.purchases - 1] as number) += (rows.revenue[row] as number) * kept
    out.itemProduct[out.items] = rows.product[row] as number
    out.itemQuantity[out.items] = quantity
    out.items++
    out.itemStarts[out.purchases] = out.items
  }
  close()
}

// Series are fewer than rows by far and become copies; of purchases and items little is left over.
const trimmed = ({ purchases, items, ...out }: Growing): Series => ({
  ...out,
  customer: out.customer.slice(0, out.count),
  group: out.group.slice(0, out.count),
  thing: out.thing.slice(0, out.count),
  starts: out.starts.slice(0, out.count + 1),
  days: out.days.subarray(0, purchases),
  revenue: out.revenue.subarray(0, purchases),
  itemStarts: out.itemStarts.subarray(0, purchases + 1),
  itemProduct: out.itemProduct.subarray(0, items),
  itemQuantity: out.itemQuantity.subarray(0, items),
})
