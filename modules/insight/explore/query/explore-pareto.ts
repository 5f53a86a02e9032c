import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { placeOf } from '../../overview/curve-points.ts'
import type { exploreParetoCall } from '../contract.ts'
import { factsState } from '../facts/facts-state.ts'
import { basisOf } from './basis-of.ts'
import { customerSums } from './customer-sums.ts'
import { figureText } from './figure-text.ts'
import { guarded } from './guarded.ts'
import { keptResult } from './kept-results.ts'
import { NOTES } from './measure-sql.ts'
import { type Plan, planOf } from './plan.ts'
import { runGroups } from './run-groups.ts'

type Reply = ReplyOf<typeof exploreParetoCall>

/**
 * Which share of a measure the best 0, 1, … 100 % of the customers bring: of n customers the best p % are the first
 * n × p ÷ 100, rounded half up. Anonymous sales have no part in it.
 */
export async function explorePareto(
  ctx: Context,
  { query, ticket }: InputOf<typeof exploreParetoCall>,
): Promise<Reply> {
  const plan = await planOf(ctx, query, 'pareto')
  const { version } = await factsState(ctx)
  return keptResult(ctx, plan, version, () => guarded(ctx, ticket, () => answer(ctx, plan)))
}

interface Row {
  customers: number
  total: bigint
  so_far: bigint
  least: bigint
  as_much: number
}

async function answer(ctx: Context, plan: Plan): Promise<Reply> {
  const { measure } = plan.query
  const { rows } = await sql<Row>`
    with parts as materialized (
      select customer_id, top from (${customerSums(plan, { named: true })}) s
    ),
    whole as (select count(*) as customers, coalesce(sum(top), 0) as total from parts),
    ranked as (
      select top, row_number() over best as place, sum(top) over best as so_far, count(*) over (order by top desc) as as_much
      from parts window best as (order by top desc, customer_id rows unbounded preceding)
    )
    select w.customers::int as customers, w.total::bigint as total, coalesce(r.so_far, 0)::bigint as so_far,
      coalesce(r.top, 0)::bigint as least, coalesce(r.as_much, 0)::int as as_much
    from whole w cross join generate_series(0, 100) p
    left join ranked r on r.place = ${placeOf(sql`w.customers`, sql`p`)}
    order by p`.execute(ctx.db)
  const [notes] = await runGroups(ctx, plan, [], NOTES)
  const { customers = 0, total = 0n } = rows[0] ?? {}
  const text = (value: bigint) => figureText(measure, value, 0n, plan.currency) ?? '0'
  return {
    ...(await basisOf(ctx, plan, notes?.sums ?? {})),
    measure,
    customers,
    total: text(total),
    points:
      customers > 0 && total > 0n
        ? rows.map((row) => ({
            share: Number((row.so_far * 1_000_000n) / total) / 1_000_000,
            least: text(row.least),
            customers: row.as_much,
          }))
        : [],
  }
}
