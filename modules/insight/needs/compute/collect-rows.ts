import type { PurchaseRows } from './purchase-rows.ts'

type Line = readonly [
  customer: number,
  category: number,
  product: number,
  day: number,
  quantity: number,
  revenue: number,
]

/** Lines one after another into arrays that grow. */
export function collectRows(): {
  add(...line: Line): void
  rows(counts: { customers: number; categories: number; products: number }): PurchaseRows
} {
  let [size, room] = [0, 4096]
  let columns = made(room)
  return {
    add: (customer, category, product, day, quantity, revenue) => {
      if (size === room) {
        room = Math.ceil(room * 1.6)
        columns = copied(columns, room)
      }
      columns.customer[size] = customer
      columns.category[size] = category
      columns.product[size] = product
      columns.day[size] = day
      columns.quantity[size] = quantity
      columns.revenue[size] = revenue
      size++
    },
    // Views, not copies: the arrays move to a thread as they are.
    rows: (counts) => ({ ...cut(columns, size), ...counts }),
  }
}

const made = (room: number) => ({
  customer: new Int32Array(room),
  category: new Int32Array(room),
  product: new Int32Array(room),
  day: new Int32Array(room),
  quantity: new Float32Array(room),
  revenue: new Float64Array(room),
})

type Columns = ReturnType<typeof made>

function copied(columns: Columns, room: number): Columns {
  const out = made(room)
  for (const name of Object.keys(out) as (keyof Columns)[]) out[name].set(columns[name].subarray(0, room))
  return out
}

function cut(columns: Columns, size: number): Columns {
  const out = { ...columns }
  for (const name of ['customer', 'category', 'product', 'day'] as const) out[name] = columns[name].subarray(0, size)
  out.quantity = columns.quantity.subarray(0, size)
  out.revenue = columns.revenue.subarray(0, size)
  return out
}
