import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { dayNumber } from '../compute/day-number.ts'
import { calibrator } from './compute/calibrate.ts'
import { collectRows } from './compute/collect-rows.ts'
import { fitComing } from './compute/fit-coming.ts'
import { holdOut } from './compute/hold-out.ts'
import { judgeComing } from './compute/judge-coming.ts'
import { learnNeeds, viewAt } from './compute/learn-needs.ts'
import { scoreOf } from './compute/score-of.ts'
import { toSeries } from './compute/series.ts'

const folder = join(process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'clv')
const skip = existsSync(folder) ? false : 'skipped: no shared data'

function read(file: string, cells: (line: string) => [ref: string, day: string, quantity: string]) {
  const rows = collectRows()
  const customers = new Map<string, number>()
  for (const line of readFileSync(join(folder, file), 'utf8').trim().split('\n')) {
    const [ref, day, quantity] = cells(line.trim())
    if (!/^\d/.test(day)) continue
    const customer = customers.get(ref) ?? customers.size
    customers.set(ref, customer)
    rows.add(customer, 0, -1, dayNumber(day), Number(quantity), 0)
  }
  return rows.rows({ customers: customers.size, categories: 1, products: 0 })
}

const grocer = () =>
  read('grocery-log-even.csv', (line) => {
    const [ref = '', day = ''] = line.split(',')
    return [ref, day, '1']
  })
const cdnow = () =>
  read('CDNOW_sample.txt', (line) => {
    const [, ref = '', day = '', quantity = ''] = line.split(/\s+/)
    return [ref, day.replace(/^(....)(..)(..)$/, '$1-$2-$3'), quantity]
  })

function judge(rows: ReturnType<typeof grocer>, day: string, window: number, regularity?: number) {
  const cut = dayNumber(day)
  const series = toSeries(rows, { by: 'category' })
  const learned = learnNeeds(series, cut, { ...rows, ...(regularity !== undefined && { regularity }) })
  return { learned, scored: scoreOf(holdOut(1, { series, ...viewAt(series, cut, learned), window })) }
}

for (const [name, rows, day] of [
  ['the grocer’s log', grocer, '2006-12-31'],
  ['CDNOW', cdnow, '1997-09-30'],
] as const)
  test(`${name}: days and probabilities better than both mean intervals`, { skip }, () => {
    for (const window of [60, 180]) {
      const { of } = judge(rows(), day, window).scored
      for (const base of [of.customer, of.category]) {
        assert.ok(of.model.error < base.error * 0.92, `${window} ${of.model.error} ${base.error}`)
        assert.ok(of.model.cameError < base.cameError * 0.8, `${window} ${of.model.cameError} ${base.cameError}`)
        assert.ok(of.model.brier < base.brier / 2 && of.model.calibration < 0.05)
      }
    }
  })

for (const [name, rows, day] of [
  ['the grocer’s log', grocer, '2006-12-31'],
  ['CDNOW', cdnow, '1997-09-30'],
] as const)
  test(`${name}: half of the customers told a day came by it, and days beat mean intervals`, { skip }, () => {
    const cut = dayNumber(day)
    const data = rows()
    const series = toSeries(data, { by: 'category' })
    const learned = learnNeeds(series, cut, data)
    const calibrated = calibrator(series, learned)
    const level = calibrated(cut).level.factor
    const { score, base } = judgeComing(series, viewAt(series, cut, learned), learned, {
      rule: fitComing(series, learned, calibrated, cut),
      level,
    })
    // Two standard errors of a half of so many.
    assert.ok(Math.abs((score.byMiddle ?? 0) - 0.5) < 1 / Math.sqrt(score.toldIn), JSON.stringify(score))
    assert.ok(Math.abs(score.told - 1) < 0.15, JSON.stringify(score))
    assert.equal(base, undefined, 'the model speaks')
    assert.ok(score.error.model < score.error.customer * 0.92 && score.error.model < score.error.shop * 0.92)
  })

test('the grocer’s customers are regular, and knowing it tells better', { skip }, () => {
  const [free, plain] = [judge(grocer(), '2006-12-31', 60), judge(grocer(), '2006-12-31', 60, 1)]
  const { regularity } = free.learned.habits.whole
  assert.ok(regularity > 1.8 && regularity < 3.2, String(regularity))
  assert.ok(free.learned.habits.logLikelihood > plain.learned.habits.logLikelihood + 300)
  assert.ok(free.scored.of.model.brier < plain.scored.of.model.brier)
  assert.ok(free.scored.of.model.error < plain.scored.of.model.error)
})
