import type { Predicted } from './predicted.ts'

/** Means over all customers: how probably they are active, what they buy in the longest horizon while they are, what they spend. */
export function usualOf({
  pActive,
  orders,
  spend,
}: Pick<Predicted, 'pActive' | 'orders' | 'spend'>): Predicted['usual'] {
  const longest = orders.at(-1)
  let [active, bought, money, payers] = [0, 0, 0, 0]
  for (let at = 0; at < pActive.length; at++) {
    active += pActive[at] as number
    bought += longest ? (longest[at] as number) : 0
    if ((spend[at] as number) > 0) {
      money += spend[at] as number
      payers++
    }
  }
  return {
    pActive: active / pActive.length,
    ordersWhileActive: active > 0 ? bought / active : 0,
    spend: payers > 0 ? money / payers : 0,
  }
}
