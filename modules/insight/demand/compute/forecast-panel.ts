import { calibratePanel } from './calibrate-panel.ts'
import { type Choice, chooseAll } from './choose-all.ts'
import { conclude } from './conclude.ts'
import type { PanelOptions, Series, SeriesForecast } from './panel.ts'
import { type Tried, tryModels } from './try-models.ts'

const TOLD_EVERY = 200

/**
 * Forecasts of many series. On each, every candidate is fitted on all but the last values and looks ahead through these from
 * several origins; the one of least scaled error is fitted anew on all values. Errors of the whole class of series help where one
 * has few origins. Progress is told as a share of the series.
 */
export function forecastPanel(
  series: readonly Series[],
  options: PanelOptions,
  tell: (share: number) => void = () => {},
): SeriesForecast[] {
  const tried = series.map((one, place) => {
    if (place % TOLD_EVERY === 0) tell((0.8 * place) / series.length)
    return tryModels(one, options)
  })
  const choices = chooseAll(series, tried, options)
  const groups = tried.map(({ kind }, place) => `${kind} ${choices[place]?.key}`)
  const lengths = series.map(({ values }) => values.length)
  const widths = options.calibrate ? calibratePanel(groups, choices, tried, lengths) : null
  return series.map((one, place) => {
    if (place % TOLD_EVERY === 0) tell(0.8 + (0.2 * place) / series.length)
    const given = { series: one, tried: tried[place] as Tried, choice: choices[place] as Choice }
    return conclude({ ...given, widths: widths?.get(groups[place] as string) }, options)
  })
}
