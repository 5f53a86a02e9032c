import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, daysBetween } from '#core/words/dates.ts'
import { type StockQuestion, type StockReach, stockReach } from './compute/stock-reach.ts'
import { type DemandRule, demandRuleSetting } from './demand-rule.ts'

interface Row {
  id: string
  stock: number
  asOf: string
  /** Monday of the first week ahead. */
  ahead: string
  sumMean: number[]
  sumDeviation: number[]
}

const BATCH = 1000

/**
 * Says of every product whose stock is known how far it reaches and what to reorder, by the rule as it stands now; or of these
 * products only. Needs the forecasts of the latest step.
 */
export async function rateStock(ctx: Context, productIds?: readonly string[]): Promise<void> {
  const rule = await readSetting(ctx, demandRuleSetting)
  const whose = productIds ? sql`and s.product_id = any(${productIds}::uuid[])` : sql``
  for (let after = ''; ; ) {
    const { rows } = await sql<Omit<Row, 'stock'> & { stock: number | null }>`
      select s.product_id as id, p.stock::float8 as stock, s.as_of as "asOf",
        s.first_week + 7 * cardinality(s.history) as ahead, s.sum_mean as "sumMean", s.sum_deviation as "sumDeviation"
      from insight.demand_series s left join facts.products p using (product_id)
      where s.kind = 'product' and s.key > ${after} ${whose}
      order by s.key limit ${BATCH}`.execute(ctx.db)
    if (rows.length === 0) return
    await write(
      ctx,
      rows.map((row) => ({
        row,
        reach: row.stock === null ? null : stockReach(questionOf({ ...row, stock: row.stock }, rule)),
      })),
    )
    after = rows.at(-1)?.id ?? ''
  }
}

function questionOf({ stock, asOf, ahead, sumMean, sumDeviation }: Row, rule: DemandRule): StockQuestion {
  // The stock is that of the end of `asOf`: of the week under way only the rest is still to come.
  const passed = Math.min(Math.max((daysBetween(ahead, asOf) + 1) / 7, 0), 1)
  return { ...rule, stock, sumMean, sumDeviation, passed }
}

interface Rated {
  row: { id: string; stock: number | null; ahead: string }
  reach: StockReach | null
}

async function write(ctx: Context, rated: readonly Rated[]): Promise<void> {
  const numbers = (name: 'short2' | 'short4' | 'missing' | 'reorder') =>
    plainArray(rated.map(({ reach }) => reach?.[name] ?? null))
  const week = ({ row, reach }: Rated) => (reach?.runsOut == null ? null : addDays(row.ahead, 7 * reach.runsOut))
  await sql`
    update insight.demand_series s set stock = t.stock, stock_state = t.state, runs_out_week = t.week, short_2_weeks = t.short2,
      short_4_weeks = t.short4, missing = t.missing, reorder = t.reorder
    from unnest(
      ${plainArray(rated.map(({ row }) => row.id))}::text[], ${plainArray(rated.map(({ row }) => row.stock))}::float8[],
      ${textArray(rated.map(({ reach }) => reach?.state ?? null))}::text[], ${textArray(rated.map(week))}::date[],
      ${numbers('short2')}::float8[], ${numbers('short4')}::float8[], ${numbers('missing')}::float8[], ${numbers('reorder')}::float8[]
    ) t (key, stock, state, week, short2, short4, missing, reorder)
    where s.kind = 'product' and s.key = t.key`.execute(ctx.db)
}
