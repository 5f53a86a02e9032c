import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readHistories } from './read-histories.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const CDNOW = `${FOLDER}/clv/cdnow_customers_summary_with_values.csv`
const skip = !existsSync(CDNOW) && 'skipped: no shared data'

const folder = mkdtempSync(join(tmpdir(), 'rapport-purchases-'))
after(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; said: string }>((done) => {
    const all = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../cli.ts'), 'model', ...args]
    execFile(process.execPath, all, (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }))
  })

function fileOf(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const HISTORIES = ['x,t_x,T', '0,0,39', '2,30.5,39', '1,1.7,38', '4,20,37', '0,0,36', '1,30,35', '0,0,33', '3,28,30']

test('the published figures from the file as it is: each row gets its own prediction', { skip }, async () => {
  const [bg, pareto] = await Promise.all(
    ['bg-nbd', 'pareto-nbd'].map(async (name) => {
      const { code, out, said } = await run(name, CDNOW, '--predict', '39', '--json')
      assert.deepEqual([code, said], [0, ''])
      return JSON.parse(out)
    }),
  )
  assert.deepEqual([bg.unbounded, pareto.unbounded], [[], []])
  const digits = (parameters: Record<string, number>, places: number) =>
    Object.entries(parameters).map(([name, value]) => `${name} ${value.toFixed(places)}`)
  assert.deepEqual(digits(bg.parameters, 3), ['r 0.243', 'alpha 4.414', 'a 0.793', 'b 2.426'])
  assert.equal(bg.logLikelihood.toFixed(2), '-9582.43')
  assert.deepEqual(digits(pareto.parameters, 2).slice(0, 3), ['r 0.55', 'alpha 10.58', 's 0.61'])
  assert.equal(pareto.logLikelihood.toFixed(2), '-9594.97')
  for (const [{ predictions, alive, predicted, customers }, sum] of [
    [bg, '1653'],
    [pareto, '1666'],
  ] as const) {
    assert.deepEqual([predictions.length, alive.length, customers], [2357, 2357, 2357])
    assert.equal(predictions.reduce((total: number, one: number) => total + one, 0).toFixed(0), sum)
    assert.equal(predicted.toFixed(0), sum)
  }
  // The first row: two purchases, the last in week 30.43 of 38.86.
  assert.equal(bg.predictions[0].toFixed(3), '1.226')
})

test('Gamma–Gamma reads the same file: those who came back are fitted, all rows get an expected value', {
  skip,
}, async () => {
  const { code, out } = await run('gamma-gamma', CDNOW, '--json')
  assert.equal(code, 0)
  const { parameters, logLikelihood, customers, leftOut, predictions } = JSON.parse(out)
  assert.deepEqual(
    [parameters.p.toFixed(2), parameters.q.toFixed(2), parameters.gamma.toFixed(2), logLikelihood.toFixed(1)],
    ['6.25', '3.74', '15.45', '-4055.9'],
  )
  assert.deepEqual([customers, leftOut, predictions.length], [946, 1411, 2357])
  // Customer 1 paid 22.35 twice, customer 3 nothing of their own yet.
  assert.ok(predictions[0] > 22.35 && predictions[0] < predictions[2])
})

test('columns in any order and case, semicolons, blank lines; without --predict no predictions; the same figures in words', async () => {
  const file = fileOf('one.csv', HISTORIES.join('\n'))
  const turned = HISTORIES.slice(1).map((row) => row.split(',').reverse().join(';'))
  const other = fileOf('two.csv', ['T;T_X;X', ...turned.slice(0, 3), ';;', ...turned.slice(3)].join('\n'))
  const [one, two] = await Promise.all([file, other].map((path) => run('bg-nbd', path, '--json')))
  const [first, second] = [JSON.parse(one?.out ?? ''), JSON.parse(two?.out ?? '')]
  assert.deepEqual(first, second)
  assert.equal(first.customers, 8)
  assert.ok(!('predictions' in first) && first.alive.length === 8)
  const { code, out } = await run('pareto-nbd', file, '--predict', '10')
  assert.equal(code, 0)
  assert.match(out, /^pareto-nbd: 8 customers, 5 of them came back/)
  assert.match(out, /r \S+ · alpha \S+ · s \S+ · beta \S+\nlog likelihood -\d/)
  assert.match(out, /too few or too alike to tell r, alpha: it runs away/)
  assert.match(out, /line +x +t_x +T +active +expected/)
})

test('errors name the line and what to do', async () => {
  const broken = (row: string) => fileOf('broken.csv', [...HISTORIES, row].join('\n'))
  for (const [row, message] of [
    ['1,many,3', /Line 10: "many" in the column t_x is no number/],
    ['1,,3', /Line 10: "" in the column t_x/],
    ['1,9,3', /Line 10: t_x 9 is after T 3/],
    ['1.5,2,3', /Line 10: x is 1\.5/],
    ['-1,0,3', /Line 10: x is -1/],
    ['1,-2,3', /Line 10: t_x is -2/],
    ['0,2,3', /Line 10: x is 0, so t_x must be 0/],
  ] as const) {
    await assert.rejects(readHistories(broken(row)), message)
  }
  await assert.rejects(readHistories(fileOf('none.csv', 'x,t_x,T\n0,0,3\n0,0,5')), { code: 'nobody_came_back' })
  await assert.rejects(readHistories(fileOf('empty.csv', 'x,t_x,T\n')), { code: 'file_empty' })
  const failed = async (...args: string[]) => {
    const { code, out } = await run(...args, '--json')
    assert.equal(code, 1)
    return JSON.parse(out).error
  }
  const missing = await failed('bg-nbd', fileOf('missing.csv', 'x,last,T\n1,2,3'))
  assert.equal(missing.code, 'column_missing')
  assert.match(missing.message, /no column "t_x"\. It has: x, last, T/)
  assert.match((await failed('bg-nbd', broken('1,2,3'), '--predict', '-4')).message, /A time above 0/)
  const payers = await failed('gamma-gamma', fileOf('poor.csv', 'x,mean_value\n1,5\n2,-3\n0,0'))
  assert.equal(payers.code, 'too_few_payers')
  assert.match(
    (await failed('gamma-gamma', fileOf('odd.csv', 'mean_value,x\n5,1\n7,2.5'))).message,
    /Line 3: x is 2\.5/,
  )
})

test('money that is lost is left out and told', async () => {
  const rows = Array.from({ length: 40 }, (_, at) => `${1 + (at % 4)},${20 + ((at * 37) % 50)}`)
  const { code, out } = await run('gamma-gamma', fileOf('money.csv', ['X,Mean_Value', ...rows, '2,-8'].join('\n')))
  assert.equal(code, 0)
  assert.match(out, /^gamma-gamma: 40 customers; 1 left out, without payments or with a mean not above 0/)
  assert.match(out, /mean spend of everybody: \d+\.\d\d/)
  assert.ok(readFileSync(join(folder, 'money.csv'), 'utf8').includes('-8'))
})

const OCCASIONS = ['x,t_x,n,weight', '0,0,4,60', '1,1,4,20', '2,3,4,12', '4,4,4,9', '2,4,4,7', '1,2,4,11']

test('BG/BB: a row may stand for several customers, and one a period is the most', async () => {
  const { code, out } = await run('bg-bb', fileOf('occasions.csv', OCCASIONS.join('\n')), '--predict', '3', '--json')
  assert.equal(code, 0)
  const { customers, histories, alive, predictions, predicted, parameters } = JSON.parse(out)
  assert.deepEqual([customers, histories], [119, 6])
  assert.ok(Object.values<number>(parameters).every((one) => one > 0))
  assert.ok(alive.every((one: number) => one > 0 && one < 1))
  assert.ok(predictions.every((one: number, row: number) => one > 0 && one < 3 * alive[row] + 1e-9))
  const weights = OCCASIONS.slice(1).map((line) => Number(line.split(',')[3]))
  const sum = predictions.reduce((total: number, one: number, row: number) => total + one * (weights[row] as number), 0)
  assert.ok(Math.abs(sum - predicted) < 1e-9)
  const refused = await run('bg-bb', fileOf('twice.csv', 'x,t_x,n\n3,2,4\n'))
  assert.equal(refused.code, 1)
  assert.match(refused.said, /Line 2: x is 3, more than the 2 periods/)
  const nobody = await run('bg-bb', fileOf('nobody.csv', 'x,t_x,n\n0,0,4\n0,0,4\n'))
  assert.equal(nobody.code, 1)
  assert.match(nobody.said, /nothing to fit/)
})
