import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { listRegionsCall } from './contract.ts'
import { neverScan } from './never-scan.ts'
import { startsWith } from './prefix-ranges.ts'

const MOST = 500

/** Places directly below another, those of most customers first; what lies below them is counted with them. */
export async function listRegions(
  ctx: Context,
  { under }: InputOf<typeof listRegionsCall>,
): Promise<ReplyOf<typeof listRegionsCall>> {
  await neverScan(ctx)
  const depth = under ? under.split('/').length + 1 : 1
  const inside = under ? startsWith(sql`c.region_path`, `${under}/`) : sql`c.region_path > ''`
  const { rows } = await sql<{ path: string; count: number; hasChildren: boolean }>`
    select array_to_string((string_to_array(place.path, '/'))[1:${depth}::int], '/') as path, sum(place.count)::int as count,
      bool_or(split_part(place.path, '/', ${depth + 1}::int) <> '') as "hasChildren"
    from (
      select c.region_path as path, count(*) as count from customers.customers c where c.listed and ${inside}
      group by c.region_path
    ) place
    group by 1 order by 2 desc, 1 limit ${MOST}`.execute(ctx.db)
  return { items: rows }
}
