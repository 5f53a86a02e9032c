import { runInThread } from '#core/compute/run-in-thread.ts'
import type { House } from '#core/house.ts'
import { addDays } from '#core/words/dates.ts'
import { recordModel } from '../model/record-model.ts'
import type { Prediction, PredictStep } from '../predict/step.ts'
import { demandQuality } from './compute/demand-quality.ts'
import type { forecastShop, ShopForecast } from './compute/forecast-shop.ts'
import { WEEKS_AHEAD } from './demand-rule.ts'
import { rateStock } from './rate-stock.ts'
import { readWeeks, type WeeklyDemand } from './read-weeks.ts'
import { writeSeries } from './write-series.ts'

/** Rises whenever equal data would give other results. */
const EDITION = 2

/** Weekly demand of every product, category and the shop for the twelve weeks after the last full one, and what the stock is good for. */
export const demandStep: PredictStep = {
  name: 'demand',
  isShown: true,
  run: async (house, prediction) => {
    const begun = performance.now()
    const demand = await readWeeks(house, prediction)
    prediction.signal.throwIfAborted()
    if (!demand) return writeNothing(house, prediction)
    let forecast = await compute(demand, false, prediction.signal)
    const quality = demandQuality(forecast.products, forecast.categories)
    if (quality.steppedAside) forecast = await compute(demand, true, prediction.signal)
    prediction.signal.throwIfAborted()
    await house.asSystem('insight.demand', async (ctx) => {
      await writeSeries(ctx, { asOf: prediction.asOf, demand, forecast })
      await rateStock(ctx)
      const tested = forecast.products.some(({ quality }) => quality.origins > 0)
      await recordModel(ctx, {
        model: 'demand',
        asOf: prediction.asOf,
        version: `chosen-by-series ${EDITION}`,
        rows: forecast.products.length,
        durationMs: performance.now() - begun,
        state: !tested ? 'too_little_data' : quality.steppedAside ? 'stepped_aside' : 'used',
        parameters: {
          firstWeek: demand.firstWeek,
          weeks: demand.weeks,
          hasSeasons: forecast.hasSeasons,
          models: quality.models,
        },
        quality: { ...quality, models: undefined, steppedAside: undefined },
      })
    })
  },
}

function compute(
  { firstWeek, weeks, leaves, products }: WeeklyDemand,
  baseLinesOnly: boolean,
  signal: AbortSignal,
): Promise<ShopForecast> {
  return runInThread<typeof forecastShop>(
    new URL('./compute/forecast-shop.ts', import.meta.url),
    'forecastShop',
    [
      {
        firstWeek,
        weeks,
        horizon: WEEKS_AHEAD,
        leaves: leaves.map(({ path, values }) => ({ path, values })),
        products: products.map(({ category, values }) => ({ category, values })),
        baseLinesOnly,
      },
    ],
    { signal },
  )
}

/** A shop without a full week has no demand to show; what an older import left goes. */
async function writeNothing(house: House, { asOf }: Prediction): Promise<void> {
  await house.asSystem('insight.demand', async (ctx) => {
    const demand = { firstWeek: addDays(asOf, 1), weeks: 0, leaves: [], products: [] }
    await writeSeries(ctx, { asOf, demand, forecast: { hasSeasons: false, categories: [], products: [] } })
    await recordModel(ctx, {
      model: 'demand',
      asOf,
      version: `chosen-by-series ${EDITION}`,
      rows: 0,
      durationMs: 0,
      state: 'too_little_data',
      parameters: {},
      quality: {},
    })
  })
}
