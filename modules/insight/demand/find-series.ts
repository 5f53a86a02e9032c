import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import { addDays } from '#core/words/dates.ts'
import type { findDemandSeriesCall } from './contract.ts'
import { demandRuleSetting } from './demand-rule.ts'
import { type JudgementRow, judgementColumns, judgementOf } from './judgement-row.ts'
import { seesDemand } from './sees-demand.ts'
import { type StockRow, stockColumns, stockOf } from './stock-row.ts'
import { sumsWithin } from './sums-within.ts'

type Reply = ReplyOf<typeof findDemandSeriesCall>

type Row = JudgementRow &
  StockRow & {
    name: string | null
    sku: string | null
    asOf: string
    firstWeek: string
    history: number[]
    lines: number
    returned: number
    sumMean: number[]
    sumDeviation: number[]
  }

/** One series with its history, forecast and stock. @throws 404 `series_not_found` where nothing was sold yet or nothing computed. */
export async function findDemandSeries(
  ctx: Context,
  { kind, key }: InputOf<typeof findDemandSeriesCall>,
): Promise<Reply> {
  if (!seesDemand(ctx)) throw notFound('series')
  const { rows } = await sql<Row>`
    select p.name, p.sku, s.as_of as "asOf", s.first_week as "firstWeek", s.history, s.lines, s.returned,
      s.sum_mean as "sumMean", s.sum_deviation as "sumDeviation", ${judgementColumns}, ${stockColumns}
    from insight.demand_series s left join facts.products p using (product_id)
    where s.kind = ${kind} and s.key = ${key}`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound('series')
  const { rows: forecast } = await sql<Reply['forecast'][number]>`
    select week, mean, low80, high80, low95, high95 from insight.demand_forecasts
    where kind = ${kind} and key = ${key} order by week`.execute(ctx.db)
  return {
    kind,
    key,
    name: row.name ?? key.slice(key.lastIndexOf('/') + 1),
    sku: row.sku,
    asOf: row.asOf,
    judgement: judgementOf(row),
    lines: row.lines,
    returned: row.returned,
    history: row.history.map((sold, week) => ({ week: addDays(row.firstWeek, 7 * week), sold })),
    forecast,
    next4: sumsWithin(4, row.sumMean, row.sumDeviation),
    next12: sumsWithin(12, row.sumMean, row.sumDeviation),
    stock: stockOf(row),
    rule: await readSetting(ctx, demandRuleSetting),
  }
}
