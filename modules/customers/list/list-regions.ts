import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { foldMarks } from '#core/words/fold.ts'
import { toSimplified } from '#core/words/names-fold.ts'
import { regionParents } from '#core/words/regions.ts'
import type { listRegionsCall } from './contract.ts'
import { neverScan } from './never-scan.ts'
import { startsWith } from './prefix-ranges.ts'

const MOST = 500
/** So many different places are looked through, and so many of those found are named. */
const PATHS = 50_000
const FOUND = 60

/** Places directly below another, or of a name, those of most customers first; what lies below them is counted with them. */
export async function listRegions(
  ctx: Context,
  { under, text }: InputOf<typeof listRegionsCall>,
): Promise<ReplyOf<typeof listRegionsCall>> {
  await neverScan(ctx)
  if (text?.trim()) return { items: await placesNamed(ctx, text) }
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

/** Places whose own name has the text in it, however deep, those of most customers first. */
async function placesNamed(ctx: Context, text: string): Promise<ReplyOf<typeof listRegionsCall>['items']> {
  const { rows } = await sql<{ path: string; count: number }>`
    select c.region_path as path, count(*)::int as count from customers.customers c
    where c.listed and c.region_path > '' group by c.region_path limit ${PATHS}`.execute(ctx.db)
  const wanted = comparable(text)
  const found = new Map<string, { path: string; count: number; hasChildren: boolean }>()
  for (const { path, count } of rows) {
    for (const place of regionParents(path)) {
      if (!comparable(place.slice(place.lastIndexOf('/') + 1)).includes(wanted)) continue
      const known = found.get(place) ?? { path: place, count: 0, hasChildren: false }
      found.set(place, { path: place, count: known.count + count, hasChildren: known.hasChildren || place !== path })
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count || (a.path < b.path ? -1 : 1)).slice(0, FOUND)
}

const comparable = (text: string) => toSimplified(foldMarks(text)).trim().toLowerCase()
