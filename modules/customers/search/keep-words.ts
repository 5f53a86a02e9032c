import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'

export interface FoundBy {
  id: string
  words: readonly string[]
}

/** Keeps the words these customers are found by. Words that stand already are not written again. */
export async function keepWords(ctx: Context, found: readonly FoundBy[]): Promise<void> {
  if (found.length === 0) return
  await sql`
    insert into customers.search_words as w (customer_id, unit_ids, words)
    select c.customer_id, c.unit_ids, array_to_tsvector(r.words::text[])
    from unnest(${plainArray(found.map(({ id }) => id))}::uuid[],
      ${textArray(found.map(({ words }) => textArray(words)))}::text[]) r (id, words)
    join customers.customers c on c.customer_id = r.id
    on conflict (customer_id) do update set words = excluded.words where w.words <> excluded.words`.execute(ctx.db)
}
