import { addDays } from '#core/words/dates.ts'
import { forecastPanel } from './forecast-panel.ts'
import type { PanelOptions, Series, SeriesForecast } from './panel.ts'
import { sumUp } from './sum-up.ts'
import { LEAST_WEEKS, PLACES, yearCourse } from './year-course.ts'

export interface ShopDemand {
  /** Monday of the first week. */
  firstWeek: string
  weeks: number
  horizon: number
  /** Pieces a week at exactly this category path, all weeks. */
  leaves: { path: string; values: Float64Array }[]
  /** From the week of its first demand on. */
  products: { category: string; values: Float64Array }[]
  /** Models did worse than the base lines, so only these speak. */
  baseLinesOnly?: boolean
}

export interface ShopForecast {
  /** Whether a year's course is known: two years, and twelve weeks to prove it by. */
  hasSeasons: boolean
  /** Every category path with all below it; '' is the whole shop. Means of the parts add up to that of the whole. */
  categories: (SeriesForecast & { path: string; firstWeek: number; values: Float64Array })[]
  /** As given. */
  products: SeriesForecast[]
}

const TEST = 26
const LEAST_TEST = 12
/** Weeks without a sale after which a product is taken to have ended: a whole year, so that goods of one season are not. */
const ENDS_AFTER = 52

interface Seasons {
  before: Float64Array
  now: Float64Array
}

/**
 * Weekly demand of a whole shop: of each product, each category and everything, with the year's course of the shop handed down
 * from category to category to product (`yearCourse`). Categories are forecast where goods stand and summed up from there;
 * intervals of a sum are as wide as those of a forecast of the sum itself.
 */
export function forecastShop(shop: ShopDemand, tell?: (share: number) => void): ShopForecast {
  const { weeks, horizon, baseLinesOnly } = shop
  const hasSeasons = weeks >= LEAST_WEEKS + LEAST_TEST
  const test = hasSeasons ? Math.min(TEST, weeks - LEAST_WEEKS) : TEST
  const options: PanelOptions = {
    horizon,
    period: PLACES,
    rough: true,
    empty: 0,
    test,
    every: 2,
    areAmounts: true,
    endsAfter: ENDS_AFTER,
    calibrate: true,
    baseLinesOnly,
  }
  const places = placesOf(shop)
  const nodes = nodesOf(shop)
  const seasons = new Map<string, Seasons>()
  for (const { path, whole } of nodes)
    if (hasSeasons)
      seasons.set(path, courseOf(whole, places, test, path === '' ? null : (seasons.get(parentOf(path)) ?? null)))
  const at = (path: string, series: Float64Array, own: boolean): Series => {
    const group = nearest(seasons, path)
    const start = weeks - series.length
    if (!group) return { values: series }
    const course = own ? courseOf(series, places.subarray(start), test, group) : group
    return {
      values: series,
      seasons: { before: spread(course.before, places, start), now: spread(course.now, places, start) },
    }
  }
  const trimmed = nodes.map(({ path, whole }) => at(path, fromFirst(whole), false))
  const direct = shop.leaves.map(({ path, values }) => at(path, fromFirst(values), false))
  const { forecasts, common } = forecastPanel([...trimmed, ...direct], { ...options, common: 'first' }, (share) =>
    tell?.(0.1 * share),
  )
  const { forecasts: products } = forecastPanel(
    shop.products.map(({ category, values }) => at(category, values, true)),
    { ...options, empty: 1, common },
    (share) => tell?.(0.1 + 0.9 * share),
  )
  const leafForecasts = forecasts.slice(nodes.length)
  return {
    hasSeasons,
    categories: nodes.map(({ path, leaves }, place) => ({
      ...sumUp(
        forecasts[place] as SeriesForecast,
        leaves.map((leaf) => leafForecasts[leaf] as SeriesForecast),
      ),
      path,
      firstWeek: weeks - (trimmed[place] as Series).values.length,
      values: (trimmed[place] as Series).values,
    })),
    products,
  }
}

const parentOf = (path: string) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

/** Of the category, or the nearest above it that has sales. */
function nearest(seasons: ReadonlyMap<string, Seasons>, path: string): Seasons | undefined {
  for (let at = path; ; at = parentOf(at)) if (seasons.has(at) || at === '') return seasons.get(at)
}

/** From the first demand on; at least one week. */
function fromFirst(values: Float64Array): Float64Array {
  const first = values.findIndex((value) => value > 0)
  return first < 0 ? values : values.subarray(first)
}

function courseOf(values: Float64Array, places: Uint8Array, test: number, group: Seasons | null): Seasons {
  const flat = () => new Float64Array(PLACES).fill(1)
  return {
    before: yearCourse(values.subarray(0, Math.max(values.length - test, 0)), places, group?.before ?? null) ?? flat(),
    now: yearCourse(values, places, group?.now ?? null) ?? flat(),
  }
}

const spread = (index: Float64Array, places: Uint8Array, start: number) =>
  Float64Array.from(places.subarray(start), (place) => index[place] as number)

/** Which week of the year each week is, the horizon included; a 53rd counts as the 52nd. */
function placesOf({ firstWeek, weeks, horizon }: ShopDemand): Uint8Array {
  return Uint8Array.from({ length: weeks + horizon }, (_, week) => {
    const thursday = addDays(firstWeek, 7 * week + 3)
    const yearDay = (Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 86_400_000
    return Math.min(Math.floor(yearDay / 7), PLACES - 1)
  })
}

/** Every category path and those above it, parents first, with the sum of all below. */
function nodesOf({ leaves, weeks }: ShopDemand): { path: string; whole: Float64Array; leaves: number[] }[] {
  const nodes = new Map<string, { path: string; whole: Float64Array; leaves: number[] }>()
  const add = (path: string, leaf: number, values: Float64Array) => {
    const node = nodes.get(path) ?? { path, whole: new Float64Array(weeks), leaves: [] }
    for (let t = 0; t < weeks; t++) node.whole[t] = (node.whole[t] as number) + (values[t] as number)
    node.leaves.push(leaf)
    nodes.set(path, node)
  }
  add('', -1, new Float64Array(weeks))
  for (const [leaf, { path, values }] of leaves.entries()) {
    const steps = path === '' ? [] : path.split('/')
    for (let depth = 0; depth <= steps.length; depth++) add(steps.slice(0, depth).join('/'), leaf, values)
  }
  for (const node of nodes.values()) node.leaves = node.leaves.filter((leaf) => leaf >= 0)
  return [...nodes.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}
