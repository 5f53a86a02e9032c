import { counted } from './counted.ts'
import type { Shown } from './model-forecast.ts'
import { textTable } from './text-table.ts'

const MOST = 20
const rounded = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(2))

/** Forecasts in words: a table for each of the first twenty series. */
export function forecastLines({ forecasts, series, left, step, seconds, horizon }: Shown): string[] {
  const models = new Map<string, number>()
  for (const { model } of forecasts) models.set(model, (models.get(model) ?? 0) + 1)
  const told = [...models].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`)
  const sum = forecasts.reduce((total, one) => total + (one.forecasts[0] ?? 0), 0)
  const filled = series.reduce((total, one) => total + one.filled, 0)
  return [
    `${forecasts.length} series, ${counted(horizon, 'step')} ahead, in ${seconds.toFixed(1)} s${left > 0 ? `; ${left} left out` : ''}: ${told.join(', ')}`,
    ...(filled > 0
      ? [`${filled} ${step}s without a row are taken for 0; --gaps refuse or --gaps skip does otherwise`]
      : []),
    ...(forecasts.length > 1 ? [`Expected of the first step, all series together: ${sum.toFixed(2)}`] : []),
    ...forecasts.slice(0, MOST).flatMap((one) => ['', ...seriesLines(one)]),
    ...(forecasts.length > MOST ? ['', `… and ${forecasts.length - MOST} more; --json prints all`] : []),
  ]
}

function seriesLines({
  series,
  form,
  demandClass,
  state,
  errors,
  parameters,
  forecasts,
  intervals,
}: Shown['forecasts'][number]): string[] {
  const known = Object.entries(parameters).map(([name, value]) => `${name} ${Number(value.toFixed(4))}`)
  const mase =
    state === 'too_little_data'
      ? 'too short to test a model'
      : errors.mase === null
        ? 'not measured'
        : `MASE ${errors.mase.toFixed(3)}`
  const naive = errors.naive === null ? '' : ` (seasonal naive ${errors.naive.toFixed(3)})`
  const steps = forecasts.map((mean, at) => ({ step: at + 1, mean, at80: intervals[80][at], at95: intervals[95][at] }))
  const end = (of: [number, number] | undefined, side: 0 | 1) => (of ? rounded(of[side]) : null)
  return [
    `${series === '' ? 'the series' : series}: ${form}, ${demandClass}, ${mase}${naive}`,
    `  ${known.join(', ')}`,
    ...textTable(
      [
        { title: 'step', isNumber: true, value: ({ step }) => step },
        { title: 'expected', isNumber: true, value: ({ mean }) => rounded(mean) },
        { title: '80 % from', isNumber: true, value: ({ at80 }) => end(at80, 0) },
        { title: 'to', isNumber: true, value: ({ at80 }) => end(at80, 1) },
        { title: '95 % from', isNumber: true, value: ({ at95 }) => end(at95, 0) },
        { title: 'to', isNumber: true, value: ({ at95 }) => end(at95, 1) },
      ],
      steps,
    ).map((line) => `  ${line}`),
  ]
}
