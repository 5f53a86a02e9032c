import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { wordsOfCustomers } from './words-of-customers.ts'

/** Cuts the words of these customers anew. */
export async function refreshSearch(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const found = await wordsOfCustomers(ctx, customerIds)
  await sql`
    update customers.customers c set search = array_to_tsvector(r.words::text[])
    from unnest(${plainArray(found.map(({ id }) => id))}::uuid[],
      ${textArray(found.map(({ words }) => textArray(words)))}::text[]) as r(id, words)
    where c.customer_id = r.id and c.search <> array_to_tsvector(r.words::text[])`.execute(ctx.db)
}
