import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Which of these currencies have no exchange rate, in a house that has orders: the first ones say what it reckons in. */
export async function unratedCurrencies(ctx: Context, currencies: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select currency from unnest(${[...new Set(currencies)]}::text[]) given (currency)
    where exists (select from facts.orders)
      and not exists (select from facts.currency_rates r where r.currency = given.currency)
    order by 1`.execute(ctx.db)
  return rows.map((row) => row.currency)
}
