import { type Command, InvalidArgumentError, Option } from 'commander'
import { runInThread } from '#core/compute/run-in-thread.ts'
import { invalid } from '#core/errors.ts'
import type { ForecastFile, forecastFile } from '#modules/insight/demand/compute/forecast-file.ts'
import { type ModelName, modelNames } from '#modules/insight/demand/compute/model.ts'
import type { Gaps } from './fill-gaps.ts'
import { forecastLines } from './forecast-lines.ts'
import { printJson } from './place.ts'
import { showProgress } from './progress.ts'
import { readSeries } from './read-series.ts'
import { readTable } from './read-table.ts'

interface Options {
  horizon: number
  period: number
  model?: ModelName
  alpha?: number
  beta?: number
  start: 'first' | 'means'
  from?: string
  last?: number
  minDemands: number
  gaps: Gaps
  wide?: boolean
  seriesColumn?: string
  dateColumn?: string
  valueColumn?: string
  json?: boolean
}

const names = modelNames.filter((name) => name !== 'ended')

/** `model forecast FILE --horizon H`: what the next steps of each series will bring, with intervals. */
export function addForecastModel(model: Command): void {
  model
    .command('forecast')
    .description('forecast each series of a table with 80 and 95 % intervals; the model is chosen by rolling origins')
    .usage('--horizon <steps> [options] <file>')
    .argument('<file>', 'CSV or XLSX: series, date, value; or with --wide one series a row')
    .requiredOption('--horizon <steps>', 'how many steps to look ahead (required)', whole(1, 1000))
    .option(
      '--period <steps>',
      'steps of a season’s cycle: 4 for quarters, 12 for months, 52 for weeks',
      whole(1, 1000),
      1,
    )
    .addOption(new Option('--model <name>', 'this model for every series').choices(names))
    .option('--alpha <smoothing>', 'croston, sba, tsb: smoothing of sizes (chosen by itself without)', share)
    .option('--beta <smoothing>', 'croston, sba, tsb: smoothing of intervals or probabilities; --alpha without', share)
    .addOption(
      new Option(
        '--start <value>',
        'croston, sba, tsb: from the first demand and the wait for it, or from the mean interval',
      )
        .choices(['first', 'means'])
        .default('means'),
    )
    .option('--from <date>', 'leave out what is dated before, compared as numbers where they are')
    .option(
      '--last <steps>',
      'hold the last steps of each series back and print the errors against them',
      whole(1, 1000),
    )
    .option('--min-demands <count>', 'leave out series with fewer steps above 0', whole(0, 1_000_000), 0)
    .addOption(
      new Option(
        '--gaps <what>',
        'what days, weeks or months without a row are, up to the last date of the file: 0, an error, or left out as unknown',
      )
        .choices(['zero', 'refuse', 'skip'])
        .default('zero'),
    )
    .option('--wide', 'one series a row: its name, then its values; rows with an empty cell or NA are left out')
    .option('--series-column <name>', 'column that names the series; without one the file is one series')
    .option('--date-column <name>', 'column of the dates')
    .option('--value-column <name>', 'column of the values')
    .option('--json', 'print one JSON document and nothing else')
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const table = await readTable(file)
  const { series, left, step } = readSeries(table, {
    wide: options.wide ?? false,
    from: options.from,
    columns: { series: options.seriesColumn, date: options.dateColumn, value: options.valueColumn },
    last: options.last ?? 0,
    minDemands: options.minDemands,
    gaps: options.gaps,
  })
  const { horizon, period, alpha, beta } = options
  const begun = performance.now()
  const bar = showProgress('series')
  let forecasts: ForecastFile
  try {
    forecasts = await runInThread<typeof forecastFile, number>(
      new URL('../../modules/insight/demand/compute/forecast-file.ts', import.meta.url),
      'forecastFile',
      [
        series.map(({ name, values }) => ({ name, values })),
        {
          horizon,
          period,
          only: options.model,
          sparse: alpha === undefined ? undefined : { alpha, beta: beta ?? alpha, start: options.start },
        },
      ],
      { onProgress: (done) => bar.show('fitting', Math.round(done * series.length), series.length) },
    )
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const what = options.model ?? 'any model'
    throw invalid(
      'series_too_short',
      `Too few values for ${what}: ${error.message}. Leave such series out by --min-demands, or take another model.`,
    )
  } finally {
    bar.end()
  }
  const seconds = (performance.now() - begun) / 1000
  const shown = { forecasts, series, left, step, seconds, horizon, period }
  if (options.json) printJson(documentOf(shown))
  else process.stdout.write(`${forecastLines(shown).join('\n')}\n`)
}

export type Shown = {
  forecasts: ForecastFile
  series: ReturnType<typeof readSeries>['series']
  left: number
  step: ReturnType<typeof readSeries>['step']
  seconds: number
  horizon: number
  period: number
}

function documentOf({ forecasts, series, left, step, seconds, horizon, period }: Shown) {
  const one = forecasts.length === 1 ? forecasts[0] : undefined
  return {
    // Of a file with one series; of several each has its own.
    parameters: one?.parameters ?? null,
    logLikelihood: one?.logLikelihood ?? null,
    horizon,
    period,
    seriesCount: forecasts.length,
    leftOut: left,
    // What a step of the dates is, and how many without a row were taken for 0.
    step,
    filled: series.reduce((sum, one) => sum + one.filled, 0),
    seconds: Number(seconds.toFixed(3)),
    // Sum over the series of what is expected of the first step ahead.
    firstStepSum: forecasts.reduce((sum, one) => sum + (one.forecasts[0] ?? 0), 0),
    series: forecasts.map((forecast, place) => ({
      ...forecast,
      filled: series[place]?.filled ?? 0,
      ...(series[place]?.actual.length ? { actual: [...(series[place]?.actual ?? [])] } : {}),
    })),
  }
}

function whole(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text)
    if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most)
      throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`)
    return number
  }
}

function share(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number > 0 && number <= 1))
    throw new InvalidArgumentError('Above 0, at most 1, such as 0.1.')
  return number
}
