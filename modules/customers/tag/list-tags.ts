import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** The 500 most used tags among listed customers of the caller's scope. */
export async function listTags(ctx: Context): Promise<{ items: { tag: string; customers: number }[] }> {
  const { rows } = await sql<{ tag: string; customers: number }>`
    select tag, count(*)::int as customers from customers.customers c, unnest(c.tags) tag
    where c.listed and c.tags <> '{}' group by tag order by count(*) desc, tag limit 500`.execute(ctx.db)
  return { items: rows }
}
