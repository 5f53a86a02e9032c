import type { Calibration } from './calibration.ts'
import type { Choice } from './choose-all.ts'
import { endedModel } from './ended-model.ts'
import { intervalsHeld, nothingHeld } from './intervals-held.ts'
import { lookBack } from './look-back.ts'
import type { Model } from './model.ts'
import { outlookOf } from './outlook.ts'
import {
  type ForecastState,
  hasEnded,
  type PanelOptions,
  type Quality,
  type Series,
  type SeriesForecast,
  weighted,
} from './panel.ts'
import type { Tried } from './try-models.ts'
import type { WholeError } from './whole-error.ts'

export interface Widths {
  common: { whole: WholeError; early: WholeError }
  whole: Calibration
  /** From what the first half of the tested steps showed: its coverage of the second half is no foregone conclusion. */
  early: Calibration
  /** The step that parts them. */
  middle: number
}

/** Fewer values show no errors, so that a model that was asked for would claim to be certain. */
const LEAST_GIVEN = 3

interface Given {
  series: Series
  tried: Tried
  choice: Choice
  widths: Widths
}

/** Fits the chosen model on all values and looks ahead. @throws RangeError where no model at all fits. */
export function conclude(given: Given, options: PanelOptions): SeriesForecast {
  const { series, tried, choice, widths } = given
  const { values, seasons } = series
  if (options.only && options.only !== 'mean' && values.length < LEAST_GIVEN)
    throw new RangeError(`a series of ${values.length} values shows no errors to go by`)
  const ended = hasEnded(values, options)
  const model = ended ? endedModel(values) : fitChosen(series, tried, choice)
  if (!model) throw new RangeError(`no model fits a series of ${values.length} values`)
  const { name, form, season, parameters, logLikelihood, aicc } = model
  return {
    demandClass: tried.kind,
    state: ended ? 'ended' : stateOf(choice.key),
    model: { name, form, season, parameters, logLikelihood, aicc },
    quality: qualityOf(given, options),
    ...outlookOf(model, {
      values,
      horizon: options.horizon,
      demandClass: tried.kind,
      areAmounts: options.areAmounts,
      index: season === 'index' && seasons ? weighted(seasons.now) : undefined,
      calibration: widths.whole,
      common: widths.common.whole,
      isCalibrated: options.calibrate ?? false,
    }),
  }
}

function stateOf(key: string | null): ForecastState {
  if (key === null) return 'too_little_data'
  return key.startsWith('mean') || key === 'seasonal-naive' ? 'stepped_aside' : 'used'
}

function fitChosen({ values, seasons }: Series, { candidates }: Tried, { key }: Choice): Model | null {
  const index = seasons && weighted(seasons.now)
  const simplest = index ? 'mean index' : 'mean'
  const wanted = [key, simplest, 'mean', candidates[0]?.key]
  for (const one of wanted) {
    const model = candidates.find((candidate) => candidate.key === one && !candidate.isOnlyMeasured)?.fit(values, index)
    if (model) return model
  }
  return null
}

function qualityOf({ series, tried, choice, widths }: Given, options: PanelOptions): Quality {
  const { rolling, origins } = tried
  const { key, early } = choice
  const errorsOf = (of: string | null, part: 'whole' | 'late') => {
    const found = of === null ? undefined : rolling.get(of)?.[part]
    return found && found.count > 0
      ? { mase: found.absolute / found.count, rmsse: Math.sqrt(found.squared / found.count) }
      : null
  }
  const mase = (of: string | null) => errorsOf(of, 'whole')?.mase ?? null
  const [late, naive] = [errorsOf(early, 'late'), errorsOf('seasonal-naive', 'late')]
  const back = lookBack(series, tried, choice, options)
  return {
    origins: key === null ? 0 : origins.length,
    mase: mase(key),
    naive: mase('seasonal-naive'),
    mean: mase('mean'),
    rmsse: errorsOf(key, 'whole')?.rmsse ?? null,
    unseen: late && naive && { ...late, naive: naive.mase, naiveRmsse: naive.rmsse },
    ...(back
      ? intervalsHeld(back, {
          common: widths.common.early,
          calibration: widths.early,
          areAmounts: options.areAmounts,
          from: widths.middle,
        })
      : nothingHeld),
  }
}
