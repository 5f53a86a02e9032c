import { serve } from '#core/module.ts'
import {
  countSureCall,
  dismissPairCall,
  findLikelyCall,
  listDuplicatesCall,
  listMergeRunsCall,
  mergeAllCall,
  recordHouseholdCall,
  startScanCall,
  undoMergeRunCall,
} from './contract.ts'
import { dismissPair, recordHousehold } from './decide-pair.ts'
import { findLikely } from './find-likely.ts'
import { countSure, listMergeRuns, mergeAll, undoMergeRun } from './merge-runs.ts'
import { listDuplicates, startScan } from './review-pairs.ts'

export const duplicatesCalls = [
  serve(listDuplicatesCall, listDuplicates),
  serve(startScanCall, startScan),
  serve(dismissPairCall, dismissPair),
  serve(recordHouseholdCall, recordHousehold),
  serve(findLikelyCall, findLikely),
  serve(countSureCall, countSure),
  serve(mergeAllCall, mergeAll),
  serve(listMergeRunsCall, listMergeRuns),
  serve(undoMergeRunCall, undoMergeRun),
]
