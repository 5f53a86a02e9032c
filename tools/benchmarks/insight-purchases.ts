import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runInThread } from '../../core/compute/run-in-thread.ts'
import type { predictCustomers } from '../../modules/insight/purchases/compute/predict-customers.ts'
import type { PredictInput } from '../../modules/insight/purchases/compute/predict-input.ts'
import type { Predicted } from '../../modules/insight/purchases/compute/predicted.ts'
import { cdnowLives } from '../../modules/insight/purchases/testing/cdnow-lives.ts'
import { drawInput } from '../../modules/insight/purchases/testing/draw-input.ts'
import { measureCoverage } from '../../modules/insight/purchases/testing/measure-coverage.ts'
import { predictInputAt } from '../../modules/insight/purchases/testing/predict-input-at.ts'
import { counted, type Figure, megabytes, percent, seconds } from './figure.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const LOG = `${FOLDER}/clv/CDNOW_sample.txt`
const SIZES = [250_000, 500_000, 1_000_000]
const MOST_MS = 60_000
const MOST_BYTES = 1e9
const day = (text: string) => Date.parse(text) / 86_400_000

/** Purchase models: CDNOW beside base lines, a million customers, growth. */
export async function measurePurchases(): Promise<Figure[]> {
  return [...(await onCdnow()), ...(await onMany())]
}

/** In a thread, as the nightly run does it; the columns move there. */
const run = (input: PredictInput) =>
  runInThread<typeof predictCustomers>(
    new URL('../../modules/insight/purchases/compute/predict-customers.ts', import.meta.url),
    'predictCustomers',
    [input],
    { transfer: [...buffersOf(input)] },
  ) as Promise<Predicted>

function buffersOf(given: object): Set<ArrayBuffer> {
  const found = new Set<ArrayBuffer>()
  for (const value of Object.values(given)) {
    if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer)
    else if (value !== null && typeof value === 'object') for (const one of buffersOf(value)) found.add(one)
  }
  return found
}

async function onCdnow(): Promise<Figure[]> {
  const what = 'purchases: CDNOW, 39 weeks held out'
  if (!existsSync(LOG)) return [{ what, measured: 'skipped: no shared data', budget: '–', meets: null, notes: [] }]
  const [cut, asOf] = [day('1997-09-30'), day('1998-06-30')]
  const lives = cdnowLives(LOG)
  const { quality, choice } = await run(predictInputAt(lives, { asOf, cut }).input)
  if (!quality) throw new Error('nothing was held out')
  const { model, baseLines, happened, customers, deciles, verdict } = quality
  // Intervals of orders and of value, from what was known at the cut.
  const then = predictInputAt(lives, { asOf: cut, cut: day('1997-06-30'), horizons: [asOf - cut] })
  const [coverage] = measureCoverage(await run(then.input), then.known, cut)
  if (!coverage) throw new Error('no horizon')
  const line = (one: (typeof baseLines)[number] | typeof model) =>
    `${one.name}: ${counted(Math.round(one.expected))} expected (${percent(one.bias ?? Number.NaN)}), mean absolute error ${one.meanAbsoluteError.toFixed(3)}, root mean square ${one.rootMeanSquaredError.toFixed(3)}, log likelihood ${one.logLikelihood.toFixed(0)}`
  const best = baseLines[0] ?? model
  const { 'bg-nbd': bg, 'pareto-nbd': pareto } = choice.logLikelihoods
  return [
    {
      what,
      measured: `root mean square error ${model.rootMeanSquaredError.toFixed(3)}, total ${percent(model.bias ?? Number.NaN)}`,
      budget: 'better than the best base line by two standard errors',
      meets: verdict === 'better',
      bare: `${best.name}: ${best.rootMeanSquaredError.toFixed(3)}, ${percent(best.bias ?? Number.NaN)}`,
      ratio: (model.rootMeanSquaredError / best.rootMeanSquaredError).toFixed(2),
      notes: [
        `${counted(customers)} customers, ${counted(happened)} purchases came.`,
        ...[model, ...baseLines].map(line),
        `Tenths of the customers, expected/happened: ${deciles.map((group) => `${group.expected.toFixed(2)}/${group.happened.toFixed(2)}`).join(' ')}`,
      ],
    },
    {
      what: 'purchases: model chosen by held-out likelihood',
      measured: model.name,
      budget: '–',
      meets: null,
      notes: [`BG/NBD ${bg.toFixed(1)}, Pareto/NBD ${pareto.toFixed(1)}.`],
    },
    {
      what: 'purchases: CDNOW, inside 80 % intervals',
      measured: `orders ${percent(coverage.orders.inside)}, value ${percent(coverage.value.inside)}`,
      budget: 'within 3 points of what is stated',
      meets: [coverage.orders, coverage.value].every(({ inside, stated }) => Math.abs(inside - stated) < 0.03),
      bare: `stated: ${percent(coverage.orders.stated)}, ${percent(coverage.value.stated)}`,
      notes: [`${coverage.days} days from 1997-09-30; counts are whole, so more than 80 % is stated.`],
    },
  ]
}

interface Timed {
  size: number
  ms: number
  /** Of all threads: what other programs do at the same time does not lengthen it. */
  cpuMs: number
  cells: Predicted['cells']
}

/** Choice, fit and predictions of everybody. Only figures are kept, so that the peak is that of one run. */
async function timed(size: number): Promise<Timed> {
  const input = drawInput(size)
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  const { cells } = await run(input)
  const { user, system } = process.cpuUsage(cpu)
  return { size, ms: performance.now() - begun, cpuMs: (user + system) / 1000, cells }
}

async function onMany(): Promise<Figure[]> {
  const runs: Timed[] = []
  for (const size of SIZES) runs.push(await timed(size))
  const peak = process.resourceUsage().maxRSS * 1024
  const [fewest, most] = [runs[0], runs.at(-1)]
  if (!fewest || !most) throw new Error('no sizes')
  const growth = most.cpuMs / most.size / (fewest.cpuMs / fewest.size)
  return [
    {
      what: `purchases: ${counted(most.size)} customers fitted and predicted`,
      measured: seconds(most.ms),
      budget: '< 60 s',
      meets: most.ms < MOST_MS,
      notes: [
        'Both models on what was held out, the chosen one on everything, Gamma–Gamma, 30/90/365 days with intervals, lifetime value, churn risk.',
        `${counted(most.cells.fitted)} cells fitted, values rounded by ${percent(most.cells.fittedRounding)}; ${counted(most.cells.forecast)} forecast.`,
      ],
    },
    {
      what: 'purchases: peak memory of the process',
      measured: megabytes(peak),
      budget: '< 1 GB',
      meets: peak < MOST_BYTES,
      notes: ['Peak resident over all runs, with the made-up customers and the result on both sides of the thread.'],
    },
    {
      what: 'purchases: growth',
      measured: runs.map(({ cpuMs }) => seconds(cpuMs)).join(', '),
      budget: 'linear or less',
      meets: growth < 1.3,
      ratio: growth.toFixed(2),
      notes: [
        `Processor time of ${SIZES.map(counted).join(', ')} customers; ratio: per customer, the most over the fewest. Above 60,000 different histories the fit itself takes as long for any number.`,
      ],
    },
  ]
}
