import { timeZone } from '#core/company.ts'
import { runInThread } from '#core/compute/run-in-thread.ts'
import { readSetting } from '#core/settings.ts'
import { addDays } from '#core/words/dates.ts'
import { type FittedModel, recordModel } from '../model/record-model.ts'
import type { Prediction, PredictStep } from '../predict/step.ts'
import { type BasketSetting, basketSetting } from './basket-setting.ts'
import type { MinedShop, mineShop } from './compute/mine-shop.ts'
import { dayNumber } from './day-number.ts'
import { type ReadShop, readShop, type Window } from './read-shop.ts'
import { writeRecommendations } from './write-recommendations.ts'
import { writeRules } from './write-rules.ts'
import { writeSimilar } from './write-similar.ts'

const NAME = 'insight.baskets'
const VERSION = 'baskets 1'

/**
 * What sells together, similar products, and what to offer whom, as of the end of a day: reads the orders of the window,
 * computes in a thread, and writes rules, similar products and recommendations. The record says how offers did against
 * "most popular" and "bought before" on the days before `asOf`; where they did no better, what is popular is offered.
 */
export const basketsStep: PredictStep = {
  name: 'baskets',
  run: async (house, prediction) => {
    const begun = performance.now()
    const { read, window, setting } = await house.asSystem(NAME, async (ctx) => {
      const setting = await readSetting(ctx, basketSetting)
      const { asOf } = prediction
      const window = { from: addDays(asOf, 1 - setting.days), to: asOf, zone: await readSetting(ctx, timeZone) }
      return { read: await readShop(ctx, window), window, setting }
    })
    const size = { baskets: read.shop.days.length, customers: read.customerIds.length }
    const categories = [...new Set(read.products.flatMap(({ category }) => category ?? []))]
    const mined = await compute(read, categories, setting, prediction)
    await house.asSystem(NAME, async (ctx) => {
      await writeRules(ctx, mined, read.products, categories)
      await writeSimilar(ctx, mined.similar, read.products)
    })
    await writeRecommendations(house, mined, read, prediction.signal)
    const durationMs = performance.now() - begun
    await house.asSystem(NAME, (ctx) => recordModel(ctx, fitted({ mined, window, setting, size, durationMs })))
  },
}

/** The arrays move to the thread; nothing of them is needed here afterwards. */
function compute(
  { shop, products }: ReadShop,
  categories: readonly string[],
  { minSupport }: BasketSetting,
  { asOf, signal }: Prediction,
): Promise<MinedShop> {
  const numbers = new Map(categories.map((category, at) => [category, at]))
  const options = {
    day: dayNumber(asOf),
    minSupport: minSupport === 'auto' ? null : minSupport,
    categoryOf: Int32Array.from(products, ({ category }) => (category === null ? -1 : (numbers.get(category) ?? -1))),
    categories: categories.length,
    mayOffer: Uint8Array.from(products, ({ mayOffer }) => (mayOffer ? 1 : 0)),
    margins: Float64Array.from(products, ({ marginMicro }) => marginMicro ?? Number.NaN),
  }
  const url = new URL('./compute/mine-shop.ts', import.meta.url)
  const transfer = [shop.starts, shop.items, shop.days, shop.buyers].map(({ buffer }) => buffer as ArrayBuffer)
  return runInThread<typeof mineShop>(url, 'mineShop', [shop, options], { signal, transfer })
}

interface Fitted {
  mined: MinedShop
  window: Window
  setting: BasketSetting
  size: { baskets: number; customers: number }
  durationMs: number
}

function fitted({ mined, window, setting, size, durationMs }: Fitted): FittedModel {
  const { tested, products, categories, horizon } = mined
  const level = ({ rules, clear, tried, itemSets, least }: MinedShop['products']) => ({
    rules: rules.length,
    clear,
    tried,
    itemSets,
    least,
  })
  return {
    model: 'baskets',
    asOf: window.to,
    version: VERSION,
    rows: size.baskets,
    durationMs,
    state: tested === null ? 'too_little_data' : tested.isBetter ? 'used' : 'stepped_aside',
    parameters: {
      from: window.from,
      days: setting.days,
      customers: size.customers,
      horizon,
      product: level(products),
      category: level(categories),
      weights: tested?.weights ?? null,
    },
    quality: tested
      ? { newBuyers: tested.newBuyers, buyers: tested.buyers, fresh: tested.fresh, any: tested.any }
      : { newBuyers: 0 },
  }
}
