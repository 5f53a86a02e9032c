import { type Command, InvalidArgumentError } from 'commander'
import { invalid } from '#core/errors.ts'
import { aliveBgBb, expectedBgBb, fitBgBb } from '#modules/insight/purchases/compute/bg-bb.ts'
import { counted } from './counted.ts'
import { numberColumns } from './number-columns.ts'
import { printJson } from './place.ts'
import { readTable } from './read-table.ts'
import { textTable } from './text-table.ts'

interface Options {
  predict?: number
  json?: boolean
}

const SHOWN = 10

/** `model bg-bb FILE`: who buys at most once a period, such as donors of a yearly appeal, by maximum likelihood. */
export function addBgBbModel(model: Command): void {
  model
    .command('bg-bb')
    .description('BG/BB: how often customers take an occasion that comes once a period (Fader, Hardie and Shang 2010)')
    .argument(
      '<file>',
      'a table with the columns x, t_x, n: one row a customer, or one a history with weight customers',
    )
    .option('--predict <periods>', 'expected purchases of each row in so many more periods', periods)
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

async function run(file: string, { predict, json }: Options): Promise<void> {
  const { lines, ...rows } = await readOccasions(file)
  const { logLikelihood, ...parameters } = fitBgBb(rows)
  const each = (of: (x: number, tx: number, n: number) => number) =>
    lines.map((_, row) => of(rows.x[row] as number, rows.tx[row] as number, rows.n[row] as number))
  const predictions = predict === undefined ? null : each((x, tx, n) => expectedBgBb(parameters, x, tx, n, predict))
  const weighted = (of: readonly number[]) => of.reduce((sum, one, row) => sum + one * (rows.weight[row] as number), 0)
  const document = {
    model: 'bg-bb',
    customers: rows.weight.reduce((sum, one) => sum + one, 0),
    histories: lines.length,
    parameters,
    logLikelihood,
    ...(predictions && { predict, predicted: weighted(predictions) }),
    alive: each((x, tx, n) => aliveBgBb(parameters, x, tx, n)),
    ...(predictions && { predictions }),
  }
  if (json) return printJson(document)
  const said = [
    `bg-bb: ${counted(document.customers, 'customer')} in ${counted(lines.length, 'row')}`,
    Object.entries(parameters)
      .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
      .join(' · '),
    `log likelihood ${logLikelihood.toFixed(2)}`,
    `expected to be still there: ${weighted(document.alive).toFixed(0)}`,
  ]
  if (!predictions) said.push('--predict PERIODS tells how many purchases to expect in so many more periods.')
  else {
    const most = [...predictions.keys()].sort((a, b) => (predictions[b] as number) - (predictions[a] as number))
    const columns = [
      { title: 'line', value: (at: number) => lines[at], isNumber: true },
      { title: 'x', value: (at: number) => rows.x[at], isNumber: true },
      { title: 't_x', value: (at: number) => rows.tx[at], isNumber: true },
      { title: 'n', value: (at: number) => rows.n[at], isNumber: true },
      { title: 'still there', value: (at: number) => document.alive[at]?.toFixed(3), isNumber: true },
      { title: 'expected', value: (at: number) => predictions[at]?.toFixed(2), isNumber: true },
    ]
    said.push(
      `purchases expected in the next ${counted(predict ?? 0, 'period')}: ${weighted(predictions).toFixed(1)}`,
      '',
    )
    said.push('Rows that are expected to buy most:', ...textTable(columns, most.slice(0, SHOWN)))
  }
  process.stdout.write(`${said.join('\n')}\n`)
}

/** @throws 400 as `numberColumns`; `history_impossible` with its line, `nobody_came_back`. */
async function readOccasions(file: string) {
  const table = await readTable(file)
  const hasWeight = table.header.some((name) => WEIGHT.includes(name.trim().toLowerCase()))
  const { columns, lines } = numberColumns(table, [
    { name: 'x', alsoCalled: ['frequency'] },
    { name: 't_x', alsoCalled: ['tx', 't.x', 'recency'] },
    { name: 'n', alsoCalled: ['periods', 'n.cal'] },
    ...(hasWeight ? [{ name: 'weight', alsoCalled: WEIGHT }] : []),
  ])
  const { x, t_x: tx, n } = columns as Record<'x' | 't_x' | 'n', Float64Array>
  const weight = columns['weight'] ?? new Float64Array(lines.length).fill(1)
  for (const [row, line] of lines.entries()) {
    const problem = problemOf(x[row] as number, tx[row] as number, n[row] as number, weight[row] as number)
    if (problem) throw invalid('history_impossible', `Line ${line}: ${problem}`, { line })
  }
  if (x.every((count, row) => count === 0 || weight[row] === 0)) {
    throw invalid('nobody_came_back', 'Nobody bought in any period: there is nothing to fit.')
  }
  return { x, tx, n, weight, lines }
}

const WEIGHT = ['weight', 'weights', 'customers', 'num']

function problemOf(x: number, tx: number, n: number, weight: number): string | null {
  if (![x, tx, n].every((one) => Number.isInteger(one) && one >= 0))
    return 'x, t_x and n are whole numbers not below 0.'
  if (!(weight >= 0)) return `the weight is ${weight}; so many customers can't be.`
  if (n === 0) return 'n is 0; at least one period must have been seen.'
  if (tx > n) return `t_x ${tx} is after n ${n}; the last purchase must lie in the periods seen.`
  if (x > tx) return `x is ${x}, more than the ${tx} periods up to the last purchase; one a period at most.`
  if (x === 0 && tx > 0) return `x is 0, so t_x must be 0, not ${tx}.`
  return null
}

function periods(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new InvalidArgumentError('A whole number of periods from 1 to 1000.')
  return number
}
