import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import { shownCurrency } from '../overview/shown-currency.ts'
import type { listUsageCustomersCall } from './contract.ts'

type Reply = ReplyOf<typeof listUsageCustomersCall>

/** Customers of one cell by what they bring to the category, by keyset. */
export async function listUsageCustomers(ctx: Context, input: InputOf<typeof listUsageCustomersCall>): Promise<Reply> {
  const { currency } = await shownCurrency(ctx)
  const after = input.cursor ? readCursor(input.cursor) : null
  const { rows } = await sql<Omit<Reply['items'][number], 'revenue' | 'currency'> & { revenue: bigint }>`
    select u.customer_id as "customerId", c.called as name, s.class, u.quantity::float8 as quantity, u.purchases,
      u.revenue_micro as revenue, u.top_brand as "topBrand", u.top_share::float8 as "topShare",
      u.store_share::float8 as "storeShare"
    from insight.usage u
    join facts.customers c using (customer_id)
    left join insight.scores s using (customer_id)
    where u.category = ${input.category} and u.usage = ${input.usage} and u.loyalty = ${input.loyalty} and c.listed
      ${input.units ? sql`and u.unit_ids && ${input.units}::int[]` : sql``}
      ${after ? sql`and (u.revenue_micro, u.customer_id) < (${after.revenue}::bigint, ${after.id}::uuid)` : sql``}
    order by u.revenue_micro desc, u.customer_id desc limit ${input.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      ...row,
      name: ctx.scope.masked.has('name') ? maskName(row.name) : row.name,
      revenue: formatDecimal(row.revenue, currency),
      currency,
    })),
    next: rows.length > input.limit && last ? `${last.revenue}_${last.customerId}` : null,
  }
}

function readCursor(cursor: string): { revenue: string; id: string } {
  const match = /^(-?\d{1,18})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor)
  if (!match) throw invalid('cursor_invalid', 'This is no cursor of this list.', { field: 'cursor' })
  return { revenue: match[1] ?? '', id: match[2] ?? '' }
}
