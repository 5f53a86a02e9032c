import type { DemandClass } from './demand-class.ts'
import { isSparse } from './outlook.ts'
import type { SeriesForecast } from './panel.ts'

interface ClassQuality {
  demandClass: DemandClass
  series: number
  /** Series whose errors could be measured on what the choice of the model had not seen. */
  measured: number
  mase: number | null
  naive: number | null
  /** Root of squared errors, by which models of occasional goods are chosen. */
  rmsse: number | null
  naiveRmsse: number | null
  /** Share of 80 % intervals that held what came. */
  coverage: number | null
}

export interface DemandQuality extends Omit<ClassQuality, 'demandClass'> {
  classes: ClassQuality[]
  /** How many series each model was chosen for. */
  models: Record<string, number>
  /** The models did worse than what was sold in the same season of the last cycle. */
  steppedAside: boolean
}

const CLASSES: readonly DemandClass[] = ['smooth', 'erratic', 'intermittent', 'lumpy']

/** How the forecasts fared against the seasonal naive base line, by class of series. */
export function demandQuality(
  forecasts: readonly Pick<SeriesForecast, 'demandClass' | 'quality' | 'model' | 'state'>[],
): DemandQuality {
  const measure = (of: typeof forecasts) => {
    const unseen = of.flatMap(({ quality }) => quality.unseen ?? [])
    const mean = (values: number[]) =>
      values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null
    const checked = of.reduce((sum, { quality }) => sum + quality.checked, 0)
    return {
      series: of.length,
      measured: unseen.length,
      mase: mean(unseen.map(({ mase }) => mase)),
      naive: mean(unseen.map(({ naive }) => naive)),
      rmsse: mean(unseen.map(({ rmsse }) => rmsse)),
      naiveRmsse: mean(unseen.map(({ naiveRmsse }) => naiveRmsse)),
      coverage: checked > 0 ? of.reduce((sum, { quality }) => sum + quality.covered, 0) / checked : null,
    }
  }
  const models: Record<string, number> = {}
  for (const { model } of forecasts) models[model.name] = (models[model.name] ?? 0) + 1
  const whole = measure(forecasts)
  return {
    ...whole,
    classes: CLASSES.map((demandClass) => ({
      demandClass,
      ...measure(forecasts.filter((one) => one.demandClass === demandClass)),
    })),
    models,
    steppedAside: didWorse(forecasts),
  }
}

/** Over all series that could be measured, each by the error its model was chosen by. */
function didWorse(forecasts: Parameters<typeof demandQuality>[0]): boolean {
  let difference = 0
  for (const { quality, demandClass } of forecasts) {
    if (!quality.unseen) continue
    const { mase, naive, rmsse, naiveRmsse } = quality.unseen
    difference += isSparse(demandClass) ? rmsse - naiveRmsse : mase - naive
  }
  return difference > 0
}
