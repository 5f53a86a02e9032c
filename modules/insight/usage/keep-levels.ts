import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * The category paths of all order lines, each with itself and those above it, as the table `insight_usage_levels` (path,
 * category) until the end of the transaction. From one path to the next by the index: they are few, lines are millions.
 */
export async function keepLevels(ctx: Context): Promise<void> {
  await sql`drop table if exists pg_temp.insight_usage_levels`.execute(ctx.db)
  await sql`
    create temp table insight_usage_levels on commit drop as
    with recursive paths (path) as (
      (select min(category_path) from facts.order_lines where category_path > '')
      union all
      select (select min(l.category_path) from facts.order_lines l where l.category_path > p.path)
      from paths p where p.path is not null
    )
    select path, array_to_string(steps[1:n], '/') collate "C" as category
    from (select path, string_to_array(path, '/') as steps from paths where path is not null) p
    cross join generate_series(1, cardinality(steps)) n
    where array_to_string(steps[1:n], '/') <> ''`.execute(ctx.db)
  await sql`analyze insight_usage_levels`.execute(ctx.db)
}
