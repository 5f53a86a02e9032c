import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { regionParents } from '#core/words/regions.ts'
import type { listOrderChoicesCall } from './contract.ts'

const MOST = 400

/** What orders name: channels and regions are read by leaping through their indexes, not by reading every order. */
export async function listOrderChoices(ctx: Context): Promise<ReplyOf<typeof listOrderChoicesCall>> {
  const channels = await distinct(ctx, sql`channel`)
  const regions = new Set((await distinct(ctx, sql`region_path`)).flatMap(regionParents))
  return { channels, regions: [...regions].sort(), currencies: await currencies(ctx) }
}

async function currencies(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select currency from (
      select currency, null::bigint as orders from facts.company_currency
      union all select currency, orders from orders.currencies
    ) c group by currency order by bool_or(orders is null) desc, max(orders) desc, currency limit ${MOST}`.execute(
    ctx.db,
  )
  return rows.map((row) => row.currency)
}

async function distinct(ctx: Context, column: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ value: string | null }>`
    with recursive leap as (
      (select ${column} as value, 1 as nth from orders.orders where ${column} is not null order by ${column} limit 1)
      union all
      select (select o.${column} from orders.orders o where o.${column} > leap.value order by o.${column} limit 1), nth + 1
      from leap where leap.value is not null and nth < ${MOST}
    )
    select value from leap where value is not null`.execute(ctx.db)
  return rows.flatMap((row) => row.value ?? [])
}
