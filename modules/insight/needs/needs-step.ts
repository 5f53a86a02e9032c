import { sql } from 'kysely'
import { runInThread } from '#core/compute/run-in-thread.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'
import { recordModel } from '../model/record-model.ts'
import type { Prediction, PredictStep } from '../predict/step.ts'
import { ANNOUNCE } from './announce-needs.ts'
import { forecastNeeds, type NeedsForecast } from './compute/forecast-needs.ts'
import type { PurchaseRows } from './compute/purchase-rows.ts'
import { fittedNeeds, VERSION } from './fitted-needs.ts'
import { dayNumber, type Purchases, readPurchases } from './read-purchases.ts'
import { writeNeeds, writeProductNeeds } from './write-needs.ts'
import { writeSums } from './write-sums.ts'

/** Rows per customer at most: what nobody looks at needs no place. */
const MOST = { categories: 8, products: 4 }
/** So few lines are computed sooner than a thread begins. */
const FEW_LINES = 2000
/** Fewer gaps between purchases say nothing about when the next one comes. */
const LEAST_GAPS = 10

/** When each customer will buy again of each category, and of products they repeat. */
export const needsStep: PredictStep = { name: 'needs', run: predictNeeds }

async function predictNeeds(house: House, prediction: Prediction): Promise<void> {
  const [begun, at] = [performance.now(), new Date()]
  const { asOf, signal } = prediction
  const purchases = await readPurchases(house, prediction)
  const { length } = purchases.rows.day
  const forecast = length > 0 ? await compute(purchases, asOf, signal) : null
  if (!forecast || gapsOf(forecast) < LEAST_GAPS) {
    await house.asSystem('insight.needs', (ctx) => tooLittle(ctx, asOf, length, begun))
    return
  }
  await writeNeeds(house, forecast.needs, purchases, { ...prediction, at })
  await writeProductNeeds(house, forecast.products, purchases, { ...prediction, at })
  await house.asSystem(
    'insight.needs',
    async (ctx) => {
      await writeSums(ctx, forecast.days, purchases, asOf)
      await recordModel(ctx, fittedNeeds(forecast, purchases, asOf, performance.now() - begun))
      queueJob(ctx, { name: ANNOUNCE }, { asOf }, { key: ANNOUNCE })
    },
    60_000,
  )
}

async function compute({ rows, sets }: Purchases, asOf: string, signal: AbortSignal): Promise<NeedsForecast> {
  const input = { rows, asOf: dayNumber(asOf), sets: Int32Array.from(sets), most: MOST }
  if (rows.day.length < FEW_LINES) return forecastNeeds(input)
  return runInThread<typeof forecastNeeds>(
    new URL('./compute/forecast-needs.ts', import.meta.url),
    'forecastNeeds',
    [input],
    {
      signal,
      transfer: buffersOf(rows),
    },
  )
}

const buffersOf = ({ customer, category, product, day, quantity, revenue }: PurchaseRows) =>
  [customer, category, product, day, quantity, revenue].map((column) => column.buffer as ArrayBuffer)

const gapsOf = ({ needs }: NeedsForecast) => needs.purchases.reduce((sum, purchases) => sum + purchases - 1, 0)

async function tooLittle(ctx: Context, asOf: string, rows: number, begun: number): Promise<void> {
  for (const table of ['needs', 'product_needs', 'need_sums', 'need_categories'])
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
