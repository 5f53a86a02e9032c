import { calibrator } from '../../modules/insight/needs/compute/calibrate.ts'
import { fitComing } from '../../modules/insight/needs/compute/fit-coming.ts'
import { forecastNeeds } from '../../modules/insight/needs/compute/forecast-needs.ts'
import { type HoldOut, holdOut, METHODS } from '../../modules/insight/needs/compute/hold-out.ts'
import { type ComingScore, judgeComing } from '../../modules/insight/needs/compute/judge-coming.ts'
import { learnNeeds, type View, viewAt } from '../../modules/insight/needs/compute/learn-needs.ts'
import type { PurchaseRows } from '../../modules/insight/needs/compute/purchase-rows.ts'
import { scoreOf } from '../../modules/insight/needs/compute/score-of.ts'
import { type Series, toSeries } from '../../modules/insight/needs/compute/series.ts'
import { counted, type Figure, megabytes, seconds } from './figure.ts'
import { dayNumber, makeLives, readLog } from './needs-data.ts'
import { paretoNbd } from './pareto-nbd-next.ts'

const NAMES = { model: 'model', customer: 'mean interval of the customer', category: 'mean interval of the category' }

/** Next purchases beside their base lines on two logs and the made-up shop, the grocer's log beside Pareto/NBD, and time and growth. */
export function measureNeeds(): Figure[] {
  const lives = makeLives(3000)
  return [
    ...log('grocer’s log', readLog('grocery-log-even.csv'), '2006-12-31', [60, 180]),
    ...regular(readLog('grocery-log-even.csv')),
    ...log('CDNOW', readLog('CDNOW_sample.txt'), '1997-09-30', [60, 180]),
    ...compare('made-up shop, 39 categories', lives.rows, '2025-06-30', [60, 180]),
    ...[1000, 4000, 16_000].map(grown),
  ]
}

function log(name: string, rows: PurchaseRows | null, cut: string, windows: number[]): Figure[] {
  if (rows) return compare(name, rows, cut, windows)
  return [{ what: name, measured: 'skipped: no shared data', budget: '', meets: null, notes: [] }]
}

function compare(name: string, rows: PurchaseRows, day: string, windows: number[]): Figure[] {
  const cut = dayNumber(day)
  const series = toSeries(rows, { by: 'category' })
  const learned = learnNeeds(series, cut, rows)
  const view = viewAt(series, cut, learned)
  const calibrated = calibrator(series, learned)
  const { factor, level } = calibrated(cut)
  const judged = { series, ...view, factor: (s: number) => factor[series.group[s] as number] as number }
  return [
    ...windows.map((window) => figureOf(`${name}, ${window} days`, holdOut(rows.categories, { ...judged, window }))),
    customersOf(
      name,
      judgeComing(series, view, learned, { rule: fitComing(series, learned, calibrated, cut), level: level.factor })
        .score,
    ),
  ]
}

/** The next purchase of anything, per customer. */
function customersOf(name: string, score: ComingScore): Figure {
  const { error, customers, came, toldIn, byMiddle, intervals, coverage, told, brier } = score
  const best = Math.min(error.customer, error.shop)
  const share = (of: number | null) => (of === null ? '–' : `${(100 * of).toFixed(0)} %`)
  return {
    what: `${name}, customers, 60 days`,
    measured: `${error.model.toFixed(2)} days`,
    budget: `< ${best.toFixed(2)} days`,
    meets: error.model < best,
    bare: `${best.toFixed(2)} days`,
    ratio: (error.model / best).toFixed(2),
    notes: [
      `next purchase of anything: ${counted(customers)} customers, ${counted(came)} came; mean interval of the customer ${error.customer.toFixed(2)}, of the shop ${error.shop.toFixed(2)} days`,
      `of ${counted(toldIn)} told a day within the window ${share(byMiddle)} came by it (50 % is right), of ${counted(intervals)} whose 80 % interval ends within it ${share(coverage)} came inside; buys within 30 days: told ÷ came ${told.toFixed(2)}, Brier ${brier.toFixed(4)}`,
    ],
  }
}

function figureOf(what: string, parts: HoldOut[]): Figure {
  const { pairs, came, of } = scoreOf(parts)
  const told = METHODS.map((method) => {
    const { error, passed, cameError, brier, calibration, coverage } = of[method]
    const covered =
      coverage === null ? 'no interval ended inside' : `${(coverage * 100).toFixed(0)} % in the 80 % interval`
    const counted =
      method === 'model' ? '' : `, a day that has passed as ${passed === 'never' ? 'not coming' : 'tomorrow'}`
    return `${NAMES[method]}: ${error.toFixed(2)} days missed over all pairs (who did not come counts as the last day${counted}), ${cameError.toFixed(1)} by the day shown over those who came; buys within 30 days: Brier ${brier.toFixed(4)}, calibration error ${calibration.toFixed(4)}, told ÷ came ${of[method].told.toFixed(2)}; ${covered}`
  })
  const best = Math.min(of.customer.error, of.category.error)
  return {
    what,
    measured: `${of.model.error.toFixed(2)} days`,
    budget: `< ${best.toFixed(2)} days`,
    meets:
      of.model.error < best &&
      of.model.cameError < Math.min(of.customer.cameError, of.category.cameError) &&
      of.model.brier < Math.min(of.customer.brier, of.category.brier) &&
      of.model.calibration < Math.min(of.customer.calibration, of.category.calibration),
    bare: `${best.toFixed(2)} days`,
    ratio: (of.model.error / best).toFixed(2),
    notes: [`${counted(pairs)} pairs known at the cut, ${counted(came)} of them bought again`, ...told],
  }
}

