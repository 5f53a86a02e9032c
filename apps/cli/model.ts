import type { Command } from 'commander'
import { addBgBbModel } from './model-bg-bb.ts'
import { addDuplicatesModel } from './model-duplicates.ts'
import { addForecastModel } from './model-forecast.ts'
import { addGammaGammaModel } from './model-gamma-gamma.ts'
import { addNextPurchaseModel } from './model-next-purchase.ts'
import { addPurchaseModels } from './model-purchases.ts'
import { addRulesModel } from './model-rules.ts'

/** Models on a plain file, for analysts and for checking; one file each. */
const models: ((model: Command) => void)[] = [
  addDuplicatesModel,
  addPurchaseModels,
  addBgBbModel,
  addGammaGammaModel,
  addForecastModel,
  addNextPurchaseModel,
  addRulesModel,
]

/** `model NAME FILE`; needs no database. */
export function addModel(program: Command): void {
  const model = program
    .command('model')
    .description('run one of the models on a plain CSV or XLSX file; needs no database')
  for (const add of models) add(model)
}
