import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemandClass } from '../../modules/insight/demand/compute/demand-class.ts'
import { forecastPanel } from '../../modules/insight/demand/compute/forecast-panel.ts'
import { forecastShop, type ShopDemand } from '../../modules/insight/demand/compute/forecast-shop.ts'
import type { PanelOptions, SeriesForecast } from '../../modules/insight/demand/compute/panel.ts'
import { sumsWithin } from '../../modules/insight/demand/sums-within.ts'
import { counted, type Figure, percent, seconds } from './figure.ts'
import { type SimulatedDemand, simulatedDemand } from './simulated-demand.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const FORECAST = join(FOLDER, 'forecast')
const WEEKS_AHEAD = 12

/** Demand: error beside the seasonal naive base line on what no model had seen, coverage of intervals, time and growth. */
export function measureDemand(): Figure[] {
  return [...carParts(), ...textbooks(), ...[2000, 10_000].flatMap(shop), ...growth()]
}

const skipped = (what: string): Figure => ({
  what,
  measured: 'skipped: no shared data',
  budget: '',
  meets: null,
  notes: [],
})

function carParts(): Figure[] {
  const path = join(FORECAST, 'carparts.csv')
  if (!existsSync(path)) return [skipped('car parts')]
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
  const complete = rows.map((row) => row.split(',').slice(1)).filter((cells) => !cells.includes('NA'))
  const series = complete
    .map((cells) => Float64Array.from(cells.map(Number)))
    .filter((values) => values.slice(0, 45).filter((value) => value > 0).length >= 3)
  const options: PanelOptions = {
    horizon: 6,
    period: 12,
    rough: true,
    empty: 0,
    test: 12,
    every: 1,
    areAmounts: true,
    calibrate: true,
  }
  const { forecasts } = forecastPanel(
    series.map((values) => ({ values: values.slice(0, 45) })),
    options,
  )
  const held = forecasts
    .map((forecast, at) => judged(forecast, series[at] as Float64Array, 45, 12))
    .filter((one) => one !== null)
  return byClass('car parts, 6 months', held)
}

function textbooks(): Figure[] {
  const sets = [
    ['fpp2_austourists', 4, 8],
    ['fpp2_ausair', 1, 5],
    ['fpp2_oil', 1, 5],
  ] as const
  return sets.map(([name, period, horizon]) => {
    const path = join(FORECAST, `${name}.csv`)
    if (!existsSync(path)) return skipped(name)
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1)
    const values = Float64Array.from(rows.map((row) => Number(row.split(',')[2])))
    const known = values.length - horizon
    const options: PanelOptions = {
      horizon,
      period,
      rough: false,
      empty: 0,
      test: 2 * horizon,
      every: 1,
      areAmounts: true,
      calibrate: true,
    }
    const [forecast] = forecastPanel([{ values: values.slice(0, known) }], options).forecasts
    const one = forecast && judged(forecast, values, known, period)
    if (!forecast || !one) throw new Error(`${name} can't be measured`)
    return {
      ...figureOf(`${name}, last ${horizon}`, [one]),
      notes: [`${forecast.model.form}, chosen by rolling origins before.`],
    }
  })
}

/** Forecasts of the last twelve weeks of a made-up shop, and of twelve weeks a quarter and half a year before. */
function shop(customers: number): Figure[] {
  const simulated = simulatedDemand(customers)
  const rounds = [0, 13, 26].map((back) => shopRound(simulated, simulated.weeks - WEEKS_AHEAD - back))
  const name = `shop of ${counted(customers)}`
  const products = rounds.flatMap((round) => round.products)
  return [
    ...byClass(`${name}, products`, products),
    figureOf(
      `${name}, categories`,
      rounds.flatMap((round) => round.categories),
    ),
    // Of three rounds thirteen weeks apart: few, and what one shares the next has too.
    figureOf(
      `${name}, all together`,
      rounds.flatMap(({ categories }) => categories.slice(0, 1)),
    ),
  ]
}

function shopRound(simulated: SimulatedDemand, weeks: number): Record<'products' | 'categories', Judged[]> {
  const { given, sold } = shopUntil(simulated, weeks)
  const found = forecastShop(given)
  const products = found.products.map((forecast, at) => {
    const values = sold[at] as Float64Array
    return judged(forecast, values, values.length - WEEKS_AHEAD, 52)
  })
  const categories = found.categories.map((forecast) => {
    const inside = simulated.products.filter(({ path }) => isInside(path, forecast.path))
    const come = Array.from({ length: WEEKS_AHEAD }, (_, h) =>
      inside.reduce((sum, { values }) => sum + (values[weeks + h] ?? 0), 0),
    )
    return judged(forecast, Float64Array.from([...forecast.values, ...come]), forecast.values.length, 52)
  })
  return { products: products.filter((one) => one !== null), categories: categories.filter((one) => one !== null) }
}

const isInside = (path: string, category: string) =>
  category === '' || path === category || path.startsWith(`${category}/`)

