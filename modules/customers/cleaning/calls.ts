import { serve } from '#core/module.ts'
import {
  changeWeightsCall,
  customerQualityCall,
  findRunCall,
  findWeightsCall,
  listChangesCall,
  listRunsCall,
  overviewCall,
  previewRuleCall,
  startCheckCall,
  startRunCall,
  undoRunCall,
} from './contract.ts'
import { findOverview } from './find-overview.ts'
import { findQuality } from './find-quality.ts'
import { previewRule } from './preview-rule.ts'
import { changeWeights, findWeights } from './quality/change-weights.ts'
import { findRun, listChanges, listRuns } from './run/list-runs.ts'
import { startRun, undoRun } from './run/start-run.ts'
import { startCheck } from './start-check.ts'

export const cleaningCalls = [
  serve(overviewCall, findOverview),
  serve(startCheckCall, startCheck),
  serve(previewRuleCall, previewRule),
  serve(startRunCall, startRun),
  serve(listRunsCall, listRuns),
  serve(findRunCall, findRun),
  serve(listChangesCall, listChanges),
  serve(undoRunCall, undoRun),
  serve(customerQualityCall, findQuality),
  serve(findWeightsCall, findWeights),
  serve(changeWeightsCall, changeWeights),
]
