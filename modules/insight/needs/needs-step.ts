import { sql } from 'kysely'
import { runInThread } from '#core/compute/run-in-thread.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'
import { dayNumber } from '../compute/day-number.ts'
import { recordModel } from '../model/record-model.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { Prediction, PredictStep } from '../predict/step.ts'
import { ANNOUNCE } from './announce-needs.ts'
import { forecastNeeds, type NeedsForecast } from './compute/forecast-needs.ts'
import { isEnough, LEAST_GAPS } from './compute/is-enough.ts'
import { fittedNeeds, VERSION } from './fitted-needs.ts'
import { writeNeeds, writeProductNeeds } from './write-needs.ts'
import { writeNextPurchases } from './write-next-purchases.ts'
import { writeSums } from './write-sums.ts'

/** Rows per customer at most: what nobody looks at needs no place. */
const MOST = { categories: 8, products: 4 }
/** So few lines are computed sooner than a thread begins. */
const FEW_LINES = 2000

/** When each customer will buy again: anything, of each category, and of products they repeat. */
export const needsStep: PredictStep = { name: 'needs', isShown: true, run: predictNeeds }

async function predictNeeds(house: House, prediction: Prediction): Promise<void> {
  const [begun, at] = [performance.now(), new Date()]
  const { asOf, signal } = prediction
  const sales = await prediction.sales()
  const { length } = sales.lines.day
  const forecast = length > 0 ? await compute(sales, asOf, signal) : null
  if (!forecast || !isEnough(forecast.needs)) {
    await house.asSystem('insight.needs', (ctx) => tooLittle(ctx, asOf, length, begun))
    return
  }
  await writeNeeds(house, forecast.needs, sales, { ...prediction, at })
  await writeProductNeeds(house, forecast.products, sales, { ...prediction, at })
  await writeNextPurchases(house, forecast.coming, sales, { ...prediction, at })
  await house.asSystem(
    'insight.needs',
    async (ctx) => {
      await writeSums(ctx, forecast, sales, asOf)
      await recordModel(ctx, fittedNeeds(forecast, sales, asOf, performance.now() - begun))
      queueJob(ctx, { name: ANNOUNCE }, { asOf }, { key: ANNOUNCE })
    },
    60_000,
  )
}

/** Of those who are present: lines of others are passed over, as their numbers are beyond. */
async function compute(sales: Sales, asOf: string, signal: AbortSignal): Promise<NeedsForecast> {
  const { lines, present, sets, categories, productIds } = sales
  const { customer, category, product, day, quantity, revenue } = lines
  const counts = { customers: present, categories: categories.length, products: productIds.length }
  const rows = { customer, category, product, day, quantity, revenue, ...counts }
  const input = { rows, asOf: dayNumber(asOf), sets, most: MOST }
  if (day.length < FEW_LINES) return forecastNeeds(input)
  const url = new URL('./compute/forecast-needs.ts', import.meta.url)
  return runInThread<typeof forecastNeeds>(url, 'forecastNeeds', [input], { signal })
}

async function tooLittle(ctx: Context, asOf: string, rows: number, begun: number): Promise<void> {
  for (const table of [
    'needs',
    'product_needs',
    'next_purchases',
    'next_purchase_counts',
    'need_sums',
    'need_categories',
  ])
    await sql`delete from ${sql.id('insight', table)}`.execute(ctx.db)
  await recordModel(ctx, {
    model: 'needs',
    asOf,
    version: VERSION,
    rows,
    durationMs: performance.now() - begun,
    state: 'too_little_data',
    parameters: {},
    quality: { leastGaps: LEAST_GAPS },
  })
}