/** What was known after so many weeks, and for each product all it sold up to twelve weeks later. */
function shopUntil(
  { firstWeek, products }: SimulatedDemand,
  weeks: number,
): { given: ShopDemand; sold: Float64Array[] } {
  const leaves = new Map<string, Float64Array>()
  const known = products.filter(({ values }) => values.subarray(0, weeks).some((value) => value > 0))
  for (const { path, values } of known) {
    const leaf = leaves.get(path) ?? new Float64Array(weeks)
    for (let week = 0; week < weeks; week++) leaf[week] = (leaf[week] ?? 0) + (values[week] ?? 0)
    leaves.set(path, leaf)
  }
  const sold = known.map(({ values }) =>
    values.slice(
      values.findIndex((value) => value > 0),
      weeks + WEEKS_AHEAD,
    ),
  )
  return {
    given: {
      firstWeek,
      weeks,
      horizon: WEEKS_AHEAD,
      leaves: [...leaves].map(([path, values]) => ({ path, values })),
      products: known.map(({ path }, at) => ({
        category: path,
        values: sold[at]?.slice(0, -WEEKS_AHEAD) as Float64Array,
      })),
    },
    sold,
  }
}

interface Judged {
  demandClass: DemandClass
  mase: number
  naive: number
  /** Share of 80 % intervals that held, of steps, and of sums of them. */
  held: number
  sumsHeld: number
}

/** Scaled errors of a forecast and of the seasonal naive one over what came; null where the past gives no scale. */
function judged(forecast: SeriesForecast, values: Float64Array, known: number, period: number): Judged | null {
  let scale = 0
  for (let t = period; t < known; t++)
    scale += Math.abs((values[t] ?? 0) - (values[t - period] ?? 0)) / (known - period)
  if (!(scale > 0)) return null
  const horizon = values.length - known
  let [mase, naive, held, sumsHeld, sum] = [0, 0, 0, 0, 0]
  const [sumMean, sumDeviation] = [[...forecast.sumMean], [...forecast.sumDeviation]]
  for (let h = 0; h < horizon; h++) {
    const value = values[known + h] as number
    mase += Math.abs(value - (forecast.mean[h] as number)) / scale / horizon
    naive += Math.abs(value - (values[known - period + (h % period)] as number)) / scale / horizon
    held += value >= (forecast.low80[h] as number) && value <= (forecast.high80[h] as number) ? 1 / horizon : 0
    sum += value
    const { low, high } = sumsWithin(h + 1, sumMean, sumDeviation)
    sumsHeld += h > 0 && sum >= low && sum <= high ? 1 / (horizon - 1) : 0
  }
  return { demandClass: forecast.demandClass, mase, naive, held, sumsHeld }
}

function byClass(what: string, all: readonly Judged[]): Figure[] {
  const classes: DemandClass[] = ['smooth', 'erratic', 'intermittent', 'lumpy']
  const parts = classes.map((kind) => [kind, all.filter((one) => one.demandClass === kind)] as const)
  return [
    figureOf(what, all),
    ...parts.flatMap(([kind, of]) => (of.length > 4 ? [figureOf(`${what}, ${kind}`, of)] : [])),
  ]
}

function figureOf(what: string, of: readonly Judged[]): Figure {
  const mean = (name: 'mase' | 'naive' | 'held' | 'sumsHeld') => of.reduce((sum, one) => sum + one[name], 0) / of.length
  return {
    what,
    measured: `MASE ${mean('mase').toFixed(3)}, 80 % held ${percent(mean('held'))}, of sums ${percent(mean('sumsHeld'))} (${counted(of.length)} series)`,
    budget: '≤ seasonal naive',
    // Equal where the base line itself was chosen.
    meets: mean('mase') <= mean('naive') + 1e-9,
    bare: `seasonal naive ${mean('naive').toFixed(3)}`,
    ratio: percent(mean('mase') / mean('naive')),
    notes: [],
  }
}

/** Time for more and more products of three years. */
function growth(): Figure[] {
  const simulated = simulatedDemand(8000)
  const times: number[] = []
  return [1000, 5000, 20_000].map((count) => {
    const products = Array.from({ length: count }, (_, at) => {
      const of = simulated.products[at % simulated.products.length] as SimulatedDemand['products'][number]
      const copy = 1 + Math.floor(at / simulated.products.length)
      const values = of.values.map((value, week) => Math.round((value * ((copy * 7919 + week * 31) % 13)) / 10))
      return { path: `${of.path} ${copy % 7}`, values: values.some((value) => value > 0) ? values : of.values }
    })
    const { given } = shopUntil({ ...simulated, products }, simulated.weeks - WEEKS_AHEAD)
    const begun = performance.now()
    const { categories } = forecastShop(given)
    const ms = performance.now() - begun
    times.push(ms / count)
    return {
      what: `${counted(count)} products × ${given.weeks} weeks`,
      measured: seconds(ms),
      budget: count === 5000 ? '< 20 s' : '',
      meets: count === 5000 ? ms < 20_000 : null,
      ratio: `${((times.at(-1) ?? 0) / (times[0] ?? 1)).toFixed(2)} × per product`,
      notes: [`${counted(categories.length)} categories beside them.`],
    }
  })
}
