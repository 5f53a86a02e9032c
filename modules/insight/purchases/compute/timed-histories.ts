import { type Clock, passedAt } from './clock.ts'
import type { Timed } from './fit-cohorts.ts'
import type { KnownCustomers } from './predict-input.ts'

/** Days put on the clock of the models, counted from each customer's first purchase. */
export function timedHistories({ asOf, first, last, purchases }: KnownCustomers, clock: Clock): Timed {
  const now = passedAt(clock, asOf)
  const timed = {
    x: new Float64Array(first.length),
    tx: new Float64Array(first.length),
    T: new Float64Array(first.length),
  }
  for (let at = 0; at < first.length; at++) {
    const start = passedAt(clock, first[at] as number)
    timed.x[at] = (purchases[at] as number) - 1
    timed.tx[at] = passedAt(clock, last[at] as number) - start
    timed.T[at] = now - start
  }
  return timed
}
