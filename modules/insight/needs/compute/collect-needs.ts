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
      for (const name of Object.keys(columns) as (keyof NeedColumns)[]) {
        if (name === 'state') columns.state[size] = STATES.indexOf(need.state)
        else if (name === 'method') columns.method[size] = METHODS.indexOf(need.method)
        else columns[name][size] = need[name]
      }
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
