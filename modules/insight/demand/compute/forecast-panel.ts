import { calibratePanel, type Looked } from './calibrate-panel.ts'
import { uncalibrated } from './calibration.ts'
import { type Choice, chooseAll } from './choose-all.ts'
import { conclude, type Widths } from './conclude.ts'
import { lookBack } from './look-back.ts'
import type { PanelOptions, Series, SeriesForecast } from './panel.ts'
import { type Tried, tryModels } from './try-models.ts'
import { noWholeError, wholeError } from './whole-error.ts'

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
): { forecasts: SeriesForecast[]; common: Widths['common'] } {
  const tried = series.map((one, place) => {
    if (place % TOLD_EVERY === 0) tell((0.8 * place) / series.length)
    return tryModels(one, options)
  })
  const choices = chooseAll(tried)
  function* looked(part: 'whole' | 'early'): Generator<Looked> {
    for (const [place, one] of series.entries()) {
      const [of, choice] = [tried[place] as Tried, choices[place] as Choice]
      const back = lookBack(one, of, choice, options)
      const until = part === 'early' ? middleOf(of, one.values.length) : one.values.length
      if (back) yield { back, kind: of.kind, model: choice.key, until }
    }
  }
  const { horizon } = options
  const common = options.common === 'first' ? commonOf(looked) : (options.common ?? none)
  const groups = options.calibrate
    ? {
        whole: calibratePanel(looked('whole'), common.whole, options),
        early: calibratePanel(looked('early'), common.early, options),
      }
    : null
  const forecasts = series.map((one, place) => {
    if (place % TOLD_EVERY === 0) tell(0.8 + (0.2 * place) / series.length)
    const [of, choice] = [tried[place] as Tried, choices[place] as Choice]
    const widthOf = (part: 'whole' | 'early') => groups?.[part](of.kind, choice.key) ?? uncalibrated(horizon)
    const widths: Widths = {
      common,
      whole: widthOf('whole'),
      early: widthOf('early'),
      middle: groups ? middleOf(of, one.values.length) : 0,
    }
    return conclude({ series: one, tried: of, choice, widths }, options)
  })
  return { forecasts, common }
}

const none = { whole: noWholeError, early: noWholeError }

function commonOf(looked: (part: 'whole' | 'early') => Generator<Looked>): Widths['common'] {
  const of = (part: 'whole' | 'early') => {
    const [first] = looked(part)
    return first ? wholeError(first.back, first.until) : noWholeError
  }
  return { whole: of('whole'), early: of('early') }
}

/** The step that parts what is tested in halves. */
const middleOf = ({ origins }: Tried, length: number): number => Math.floor(((origins[0] ?? 0) + length) / 2)
