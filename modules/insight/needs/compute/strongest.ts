import { collectNeeds } from './collect-needs.ts'
import type { NeedColumns, Told } from './need-columns.ts'

/** A need that returns with less than this is of no use to anybody. */
export const USELESS = 0.05

/** Keeps of each customer the `most` needs that are likeliest within 30 days; customers come one after another. */
export function strongest(most: number): { add(need: Told): void; columns(): NeedColumns } {
  const all = collectNeeds()
  let open: Told[] = []
  const close = () => {
    if (open.length > most)
      open = open
        .sort((a, b) => b.within30 - a.within30 || b.purchases - a.purchases || a.thing - b.thing)
        .slice(0, most)
    for (const need of open) all.add(need)
    open = []
  }
  return {
    add: (need) => {
      if (open.length > 0 && open[0]?.customer !== need.customer) close()
      open.push(need)
    },
    columns: () => {
      close()
      return all.columns()
    },
  }
}
