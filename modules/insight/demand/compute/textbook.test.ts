import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fitLinearEts } from './linear-ets.ts'
import type { Model } from './model.ts'
import { type SparseName, type SparseOptions, sparseModel } from './sparse-model.ts'
import { textbookEts } from './textbook-ets.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data')
const FORECAST = `${FOLDER}/forecast`
const skip = !existsSync(FORECAST) && 'skipped: no shared data'

/** Values of a textbook series from a time on. */
function textbook(name: string, from: number): Float64Array {
  const rows = readFileSync(`${FORECAST}/${name}.csv`, 'utf8').trim().split('\n').slice(1)
  const cells = rows.map((row) => row.split(',').map(Number))
  return Float64Array.from(cells.filter((row) => (row[1] ?? 0) >= from).map((row) => row[2] ?? 0))
}

const ahead = (model: Model | null, values: Float64Array, horizon: number) =>
  [...(model?.means(values, [values.length], horizon)[0] ?? [])].map((mean) => mean.toFixed(2))

test('simple smoothing of oil from 1996: α 0.8339, forecast 542.68', { skip }, () => {
  const oil = textbook('fpp2_oil', 1996)
  const model = textbookEts('ses', oil, { trend: 'none', period: 1 })
  assert.equal(model?.parameters['alpha']?.toFixed(4), '0.8339')
  assert.deepEqual(ahead(model, oil, 1), ['542.68'])
})

test('Holt’s smoothing of air passengers from 1990: α 0.8302, β 0.0001', { skip }, () => {
  const air = textbook('fpp2_ausair', 1990)
  const model = textbookEts('holt', air, { trend: 'additive', period: 1 })
  assert.equal(model?.parameters['alpha']?.toFixed(4), '0.8302')
  assert.equal(model?.parameters['beta']?.toFixed(4), '0.0001')
  assert.deepEqual(ahead(model, air, 5), ['74.60', '76.70', '78.80', '80.91', '83.01'])
})

test('Holt and Winters’ additive smoothing of tourists from 2005', { skip }, () => {
  const tourists = textbook('fpp2_austourists', 2005)
  const model = textbookEts('holt-winters', tourists, { trend: 'additive', period: 4 })
  assert.deepEqual(ahead(model, tourists, 4), ['76.10', '51.60', '63.97', '68.37'])
})

test('the likelihood found with least-squares starting states is never below that of the textbook’s search', {
  skip,
}, () => {
  const cases = [
    ['fpp2_oil', 1996, { trend: 'none', period: 1 }],
    ['fpp2_ausair', 1990, { trend: 'additive', period: 1 }],
    ['fpp2_austourists', 2005, { trend: 'additive', period: 4 }],
  ] as const
  for (const [name, from, form] of cases) {
    const values = textbook(name, from)
    const exact = fitLinearEts(values, form)?.logLikelihood ?? Number.NEGATIVE_INFINITY
    const known = textbookEts('ets', values, form)?.logLikelihood ?? Number.NaN
    assert.ok(exact >= known - 1e-6, `${name}: ${exact} against ${known}`)
    assert.ok(exact - known < 0.5, `${name}: ${exact} against ${known}`)
  }
})

/** Car parts without a gap, at least three demands in the first 45 months, and these months. */
function carParts(): Float64Array[] {
  const rows = readFileSync(`${FORECAST}/carparts.csv`, 'utf8').trim().split('\n').slice(1)
  const complete = rows.map((row) => row.split(',').slice(1)).filter((cells) => !cells.includes('NA'))
  assert.equal(complete.length, 2509)
  return complete
    .map((cells) => Float64Array.from(cells.map(Number)).slice(0, 45))
    .filter((values) => values.filter((value) => value > 0).length >= 3)
}

test('one-step forecasts of car parts add up to the published sums', { skip }, () => {
  const parts = carParts()
  assert.equal(parts.length, 2324)
  const sum = (name: SparseName, start: SparseOptions['start']) =>
    parts
      .reduce((total, values) => {
        const model = sparseModel(name, values, { alpha: 0.1, beta: 0.1, start })
        return total + (model?.means(values, [45], 1)[0]?.[0] ?? Number.NaN)
      }, 0)
      .toFixed(2)
  assert.equal(sum('croston', 'first'), '1218.50')
  assert.equal(sum('croston', 'means'), '1416.01')
  assert.equal(sum('sba', 'means'), '1345.21')
  assert.equal(sum('tsb', 'means'), '1221.66')
})
