import { METHODS } from './hold-out.ts'
import { type NeedColumns, STATES, type Told } from './need-columns.ts'

const CHUNK = 4096

/** Columns that grow row by row. */
export function collectNeeds(): { add(need: Told): void; columns(): NeedColumns } {
  let columns = empty(CHUNK)
  let size = 0
  return {
    add: (need) => {
      if (size === columns.customer.length) columns = grown(columns, size * 2)
      // One by one: a million rows pass here, and a loop over names takes three times as long.
      columns.customer[size] = need.customer
      columns.thing[size] = need.thing
      columns.last[size] = need.last
      columns.due[size] = need.due
      columns.next[size] = need.next
      columns.low[size] = need.low
      columns.high[size] = need.high
      columns.within7[size] = need.within7
      columns.within14[size] = need.within14
      columns.within30[size] = need.within30
      columns.returns[size] = need.returns
      columns.purchases[size] = need.purchases
      columns.lastQuantity[size] = need.lastQuantity
      columns.usualQuantity[size] = need.usualQuantity
      columns.ownGap[size] = need.ownGap
      columns.usualGap[size] = need.usualGap
      columns.expected[size] = need.expected
      columns.revenue[size] = need.revenue
      columns.state[size] = STATES.indexOf(need.state)
      columns.method[size] = METHODS.indexOf(need.method)
      size++
    },
    columns: () => grown(columns, size),
  }
}

const empty = (size: number): NeedColumns => ({
  customer: new Int32Array(size),
  thing: new Int32Array(size),
  last: new Int32Array(size),
  due: new Int32Array(size),
  next: new Int32Array(size),
  low: new Int32Array(size),
  high: new Int32Array(size),
  state: new Uint8Array(size),
  within7: new Float32Array(size),
  within14: new Float32Array(size),
  within30: new Float32Array(size),
  returns: new Float32Array(size),
  purchases: new Int32Array(size),
  lastQuantity: new Float32Array(size),
  usualQuantity: new Float32Array(size),
  ownGap: new Float32Array(size),
  usualGap: new Float32Array(size),
  expected: new Float32Array(size),
  revenue: new Float64Array(size),
  method: new Uint8Array(size),
})

function grown(columns: NeedColumns, size: number): NeedColumns {
  const out = empty(size)
  for (const name of Object.keys(out) as (keyof NeedColumns)[]) out[name].set(columns[name].subarray(0, size))
  return out
}
