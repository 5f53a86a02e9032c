import { runInThread } from '#core/compute/run-in-thread.ts'
import { readSetting } from '#core/settings.ts'
import { addDays } from '#core/words/dates.ts'
import { dayNumber } from '../compute/day-number.ts'
import { type FittedModel, recordModel } from '../model/record-model.ts'
import type { PredictStep } from '../predict/step.ts'
import { type BasketSetting, basketSetting } from './basket-setting.ts'
import type { MinedLines, MineLinesOptions, mineLines } from './compute/mine-lines.ts'
import { readSoldProducts, type SoldProduct } from './sold-products.ts'
import { writeOffers } from './write-offers.ts'
import { writeRules } from './write-rules.ts'
import { writeSimilar } from './write-similar.ts'

const NAME = 'insight.baskets'
const VERSION = 'baskets 1'

/**
 * What sells together, similar products, and what to offer whom, as of the end of a day: reads the orders of the window,
 * computes in a thread, and writes rules, similar products and offers. The record says how offers did against
 * "most popular" and "bought before" on the days before `asOf`; where they did no better, what is popular is offered.
 */
export const basketsStep: PredictStep = {
  name: 'baskets',
  isShown: false,
  run: async (house, prediction) => {
    const begun = performance.now()
    const { asOf, signal } = prediction
    const sales = await prediction.sales()
    const { lines, customerKeys, productIds } = sales
    const { products, setting } = await house.asSystem(NAME, async (ctx) => ({
      products: await readSoldProducts(ctx, productIds),
      setting: await readSetting(ctx, basketSetting),
    }))
    const window = { from: addDays(asOf, 1 - setting.days), to: asOf }
    const categories = [...new Set(products.flatMap(({ category }) => category ?? []))]
    const options = optionsOf({ products, categories, setting, window, customers: customerKeys.length })
    const url = new URL('./compute/mine-lines.ts', import.meta.url)
    const mined = await runInThread<typeof mineLines>(url, 'mineLines', [lines, options], { signal })
    await house.asSystem(NAME, async (ctx) => {
      await writeRules(ctx, mined, products, categories)
      await writeSimilar(ctx, mined.similar, products)
    })
    await writeOffers(house, mined, sales, signal)
    const durationMs = performance.now() - begun
    await house.asSystem(NAME, (ctx) => recordModel(ctx, fitted({ mined, window, setting, durationMs })))
  },
}

interface Window {
  /** First and last day, in the company's time zone. */
  from: string
  to: string
}

interface Mining {
  products: readonly SoldProduct[]
  categories: readonly string[]
  setting: BasketSetting
  window: Window
  customers: number
}

function optionsOf({ products, categories, setting, window, customers }: Mining): MineLinesOptions {
  const numbers = new Map(categories.map((category, at) => [category, at]))
  return {
    from: dayNumber(window.from),
    day: dayNumber(window.to),
    customers,
    minSupport: setting.minSupport === 'auto' ? null : setting.minSupport,
    categoryOf: Int32Array.from(products, ({ category }) => (category === null ? -1 : (numbers.get(category) ?? -1))),
    categories: categories.length,
    goodsOf: Int32Array.from(products, ({ goods }) => goods),
    isKnown: Uint8Array.from(products, ({ isKnown }) => (isKnown ? 1 : 0)),
    mayOffer: Uint8Array.from(products, ({ mayOffer }) => (mayOffer ? 1 : 0)),
    margins: Float64Array.from(products, ({ marginMicro }) => marginMicro ?? Number.NaN),
  }
}

interface Fitted {
  mined: MinedLines
  window: Window
  setting: BasketSetting
  durationMs: number
}

function fitted({ mined, window, setting, durationMs }: Fitted): FittedModel {
  const { tested, products, categories, horizon } = mined
  const level = ({ rules, clear, tried, itemSets, least }: MinedLines['products']) => ({
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
    rows: mined.baskets,
    durationMs,
    state: tested === null ? 'too_little_data' : tested.isBetter ? 'used' : 'stepped_aside',
    parameters: {
      from: window.from,
      days: setting.days,
      customers: mined.customers,
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
