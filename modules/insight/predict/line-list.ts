import type { SalesLines } from '../compute/sales-lines.ts'

/** Lines one after another, in shared memory, so that every thread computes on the same and nobody holds a copy. */
export function lineList(): { next(): number; columns: () => SalesLines; done(): SalesLines } {
  let size = 0
  let columns = made(65_536)
  return {
    columns: () => columns,
    /** Place of one line more. */
    next: () => {
      if (size === columns.day.length) columns = copied(columns, Math.ceil(size * 1.5))
      return size++
    },
    // A copy without spare room: what was left of it stays as long as the lines do.
    done: () => copied(columns, size),
  }
}

function made(room: number): SalesLines {
  const bytes = (each: number) => new SharedArrayBuffer(room * each)
  return {
    customer: new Int32Array(bytes(4)),
    order: new Int32Array(bytes(4)),
    category: new Int32Array(bytes(4)),
    product: new Int32Array(bytes(4)),
    day: new Int32Array(bytes(4)),
    quantity: new Float32Array(bytes(4)),
    revenue: new Float64Array(bytes(8)),
    isPriced: new Uint8Array(bytes(1)),
  }
}

function copied(columns: SalesLines, room: number): SalesLines {
  const out = made(room)
  for (const name of Object.keys(out) as (keyof SalesLines)[]) out[name].set(columns[name].subarray(0, room))
  return out
}
