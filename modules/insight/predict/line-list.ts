import type { SalesLines } from '../compute/sales-lines.ts'

/**
 * Lines one after another, in shared memory, so that every thread computes on the same and nobody holds a copy. `room`: so
 * many are expected; more are taken in too.
 */
export function lineList(room: number): { next(): number; columns: () => SalesLines; done(): SalesLines } {
  let size = 0
  let columns = made(Math.max(1, room))
  return {
    columns: () => columns,
    /** Place of one line more. */
    next: () => {
      if (size === columns.day.length) columns = copied(columns, Math.ceil(size * 1.5))
      return size++
    },
    // Views where little is left over, else a copy: spare room would stay as long as the lines do.
    done: () => (size > columns.day.length * 0.8 ? cut(columns, size) : copied(columns, size)),
  }
}

function made(room: number): SalesLines {
  const bytes = (each: number) => new SharedArrayBuffer(room * each)
  return {
    customer: new Int32Array(bytes(4)),
    order: new Int32Array(bytes(4)),
    category: new Int32Array(bytes(4)),
    product: new Int32Array(bytes(4)),
    brand: new Int32Array(bytes(4)),
    day: new Int32Array(bytes(4)),
    quantity: new Float32Array(bytes(4)),
    revenue: new Float64Array(bytes(8)),
    isSale: new Uint8Array(bytes(1)),
    isPriced: new Uint8Array(bytes(1)),
    isUndone: new Uint8Array(bytes(1)),
  }
}

function copied(columns: SalesLines, room: number): SalesLines {
  const out = made(room)
  for (const name of Object.keys(out) as (keyof SalesLines)[]) out[name].set(columns[name].subarray(0, room))
  return out
}

function cut(columns: SalesLines, size: number): SalesLines {
  const { customer, order, category, product, brand, day, quantity, revenue, isSale, isPriced, isUndone } = columns
  return {
    customer: customer.subarray(0, size),
    order: order.subarray(0, size),
    category: category.subarray(0, size),
    product: product.subarray(0, size),
    brand: brand.subarray(0, size),
    day: day.subarray(0, size),
    quantity: quantity.subarray(0, size),
    revenue: revenue.subarray(0, size),
    isSale: isSale.subarray(0, size),
    isPriced: isPriced.subarray(0, size),
    isUndone: isUndone.subarray(0, size),
  }
}
