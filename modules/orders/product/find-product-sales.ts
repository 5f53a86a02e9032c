import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findProductSalesCall } from './contract.ts'

const MOST_MONTHS = 36

interface Sums {
  /** Null: of all time. */
  month: string | null
  sold: string
  returned: string
  revenueMicro: bigint
  buyers: number
  orders: number
  unconverted: string[]
}

/**
 * What a product sold, from its lines that count, which an index finds; months are the company's. A customer who
 * bought in two months is a buyer of each, and one buyer in all.
 * @throws notFound `product_not_found`.
 */
export async function findProductSales(
  ctx: Context,
  { productId }: { productId: string },
): Promise<ReplyOf<typeof findProductSalesCall>> {
  const zone = await readSetting(ctx, timeZone)
  const { rows: found } = await sql<{ currency: string }>`
    select c.currency from facts.products p cross join facts.company_currency c
    where p.product_id = ${productId}::uuid`.execute(ctx.db)
  if (!found[0]) throw notFound('product')
  const { currency } = found[0]
  const { rows } = await sql<Sums>`
    select month, coalesce(trim_scale(sum(quantity) filter (where quantity > 0)), 0)::text as sold,
      coalesce(trim_scale(-sum(quantity) filter (where quantity < 0)), 0)::text as returned,
      coalesce(round(sum(revenue_micro * rate)), 0)::bigint as "revenueMicro",
      count(distinct customer_id) filter (where quantity > 0 and not is_anonymous)::int as buyers,
      count(distinct order_id)::int as orders,
      coalesce(array_agg(distinct currency) filter (where rate is null), '{}') as unconverted
    from (
      select p.*, r.rate, date_trunc('month', p.ordered_at at time zone ${zone})::date as month
      from facts.purchases p left join facts.currency_rates r using (currency)
      where p.product_id = ${productId}::uuid
    ) p
    group by grouping sets ((month), ()) order by month nulls first`.execute(ctx.db)
  const [all, ...months] = rows
  const sumsOf = (row: Sums | undefined) => ({
    ...{ sold: row?.sold ?? '0', returned: row?.returned ?? '0', buyers: row?.buyers ?? 0 },
    revenue: formatDecimal(row?.revenueMicro ?? 0n, currency),
  })
  const byMonth = new Map(months.map((row) => [row.month, row]))
  return {
    currency,
    ...sumsOf(all),
    orders: all?.orders ?? 0,
    months: monthsUpTo(months[0]?.month, months.at(-1)?.month).map((month) => ({
      month,
      ...sumsOf(byMonth.get(month)),
    })),
    unconverted: all?.unconverted ?? [],
  }
}

/** First days of the months from one to another, the latest only. */
function monthsUpTo(first?: string | null, last?: string | null): string[] {
  if (!first || !last) return []
  const number = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const from = Math.max(number(first), number(last) - MOST_MONTHS + 1)
  return Array.from({ length: number(last) - from + 1 }, (_, step) => {
    const month = from + step
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
  })
}
