import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { servedBy } from '../overview/in-units.ts'
import type { listNeedDaysCall } from './contract.ts'
import { rangeOf } from './range-of.ts'
import { shownModel } from './shown-model.ts'
import { withinCategory } from './within-category.ts'

type Reply = ReplyOf<typeof listNeedDaysCall>

/** The 30 days before and after the analysis: expected purchases, and what came. */
export async function listNeedDays(
  ctx: Context,
  { category, units }: InputOf<typeof listNeedDaysCall>,
): Promise<Reply> {
  const { model, spread, season, of } = await shownModel(ctx)
  const { rows } = await sql<{ day: string; expected: number; variance: number; came: number | null }>`
    select day, sum(expected) as expected, sum(variance) as variance, sum(came)::int as came
    from insight.need_days where ${servedBy(units)} and ${withinCategory(category)} group by day order by day`.execute(
    ctx.db,
  )
  const sum = (of: 'expected' | 'variance' | 'came', isOver: boolean) =>
    rows.filter(({ came }) => (came !== null) === isOver).reduce((all, row) => all + (row[of] ?? 0), 0)
  const expected = sum('expected', false)
  return {
    asOf: model?.asOf ?? null,
    expected,
    ...rangeOf(expected, sum('variance', false), spread),
    told: sum('expected', true),
    came: sum('came', true),
    season: category === undefined ? season : (of(category)?.seasons ?? null),
    items: rows.map(({ day, expected, variance, came }) => ({
      day,
      expected,
      came,
      ...(came === null ? rangeOf(expected, variance, spread) : { low: null, high: null }),
    })),
  }
}
