import { serve } from '#core/module.ts'
import { listModels } from '../model/list-models.ts'
import { findCustomerPredictionCall, listModelsCall, listTrackRecordsCall } from './contract.ts'
import { findCustomerPrediction } from './find-customer-prediction.ts'
import { listTrackRecords } from './list-track-records.ts'

export const purchaseCalls = [
  serve(findCustomerPredictionCall, findCustomerPrediction),
  serve(listTrackRecordsCall, listTrackRecords),
  serve(listModelsCall, listModels),
]
