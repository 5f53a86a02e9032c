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

const days = (count: number, every: number, value: (at: number) => number) =>
  Array.from({ length: Math.ceil(count / every) }, (_, at) => {
    const date = new Date(Date.UTC(2026, 0, 1 + at * every)).toISOString().slice(0, 10)
    return `${date},${value(at * every)}`
  })

test('days without a row are 0: the file says the same with them written out', async () => {
  const gaps = file('gaps.csv', 'date,value', ...days(88, 3, () => 10))
  const whole = file('whole.csv', 'date,value', ...days(88, 1, (day) => (day % 3 === 0 ? 10 : 0)))
  const [filled, written] = await Promise.all([gaps, whole].map((path) => documentOf(path, '--horizon', '3')))
  assert.deepEqual([filled.step, filled.filled, filled.series[0].filled, written.filled], ['day', 58, 58, 0])
  assert.deepEqual(filled.series[0].forecasts, written.series[0].forecasts)
  assert.ok(filled.series[0].forecasts[0] < 4, String(filled.series[0].forecasts))
  const { out } = await run(gaps, '--horizon', '3')
  assert.match(out, /58 days without a row are taken for 0/)
  const skipped = await documentOf(gaps, '--horizon', '3', '--gaps', 'skip')
  assert.deepEqual([skipped.filled, skipped.series[0].forecasts[0]], [0, 10])
  const refused = JSON.parse((await run(gaps, '--horizon', '3', '--gaps', 'refuse', '--json')).out)
  assert.equal(refused.error.code, 'dates_missing')
})

test('a series reaches to the end of the file; weeks, months and quarters are steps too', async () => {
  const stepsOf = async (...lines: string[]) => {
    const { step, filled } = await documentOf(file('steps.csv', 'series,date,value', ...lines), '--horizon', '1')
    return [step, filled]
  }
  // The third week of both, and the last one of b.
  assert.deepEqual(
    await stepsOf('a,2026-01-05,1', 'b,2026-01-05,1', 'a,2026-01-12,2', 'b,2026-01-12,4', 'a,2026-01-26,3'),
    ['week', 3],
  )
  assert.deepEqual(await stepsOf('a,2025-11-01,1', 'a,2025-12-01,1', 'a,2026-03-01,2'), ['month', 2])
  assert.deepEqual(await stepsOf('a,2025-12-31,1', 'a,2026-02-28,1', 'a,2026-03-31,2'), ['month', 1])
  assert.deepEqual(await stepsOf('a,2025-01-01,1', 'a,2025-04-01,1', 'a,2025-07-01,2'), ['quarter', 0])
  for (const [november, march] of [
    ['2025-11', '2026-03'],
    ['2025M11', '2026M03'],
  ])
    assert.deepEqual(await stepsOf(`a,${november},1`, 'a,2025-12-01,1', `a,${march},2`), ['month', 2])
  const odd = file('odd.csv', 'date,value', '2025-13,1')
  assert.match((await run(odd, '--horizon', '1')).said, /"2025-13" .* is no date\. Write 2026-03-05, 2026-03 or 2026/)
  assert.deepEqual(await stepsOf('a,2019,1', 'a,2020,1', 'a,2022,2'), ['year', 1])
  assert.deepEqual(await stepsOf('a,2026-01-01 10:00,1', 'a,2026-01-04 11:30,1'), [null, 0])
  const typo = file('typo.csv', 'date,value', '1902-01-01,1', '2026-01-02,2')
  assert.match((await run(typo, '--horizon', '1')).said, /mistyped/)
  const cold = file('cold.csv', 'date,value', '2026-01-01,-4', '2026-01-03,2', '2026-01-04,2')
  assert.match((await run(cold, '--horizon', '1')).said, /--gaps skip/)
})

test('one value is no certainty', async () => {
  const [one] = (await documentOf(file('one.csv', 'date,value', '2026-01-01,5'), '--horizon', '2')).series
  assert.equal(one.state, 'too_little_data')
  const [low, high] = one.intervals[80][0]
  assert.ok(low < 2 && high > 8, `${low}–${high}`)
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
