import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { simulate } from '../simulate/simulate.ts'
import { counted } from './counted.ts'
import { printJson, wholeNumber } from './place.ts'

type Options = {
  customers: number
  from: string
  to: string
  seed: number
  out: string
  language: 'zh' | 'en'
  interactionsPerCustomer: number
  ordersPerCustomer: number
  localCurrencies: boolean
  json: boolean
}

/** `rapport simulate`: CSV files of a made-up shop; needs no database. */
export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('write CSV files of a made-up shop whose true parameters are known (truth.json)')
    .requiredOption('--customers <number>', 'persons', wholeNumber)
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day, YYYY-MM-DD')
    .requiredOption('--out <dir>', 'folder to write to', (dir) => resolve(dir))
    .option('--seed <number>', 'equal seeds give equal files', wholeNumber, 1)
    .addOption(
      new Option('--language <code>', 'names of products, categories and shops').choices(['zh', 'en']).default('zh'),
    )
    .option('--interactions-per-customer <number>', 'mean over three years; 50 for full histories', wholeNumber, 12)
    .option('--orders-per-customer <number>', 'mean over three years', wholeNumber, 10)
    .option('--local-currencies', 'customers abroad pay in their own currency', false)
    .option('--json', 'print one JSON document', false)
    .action(runSimulate)
}

async function runSimulate({ json, ...options }: Options): Promise<void> {
  const { rows, totals, topFifthShare } = await simulate({
    ...options,
    onProgress: (done, of) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${of}${done === of ? '\n' : ''}`)
    },
  })
  if (json) printJson({ out: options.out, rows, totals, topFifthShare })
  else for (const [name, count] of Object.entries(rows)) console.log(`${name}: ${counted(count, 'row')}`)
}
