import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listProductChoicesCall } from './contract.ts'

const MOST = 500

/** The brands and suppliers that products have, the first five hundred of each, read by leaping through their indexes. */
export async function listProductChoices(ctx: Context): Promise<ReplyOf<typeof listProductChoicesCall>> {
  return { brands: await distinct(ctx, sql`brand`), suppliers: await distinct(ctx, sql`supplier`) }
}

async function distinct(ctx: Context, column: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    with recursive leap as (
      (select ${column} as value, 1 as nth from catalogue.products where ${column} is not null order by ${column} limit 1)
      union all
      select (select p.${column} from catalogue.products p where p.${column} > leap.value order by p.${column} limit 1), nth + 1
      from leap where leap.value is not null and nth < ${MOST}
    )
    select value from leap where value is not null`.execute(ctx.db)
  return rows.map((row) => row.value)
}