/** On the grocer's log: with regularity, without it (k = 1), and Pareto/NBD. */
function regular(rows: PurchaseRows | null): Figure[] {
  if (!rows) return []
  const cut = dayNumber('2006-12-31')
  const series = toSeries(rows, { by: 'category' })
  const learned = [undefined, 1].map((regularity) =>
    learnNeeds(series, cut, { ...rows, ...(regularity !== undefined && { regularity }) }),
  )
  const [free, plain] = learned.map((one) => tellersOf(series, viewAt(series, cut, one))) as [Teller, Teller]
  const pareto = paretoTeller(series, cut)
  const score = (teller: Teller) => lossOf(series, cut, teller)
  const [with_, without, other] = [score(free), score(plain), score(pareto)]
  const [{ habits }, { habits: poisson }] = learned as [(typeof learned)[0], (typeof learned)[0]]
  return [
    {
      what: 'grocer’s log, regularity',
      measured: `log loss ${with_.toFixed(4)}`,
      budget: `< ${other.toFixed(4)}`,
      meets: with_ < other && with_ < without,
      bare: other.toFixed(4),
      ratio: (with_ / other).toFixed(3),
      notes: [
        `k ${habits.whole.regularity.toFixed(2)}, log likelihood ${habits.logLikelihood.toFixed(1)}; k held at 1: ${poisson.logLikelihood.toFixed(1)}`,
        `log loss of "buys within h days", mean over h = 7, 14, 30, 60, 90: with regularity ${with_.toFixed(4)}, k = 1 ${without.toFixed(4)}, Pareto/NBD ${other.toFixed(4)}`,
      ],
    },
  ]
}

/** Probability that series `s` buys within so many days after the cut. */
type Teller = (s: number, days: number) => number

function tellersOf(series: Series, view: View): Teller {
  return (s, days) => {
    const waited = view.cut - (series.days[(view.summary.end[s] as number) - 1] as number)
    const next = view.predict(s)
    return -next.stays * Math.expm1(next.logLonger(waited + days) - next.logLonger(waited))
  }
}

function paretoTeller(series: Series, cut: number): Teller {
  const customers = Array.from({ length: series.count }, (_, s) => {
    const days = seenDays(series, s, cut)
    const first = days[0] ?? cut
    return { x: days.length - 1, last: (days.at(-1) ?? cut) - first, total: cut - first }
  })
  const fitted = paretoNbd(customers.filter(({ x }) => x >= 0))
  return (s, days) => fitted.within(customers[s] as (typeof customers)[number], days)
}

const seenDays = (series: Series, s: number, cut: number) =>
  [...series.days.subarray(series.starts[s], series.starts[s + 1])].filter((day) => day <= cut)

function lossOf(series: Series, cut: number, teller: Teller): number {
  let [loss, count] = [0, 0]
  for (let s = 0; s < series.count; s++) {
    const seen = seenDays(series, s, cut).length
    if (seen === 0) continue
    const next = series.days[(series.starts[s] as number) + seen]
    const came =
      (series.starts[s] as number) + seen < (series.starts[s + 1] as number)
        ? (next as number) - cut
        : Number.POSITIVE_INFINITY
    for (const days of [7, 14, 30, 60, 90]) {
      const told = Math.min(1 - 1e-9, Math.max(1e-9, teller(s, days)))
      loss -= came <= days ? Math.log(told) : Math.log(1 - told)
      count++
    }
  }
  return loss / count
}

function grown(customers: number): Figure {
  const { rows } = makeLives(customers)
  const before = process.cpuUsage()
  const { needs, days } = forecastNeeds({
    rows,
    asOf: dayNumber('2025-12-31'),
    sets: new Int32Array(customers),
    most: { categories: 12, products: 6 },
  })
  const spent = process.cpuUsage(before)
  const ms = (spent.user + spent.system) / 1000
  const sum = (of: Float32Array) => of.reduce((all, one) => all + one, 0)
  return {
    what: `${counted(customers)} customers, ${counted(rows.day.length)} lines`,
    measured: seconds(ms),
    budget: '',
    meets: null,
    notes: [
      `${((1e6 * ms) / rows.day.length / 1000).toFixed(1)} µs of processor a line; ${counted(needs.customer.length)} needs; ${megabytes(process.memoryUsage().rss)} in memory`,
      `last 30 days: ${sum(days.told).toFixed(0)} purchases told before they began, ${sum(days.came)} came`,
    ],
  }
}
