import type { Command } from 'commander'
import { invalid } from '#core/errors.ts'
import { expectedSpend } from '#modules/insight/purchases/compute/expected-spend.ts'
import { fitGammaGamma } from '#modules/insight/purchases/compute/gamma-gamma.ts'
import { moneyCells } from '#modules/insight/purchases/compute/money-cells.ts'
import { counted } from './counted.ts'
import { numberColumns } from './number-columns.ts'
import { printJson } from './place.ts'
import { readTable } from './read-table.ts'
import { textTable } from './text-table.ts'

const FEWEST = 3
/** Above so many rows means are put together that differ by less than 1 %. */
const MANY = 100_000
const SHOWN = 10

/** `model gamma-gamma FILE`: what customers spend at a purchase, by maximum likelihood. */
export function addGammaGammaModel(model: Command): void {
  model
    .command('gamma-gamma')
    .description('Gamma-Gamma: what customers spend at a purchase (Fader, Hardie and Lee 2005)')
    .argument('<file>', 'a table with the columns x, mean_value: number and mean of payments, one row a customer')
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

async function run(file: string, { json }: { json?: boolean }): Promise<void> {
  const { columns, lines } = numberColumns(await readTable(file), [
    { name: 'x', alsoCalled: ['frequency'] },
    { name: 'mean_value', alsoCalled: ['zbar', 'monetary_value'] },
  ])
  const { x, mean_value: mean } = columns as Record<'x' | 'mean_value', Float64Array>
  const wrong = x.findIndex((count) => !Number.isInteger(count) || count < 0)
  if (wrong >= 0) {
    const line = lines[wrong]
    throw invalid('cell_invalid', `Line ${line}: x is ${x[wrong]}; a number of payments is whole and not below 0.`, {
      line,
    })
  }
  const cells = moneyCells(x, mean, x.length > MANY)
  const customers = cells.weight.reduce((sum, weight) => sum + weight, 0)
  if (customers < FEWEST) {
    throw invalid(
      'too_few_payers',
      `${counted(customers, 'row')} with payments and a mean above 0; ${FEWEST} are needed.`,
    )
  }
  const { logLikelihood, ...parameters } = fitGammaGamma(cells)
  // Without payments of their own a row is expected to spend what everybody does; a mean below 0 tells nothing about spending.
  const predictions = Array.from(x, (count, at) => {
    const own = (mean[at] as number) > 0
    return expectedSpend(parameters, own ? count : 0, own ? (mean[at] as number) : 0)
  })
  const document = {
    model: 'gamma-gamma',
    customers,
    leftOut: x.length - customers,
    parameters,
    logLikelihood,
    predictions: parameters.q > 1 ? predictions : null,
  }
  if (json) printJson(document)
  else process.stdout.write(`${linesOf(document, { x, mean, lines }).join('\n')}\n`)
}

interface Rows {
  x: Float64Array
  mean: Float64Array
  lines: number[]
}

function linesOf(
  { customers, leftOut, parameters: { p, q, gamma }, logLikelihood, predictions }: Document,
  { x, mean, lines }: Rows,
): string[] {
  const said = [
    `gamma-gamma: ${counted(customers, 'customer')}${leftOut > 0 ? `; ${leftOut} left out, without payments or with a mean not above 0` : ''}`,
    `p ${p.toPrecision(4)} · q ${q.toPrecision(4)} · gamma ${gamma.toPrecision(4)}`,
    `log likelihood ${logLikelihood.toFixed(2)}`,
  ]
  if (!predictions) return [...said, 'q is not above 1, so spending has no mean and none is expected.']
  said.push(
    `mean spend of everybody: ${((p * gamma) / (q - 1)).toFixed(2)}`,
    '',
    'Rows that are expected to spend most:',
  )
  const most = [...predictions.keys()].sort((a, b) => (predictions[b] as number) - (predictions[a] as number))
  const table = textTable(
    [
      { title: 'line', value: (at: number) => lines[at], isNumber: true },
      { title: 'x', value: (at) => x[at], isNumber: true },
      { title: 'mean_value', value: (at) => mean[at], isNumber: true },
      { title: 'expected', value: (at) => predictions[at]?.toFixed(2), isNumber: true },
    ],
    most.slice(0, SHOWN),
  )
  return [...said, ...table]
}

interface Document {
  customers: number
  leftOut: number
  parameters: { p: number; q: number; gamma: number }
  logLikelihood: number
  predictions: number[] | null
}
