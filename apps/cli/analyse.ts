import { type Command, InvalidArgumentError } from 'commander'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { isDay } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'
import { analyseDay } from '#modules/insight/run/analyse-day.ts'
import { type Analysis, findAnalysis } from '#modules/insight/run/find-analysis.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
import { moneyText } from './money-text.ts'
import { printJson, withPlace } from './place.ts'

const TIMEOUT_MS = 3_600_000

export function addAnalyse(program: Command): void {
  withPlace(program.command('analyse'))
    .description('score every customer: recency, frequency, money, profit, classes, and the 80/20 curve')
    .option(
      '--as-of <day>',
      'the analysis as of the end of this day (YYYY-MM-DD); when orders came after it, it is only printed and nothing in the house changes; default: today',
      day,
    )
    .option('--json', 'print one JSON document')
    .action(async (options: { data: string; asOf?: string; json?: boolean }) => {
      const house = await openForCommand(options)
      try {
        const analysing = house.asSystem(
          'cli.analyse',
          async (ctx) => {
            const made = await (options.asOf ? analyseDay(ctx, options.asOf) : analyse(ctx))
            return { analysis: made, unrated: await withoutRate(ctx) }
          },
          TIMEOUT_MS,
        )
        await runWaitingJobs(house, analysing)
        const { analysis: begun, unrated } = await analysing
        // Predictions had the last word on classes.
        const { run } = begun
        const analysis = run === null ? begun : await house.asSystem('cli.analyse', (ctx) => findAnalysis(ctx, run))
        if (options.json) printJson(analysis)
        else process.stdout.write(`${described(analysis).join('\n')}\n`)
        if (unrated.length > 0) console.error(rateWarning(unrated))
      } finally {
        await house.close()
      }
    })
}

/** Currencies that customers paid in and that have no exchange rate. */
async function withoutRate(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select currency from facts.unconverted_currencies order by currency`.execute(ctx.db)
  return rows.map((row) => row.currency)
}

const rateWarning = (currencies: readonly string[]) =>
  `No exchange rate for ${currencies.join(', ')}: what was paid in ${currencies.length === 1 ? 'it' : 'them'} counts in no score. Set it in the desk: Settings, "Exchange rates".`

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Not a day like 2026-11-21.')
  return text
}

function described(analysis: Analysis): string[] {
  const { customers, orders, classes, topFifthShare, topFifthCustomers } = analysis
  const money = Object.entries(analysis.revenue).map(([currency, amount]) => moneyText(amount, currency))
  return [
    `As of ${analysis.asOf}: ${counted(customers, 'customer')}, ${counted(orders, 'order')}, ${money.join(', ') || 'no revenue'}`,
    ...(topFifthShare === null || topFifthCustomers === 0
      ? []
      : [`The best fifth (${topFifthCustomers}) brings ${(topFifthShare * 100).toFixed(2)} % of revenue`]),
    ...(analysis.run === null
      ? ['Only looked at: scores, classes and timelines stay as they are, and classes are judged without potential.']
      : []),
    `Key ${classes.key}, worth winning ${classes.worthWinning}, dispensable ${classes.dispensable}`,
  ]
}
