import { type ChurnRule, churnLevelOf } from './churn-rule.ts'
import type { Expected } from './compute/expect-purchases.ts'
import { roundMoney } from './compute/round-money.ts'
import type { PerHorizon, PredictionRow } from './put-predictions.ts'

/** The predictions `from` … `to` as rows for the database; money is rounded there as it will be shown. */
export function predictionRows(
  { known, predicted, base, potentialScore }: Expected,
  ids: readonly string[],
  rule: ChurnRule,
  from: number,
  to: number,
): PredictionRow[] {
  const rows: PredictionRow[] = []
  for (let at = from; at < Math.min(to, known.places.length); at++) {
    const figure = (column: ArrayLike<number>) => column[at] ?? 0
    const horizons = (columns: readonly ArrayLike<number>[], shown: (value: number) => number = (value) => value) =>
      columns.map((column) => shown(figure(column))) as unknown as PerHorizon
    const churnRisk = figure(predicted.churnRisk)
    rows.push({
      customerId: ids[known.places[at] ?? 0] ?? '',
      purchases: figure(known.purchases),
      firstDay: figure(known.first),
      lastDay: figure(known.last),
      active: figure(predicted.pActive),
      orders: horizons(predicted.orders),
      ordersLow: horizons(predicted.ordersLow),
      ordersHigh: horizons(predicted.ordersHigh),
      ordersInside: horizons(predicted.ordersInside),
      baseOrders: horizons(base),
      value: horizons(predicted.value, roundMoney),
      valueLow: horizons(predicted.valueLow, roundMoney),
      valueHigh: horizons(predicted.valueHigh, roundMoney),
      spend: roundMoney(figure(predicted.spend)),
      clv: roundMoney(figure(predicted.clv)),
      churnRisk,
      churnLevel: churnLevelOf(churnRisk, rule),
      buysInYear: 1 - figure(predicted.noOrder[2] ?? []),
      potentialScore: figure(potentialScore),
    })
  }
  return rows
}
