import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const folder = mkdtempSync(join(tmpdir(), 'rapport-forecast-'))
after(() => rmSync(folder, { recursive: true }))
const FORECAST = join(
  process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data'),
  'forecast',
)
const skip = !existsSync(FORECAST) && 'skipped: no shared data'

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((done) => {
    const cli = join(import.meta.dirname, '../cli.ts')
    const all = ['--disable-warning=ExperimentalWarning', cli, 'model', 'forecast', ...args]
    execFile(process.execPath, all, { maxBuffer: 2 ** 26 }, (error, out, said) =>
      done({ code: error ? Number(error.code) : 0, out, said }),
    )
  })
const documentOf = async (...args: string[]) => {
  const { code, out, said } = await run(...args, '--json')
  assert.deepEqual([code, said], [0, ''])
  return JSON.parse(out)
}
const file = (name: string, ...lines: string[]) => {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** Two products, months out of order; the first rises, the second sells now and then. */
const shop = file(
  'shop.csv',
  'series,date,value',
  ...Array.from({ length: 40 }, (_, at) => {
    const month = 39 - at
    const date = `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    return `rises,${date},${100 + 5 * month + ((month * 7919) % 11)}\nsparse,${date},${month % 5 === 0 ? 4 : 0}`
  }),
)

test('each series has its model, forecasts, intervals and errors', async () => {
  const document = await documentOf(shop, '--horizon', '6', '--period', '12')
  assert.deepEqual([document.seriesCount, document.horizon, document.parameters], [2, 6, null])
  const [rises, sparse] = document.series
  assert.deepEqual([rises.series, rises.demandClass, sparse.demandClass], ['rises', 'smooth', 'intermittent'])
  assert.equal(rises.forecasts.length, 6)
  assert.ok(Math.abs(rises.forecasts[5] - 100 - 5 * 45) < 10, String(rises.forecasts))
  const [low, high] = rises.intervals[80][0]
  assert.ok(rises.intervals[95][0][0] < low && low < rises.forecasts[0] && rises.forecasts[0] < high)
  assert.ok(rises.errors.origins > 3 && rises.errors.mase < rises.errors.naive)
  assert.ok(sparse.forecasts[0] > 0.4 && sparse.forecasts[0] < 1.4, String(sparse.forecasts))
})

test('in words: model, parameters and a table', async () => {
  const { code, out } = await run(shop, '--horizon', '2', '--model', 'holt')
  assert.equal(code, 0)
  assert.match(out, /^2 series, 2 steps ahead, in [\d.]+ s: holt 2/)
  assert.match(out, /rises: ETS\(A,A,N\), smooth, MASE/)
  assert.match(out, /alpha [\d.]+, beta [\d.]+/)
  assert.match(out, /step +expected +80 % from +to +95 % from +to\n +1 /)
})

test('columns can be named, steps held back, a start given; one series needs no name', async () => {
  const path = file('other.csv', 'Monat;Absatz', ...Array.from({ length: 20 }, (_, at) => `${2000 + at};${10 + at}`))
  const document = await documentOf(
    path,
    '--horizon',
    '3',
    '--date-column',
    'Monat',
    '--value-column',
    'Absatz',
    '--from',
    '2005',
    '--last',
    '3',
    '--model',
    'mean',
  )
  assert.equal(document.series[0].forecasts[0], 20.5)
  assert.deepEqual(document.series[0].actual, [27, 28, 29])
  assert.equal(document.parameters.mean, 20.5)
})

test('errors say what to do, with the line', async () => {
  const failed = async (...args: string[]) => {
    const { code, out } = await run(...args, '--json')
    assert.equal(code, 1)
    return JSON.parse(out).error
  }
  const bad = file('bad.csv', 'series,date,value', 'a,2024-01-01,5', 'a,2024-02-01,many')
  assert.match((await failed(bad, '--horizon', '3')).message, /Line 3: "many" in the column "value" is no number/)
  const noDate = file('date.csv', 'series,date,value', 'a,soon,5')
  assert.equal((await failed(noDate, '--horizon', '3')).code, 'date_invalid')
  const twice = file('twice.csv', 'series,date,value', 'a,2024-01-01,5', 'b,2024-01-01,5', 'a,2024-01-01,6')
  assert.match((await failed(twice, '--horizon', '3')).message, /Lines 2 and 4 give the series "a" two values/)
  const other = file('columns.csv', 'what,when', '1,2')
  assert.match((await failed(other, '--horizon', '3')).message, /no column "date"\. It has: what, when/)
  assert.equal((await failed(shop, '--horizon', '3', '--series-column', 'sku')).code, 'column_unknown')
  assert.match((await failed(shop, '--horizon', '0')).message, /whole number/)
  assert.equal((await failed(join(folder, 'none.csv'), '--horizon', '3')).code, 'file_not_found')
  const short = file('short.csv', 'date,value', '2024-01-01,5')
  assert.equal((await failed(short, '--horizon', '3', '--model', 'holt')).code, 'series_too_short')
})

test('the textbook’s figures from the textbook’s files', { skip }, async () => {
  const ahead = async (name: string, ...args: string[]) => {
    const { series } = await documentOf(join(FORECAST, name), ...args)
    return series[0].forecasts.map((mean: number) => mean.toFixed(2))
  }
  assert.deepEqual(await ahead('fpp2_oil.csv', '--horizon', '1', '--from', '1996', '--model', 'ses'), ['542.68'])
  assert.deepEqual(await ahead('fpp2_ausair.csv', '--horizon', '5', '--from', '1990', '--model', 'holt'), [
    '74.60',
    '76.70',
    '78.80',
    '80.91',
    '83.01',
  ])
  assert.deepEqual(
    await ahead('fpp2_austourists.csv', '--horizon', '4', '--period', '4', '--from', '2005', '--model', 'holt-winters'),
    ['76.10', '51.60', '63.97', '68.37'],
  )
  const parts = [
    join(FORECAST, 'carparts.csv'),
    '--wide',
    '--horizon',
    '6',
    '--last',
    '6',
    '--min-demands',
    '3',
    '--alpha',
    '0.1',
  ]
  const sum = async (...args: string[]) => {
    const { seriesCount, firstStepSum } = await documentOf(...parts, ...args)
    return [seriesCount, firstStepSum.toFixed(2)]
  }
  assert.deepEqual(await sum('--model', 'croston', '--start', 'first'), [2324, '1218.50'])
  assert.deepEqual(await sum('--model', 'croston'), [2324, '1416.01'])
  assert.deepEqual(await sum('--model', 'sba'), [2324, '1345.21'])
  assert.deepEqual(await sum('--model', 'tsb'), [2324, '1221.66'])
})
