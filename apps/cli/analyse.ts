import { type Command, InvalidArgumentError } from 'commander'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { isDay } from '#core/words/dates.ts'
import { analyse } from '#modules/insight/run/analyse.ts'
import { analyseDay } from '#modules/insight/run/analyse-day.ts'
import type { Analysis } from '#modules/insight/run/find-analysis.ts'
import { openForCommand } from '../open-for-command.ts'
import { counted } from './counted.ts'
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
        const analysis = await house.asSystem(
          'cli.analyse',
          (ctx) => (options.asOf ? analyseDay(ctx, options.asOf) : analyse(ctx)),
          TIMEOUT_MS,
        )
        await runWaitingJobs(house)
        if (options.json) printJson(analysis)
        else process.stdout.write(`${described(analysis).join('\n')}\n`)
      } finally {
        await house.close()
      }
    })
}

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Not a day like 2026-11-21.')
  return text
}

function described(analysis: Analysis): string[] {
  const { customers, orders, classes, topFifthShare, topFifthCustomers } = analysis
  const money = Object.entries(analysis.revenue).map(([currency, amount]) => `${currency} ${amount}`)
  return [
    `As of ${analysis.asOf}: ${counted(customers, 'customer')}, ${counted(orders, 'order')}, ${money.join(', ') || 'no revenue'}`,
    ...(topFifthShare === null
      ? []
      : [`The best fifth (${topFifthCustomers}) brings ${(topFifthShare * 100).toFixed(2)} % of revenue`]),
    ...(analysis.run === null ? ['Only looked at: scores, classes and timelines stay as they are.'] : []),
    `Key ${classes.key}, worth winning ${classes.worthWinning}, dispensable ${classes.dispensable}`,
  ]
}
