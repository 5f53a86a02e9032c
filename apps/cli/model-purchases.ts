import { type Command, InvalidArgumentError } from 'commander'
import { bgNbd } from '#modules/insight/purchases/compute/bg-nbd.ts'
import { fitTable } from '#modules/insight/purchases/compute/fit-table.ts'
import { historyOf } from '#modules/insight/purchases/compute/history-of.ts'
import { paretoNbd } from '#modules/insight/purchases/compute/pareto-nbd.ts'
import type { PurchaseModel } from '#modules/insight/purchases/compute/purchase-model.ts'
import { printJson } from './place.ts'
import { purchaseLines } from './purchase-lines.ts'
import { readHistories } from './read-histories.ts'

interface Options {
  predict?: number
  json?: boolean
}

const models = [
  { model: bgNbd, says: 'BG/NBD: how often customers buy, and when they stop (Fader, Hardie and Lee 2005)' },
  { model: paretoNbd, says: 'Pareto/NBD: the same with a life of its own (Schmittlein, Morrison and Colombo 1987)' },
]

/** `model bg-nbd FILE` and `model pareto-nbd FILE`: purchase models on a plain table, by maximum likelihood. */
export function addPurchaseModels(command: Command): void {
  for (const { model, says } of models) {
    command
      .command(model.name)
      .description(says)
      .argument('<file>', 'a table with the columns x, t_x, T: one row a customer, any unit of time')
      .option('--predict <T>', 'expected purchases of each row in this much more time', positive)
      .option('--json', 'print one JSON document and nothing else')
      .action((file: string, options: Options) => run(model, file, options))
  }
}

async function run(model: PurchaseModel, file: string, { predict, json }: Options): Promise<void> {
  const { lines, ...histories } = await readHistories(file)
  const fit = fitTable(model, histories)
  const { at, cells, cellOf, logLikelihood, rounding, unbounded } = fit
  const perCell = (of: (cell: number) => number) => Float64Array.from({ length: cells.size }, (_, cell) => of(cell))
  const alive = perCell((cell) => model.alive(at, historyOf(cells, cell)))
  const expected =
    predict === undefined
      ? null
      : perCell((cell) => (alive[cell] as number) * model.expected(at, historyOf(cells, cell), predict))
  const rows = (column: Float64Array) => Array.from(cellOf, (cell) => column[cell] as number)
  const document = {
    model: model.name,
    customers: lines.length,
    histories: cells.size,
    rounding,
    parameters: Object.fromEntries(model.names.map((name, axis) => [name, at[axis] as number])),
    logLikelihood,
    unbounded,
    ...(expected && { predict, predicted: rows(expected).reduce((sum, one) => sum + one, 0) }),
    alive: rows(alive),
    ...(expected && { predictions: rows(expected) }),
  }
  if (json) printJson(document)
  else process.stdout.write(`${purchaseLines(document, histories, lines).join('\n')}\n`)
}

function positive(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number > 0 && number < Number.POSITIVE_INFINITY)) {
    throw new InvalidArgumentError('A time above 0, such as 39, in the unit of the file.')
  }
  return number
}
