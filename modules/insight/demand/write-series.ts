import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import { addDays } from '#core/words/dates.ts'
import type { ShopForecast } from './compute/forecast-shop.ts'
import type { SeriesForecast } from './compute/panel.ts'
import type { Counted, WeeklyDemand } from './read-weeks.ts'

interface Written {
  asOf: string
  demand: WeeklyDemand
  forecast: ShopForecast
}

interface Row extends Counted {
  kind: 'shop' | 'category' | 'product'
  key: string
  productId: string | null
  category: string
  supplier: string | null
  values: Float64Array
  forecast: SeriesForecast
}

const BATCH = 500

/** Puts all series and forecasts in place of those of the day before. */
export async function writeSeries(ctx: Context, written: Written): Promise<void> {
  await sql`delete from insight.demand_forecasts`.execute(ctx.db)
  await sql`delete from insight.demand_series`.execute(ctx.db)
  const rows = [...categoryRows(written), ...productRows(written)]
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH)
    await insertSeries(ctx, batch, written)
    await insertForecasts(ctx, batch, written)
  }
}

function categoryRows({ demand, forecast }: Written): Row[] {
  return forecast.categories.flatMap((one): Row[] => {
    const { path, values } = one
    const below = demand.leaves.filter((leaf) => path === '' || leaf.path === path || leaf.path.startsWith(`${path}/`))
    const counted = {
      lines: below.reduce((sum, leaf) => sum + leaf.lines, 0),
      returned: below.reduce((sum, leaf) => sum + leaf.returned, 0),
    }
    const kind = path === '' ? 'shop' : 'category'
    return [{ kind, key: path, productId: null, category: path, supplier: null, ...counted, values, forecast: one }]
  })
}

const productRows = ({ demand, forecast }: Written): Row[] =>
  demand.products.map(({ productId, category, supplier, lines, returned, values }, place) => ({
    kind: 'product',
    key: productId,
    productId,
    category,
    supplier,
    lines,
    returned,
    values,
    forecast: forecast.products[place] as SeriesForecast,
  }))

/** Arrays can't be elements of unequal length: each travels as its text. */
const arrays = (rows: readonly Row[], of: (row: Row) => ArrayLike<number>) =>
  textArray(rows.map((row) => plainArray(Array.from(of(row)))))

async function insertSeries(ctx: Context, rows: readonly Row[], { asOf, demand }: Written): Promise<void> {
  const numbers = (of: (row: Row) => number | null) => plainArray(rows.map(of))
  const texts = (of: (row: Row) => string | null) => textArray(rows.map(of))
  const end = addDays(demand.firstWeek, 7 * demand.weeks)
  await sql`
    insert into insight.demand_series (kind, key, product_id, category, supplier, as_of, first_week, history, lines, returned,
      demand_class, state, model, form, season, parameters, origins, mase, naive_mase, mean_mase, coverage, sum_mean, sum_deviation)
    select kind, key, product_id::uuid, category, supplier, ${asOf}::date, first_week, history::float8[], lines, returned,
      demand_class, state, model, form, season, parameters::jsonb, origins, mase, naive_mase, mean_mase, coverage,
      sum_mean::float8[], sum_deviation::float8[]
    from unnest(
      ${texts((row) => row.kind)}::text[], ${texts((row) => row.key)}::text[], ${texts((row) => row.productId)}::text[],
      ${texts((row) => row.category)}::text[], ${texts((row) => row.supplier)}::text[],
      ${texts((row) => addDays(end, -7 * row.values.length))}::date[], ${arrays(rows, (row) => row.values)}::text[],
      ${numbers((row) => row.lines)}::int[], ${numbers((row) => row.returned)}::float8[],
      ${texts(({ forecast }) => forecast.demandClass)}::text[], ${texts(({ forecast }) => forecast.state)}::text[],
      ${texts(({ forecast }) => forecast.model.name)}::text[], ${texts(({ forecast }) => forecast.model.form)}::text[],
      ${texts(({ forecast }) => forecast.model.season)}::text[],
      ${texts(({ forecast }) => JSON.stringify(forecast.model.parameters))}::text[],
      ${numbers(({ forecast }) => forecast.quality.origins)}::int[], ${numbers(({ forecast }) => forecast.quality.mase)}::float8[],
      ${numbers(({ forecast }) => forecast.quality.naive)}::float8[], ${numbers(({ forecast }) => forecast.quality.mean)}::float8[],
      ${numbers(({ forecast: { quality } }) => (quality.checked > 0 ? quality.covered / quality.checked : null))}::float8[],
      ${arrays(rows, ({ forecast }) => forecast.sumMean)}::text[], ${arrays(rows, ({ forecast }) => forecast.sumDeviation)}::text[]
    ) t (kind, key, product_id, category, supplier, first_week, history, lines, returned, demand_class, state, model, form, season,
      parameters, origins, mase, naive_mase, mean_mase, coverage, sum_mean, sum_deviation)`.execute(ctx.db)
}

async function insertForecasts(ctx: Context, rows: readonly Row[], { demand }: Written): Promise<void> {
  const steps = rows.flatMap((row) => Array.from(row.forecast.mean, (_, step) => ({ row, step })))
  const numbers = (name: 'mean' | 'low80' | 'high80' | 'low95' | 'high95') =>
    plainArray(steps.map(({ row, step }) => row.forecast[name][step] as number))
  await sql`
    insert into insight.demand_forecasts (kind, key, week, mean, low80, high80, low95, high95)
    select * from unnest(
      ${textArray(steps.map(({ row }) => row.kind))}::text[], ${textArray(steps.map(({ row }) => row.key))}::text[],
      ${textArray(steps.map(({ step }) => addDays(demand.firstWeek, 7 * (demand.weeks + step))))}::date[],
      ${numbers('mean')}::float8[], ${numbers('low80')}::float8[], ${numbers('high80')}::float8[], ${numbers('low95')}::float8[],
      ${numbers('high95')}::float8[])`.execute(ctx.db)
}
