import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** What lies deeper counts in the six levels above it. */
const DEEPEST = 6

/**
 * The category paths of all order lines as the table `insight_usage_paths` until the end of the transaction: `path`, and in
 * c1, c2, … its beginnings of one step, two steps and so on (null where it is shorter). Answers how many levels there
 * are. From one path to the next by the index: they are few, lines are millions.
 */
export async function keepPaths(ctx: Context): Promise<number> {
  await sql`drop table if exists pg_temp.insight_usage_paths`.execute(ctx.db)
  const beginnings = Array.from({ length: DEEPEST }, (_, index) => {
    const steps = sql.lit(index + 1)
    return sql`case when cardinality(steps) >= ${steps} then array_to_string(steps[1:${steps}], '/') end collate "C"
      as ${sql.id(`c${index + 1}`)}`
  })
  await sql`
    create temp table insight_usage_paths on commit drop as
    with recursive paths (path) as (
      (select min(category_path) from facts.order_lines where category_path > '')
      union all
      select (select min(l.category_path) from facts.order_lines l where l.category_path > p.path)
      from paths p where p.path is not null
    )
    select path, ${sql.join(beginnings)}
    from (select path, string_to_array(path, '/') as steps from paths where path is not null) p`.execute(ctx.db)
  await sql`analyze insight_usage_paths`.execute(ctx.db)
  const { rows } = await sql<{ depth: number }>`
    select coalesce(max(cardinality(string_to_array(path, '/'))), 1) as depth from insight_usage_paths`.execute(ctx.db)
  return Math.min(DEEPEST, rows[0]?.depth ?? 1)
}
