import type { DemandClass } from './demand-class.ts'
import { isSparse } from './outlook.ts'
import type { SeriesForecast } from './panel.ts'

interface Coverage {
  /** Of weeks, and of sums of weeks. */
  coverage: number | null
  sumCoverage: number | null
}

interface ClassQuality extends Coverage {
  demandClass: DemandClass
  series: number
  /** Series whose errors could be measured on what the choice of the model had not seen. */
  measured: number
  mase: number | null
  naive: number | null
  /** Root of squared errors, by which models of occasional goods are chosen. */
  rmsse: number | null
  naiveRmsse: number | null
}

export interface DemandQuality extends Omit<ClassQuality, 'demandClass'> {
  /** Of the shop and all categories. */
  categories: Coverage & { series: number }
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
  categories: readonly Pick<SeriesForecast, 'quality'>[],
): DemandQuality {
  const measure = (of: typeof forecasts) => {
    const unseen = of.flatMap(({ quality }) => quality.unseen ?? [])
    const mean = (values: number[]) =>
      values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null
    return {
      series: of.length,
      measured: unseen.length,
      mase: mean(unseen.map(({ mase }) => mase)),
      naive: mean(unseen.map(({ naive }) => naive)),
      rmsse: mean(unseen.map(({ rmsse }) => rmsse)),
      naiveRmsse: mean(unseen.map(({ naiveRmsse }) => naiveRmsse)),
      ...coverageOf(of),
    }
  }
  const models: Record<string, number> = {}
  for (const { model } of forecasts) models[model.name] = (models[model.name] ?? 0) + 1
  const whole = measure(forecasts)
  return {
    ...whole,
    categories: { series: categories.length, ...coverageOf(categories) },
    classes: CLASSES.map((demandClass) => ({
      demandClass,
      ...measure(forecasts.filter((one) => one.demandClass === demandClass)),
    })),
    models,
    steppedAside: didWorse(forecasts),
  }
}

/** Share of 80 % intervals that held what came after the weeks they were widened by. */
export function coverageOf(of: readonly Pick<SeriesForecast, 'quality'>[]): Coverage {
  const total = (name: 'covered' | 'checked' | 'sumsCovered' | 'sumsChecked') =>
    of.reduce((sum, { quality }) => sum + quality[name], 0)
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)
  return {
    coverage: share(total('covered'), total('checked')),
    sumCoverage: share(total('sumsCovered'), total('sumsChecked')),
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
