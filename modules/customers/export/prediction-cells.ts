import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { ExportColumn } from '#core/files/export-part.ts'
import { shortestDecimal } from '#core/words/money.ts'

const SEES_PROFIT = 'orders.profit'
const DAYS = [30, 90, 365]

const orders = (days: number, end = ''): ExportColumn => ({ name: `expected_orders_${days}${end}`, isNumber: true })
const value = (days: number, end = ''): ExportColumn => ({
  name: `expected_value_${days}${end}`,
  isNumber: true,
  needs: SEES_PROFIT,
})
/** The year itself stands further in front, as in lists. */
const ofEach = (column: typeof orders) =>
  DAYS.flatMap((days) => [...(days === 365 ? [] : [column(days)]), column(days, '_low'), column(days, '_high')])

/** What insight expects beyond the columns of lists: 30 and 90 days, 80 % intervals, the next purchase, use and loyalty. */
export const predictionColumns: readonly ExportColumn[] = [
  { name: 'basket_score', isNumber: true },
  ...ofEach(orders),
  ...ofEach(value),
  { name: 'next_purchase_low' },
  { name: 'next_purchase_high' },
  { name: 'next_purchase_category' },
  { name: 'usage_loyalty' },
]

const BLANK = ofEach(orders).map(() => '')

interface Row {
  id: string
  basket: number | null
  orders: number[] | null
  ordersLow: number[]
  ordersHigh: number[]
  /** Big numbers in arrays come as texts. */
  value: string[] | null
  valueLow: string[]
  valueHigh: string[]
  nextLow: string | null
  nextHigh: string | null
  category: string | null
  usage: string | null
}

/** Those columns of these customers; amounts are of the whole company, as all of a customer file. */
export async function predictionCells(ctx: Context, ids: readonly string[]): Promise<(id: string) => string[]> {
  const seesValue = ctx.scope.units === 'all' && may(ctx.actor, SEES_PROFIT)
  const wanted = sql`${[...ids]}::uuid[]`
  const { rows } = await sql<Row>`
    select k.id, s.basket_score as basket, p.orders_each as orders, p.orders_low as "ordersLow",
      p.orders_high as "ordersHigh", p.value_each_micro as value, p.value_low_micro as "valueLow",
      p.value_high_micro as "valueHigh", n.next_low as "nextLow", n.next_high as "nextHigh",
      n.category_path as category, u.usage
    from unnest(${wanted}) k (id)
    left join (select * from facts.customer_scores where customer_id = any(${wanted})) s on s.customer_id = k.id
    left join (select * from facts.customer_predictions where customer_id = any(${wanted})) p on p.customer_id = k.id
    left join (select * from facts.customer_needs where customer_id = any(${wanted})) n on n.customer_id = k.id
    left join (
      select customer_id, string_agg(concat_ws(' ', category, usage, loyalty), ';' order by revenue_micro desc, category) as usage
      from facts.customer_usage where customer_id = any(${wanted}) group by customer_id
    ) u on u.customer_id = k.id`.execute(ctx.db)
  const cells = new Map(rows.map((row) => [row.id, cellsOf(row, seesValue)]))
  const none = predictionColumns.map(() => '')
  return (id) => cells.get(id) ?? none
}

function cellsOf(row: Row, seesValue: boolean): string[] {
  const { orders: counts, value: amounts } = row
  return [
    row.basket?.toString() ?? '',
    ...(counts
      ? inOrder(counts, row.ordersLow, row.ordersHigh).map((one) => String(Math.round(100 * one) / 100))
      : BLANK),
    ...(amounts && seesValue
      ? inOrder(amounts, row.valueLow, row.valueHigh).map((one) => shortestDecimal(BigInt(one)))
      : BLANK),
    row.nextLow ?? '',
    row.nextHigh ?? '',
    row.category ?? '',
    row.usage ?? '',
  ]
}

/** As the columns of `ofEach` stand. */
const inOrder = <T>(expected: readonly T[], low: readonly T[], high: readonly T[]): T[] =>
  DAYS.flatMap((days, at) => [
    ...(days === 365 ? [] : expected.slice(at, at + 1)),
    ...low.slice(at, at + 1),
    ...high.slice(at, at + 1),
  ])
