import { defineRoom, serve } from '#core/module.ts'
import { exploreCalls } from './explore/calls.ts'
import { factsJob, factsOfJob } from './explore/facts/facts-jobs.ts'
import {
  findConcentrationCall,
  findGridCall,
  findOverviewCall,
  listBreakdownCall,
  listClassChangesCall,
  startAnalysisCall,
} from './overview/contract.ts'
import { findConcentration } from './overview/find-concentration.ts'
import { findGrid } from './overview/find-grid.ts'
import { findOverview } from './overview/find-overview.ts'
import { listBreakdown } from './overview/list-breakdown.ts'
import { listClassChanges } from './overview/list-class-changes.ts'
import { startAnalysis } from './overview/start-analysis.ts'
import { predictJob } from './predict/predict-jobs.ts'
import { reactions } from './reactions.ts'
import { changeClassRule } from './rule/change-class-rule.ts'
import { classRuleSetting } from './rule/class-rule.ts'
import { changeClassRuleCall, findClassRuleCall, previewClassRuleCall } from './rule/contract.ts'
import { findClassRule } from './rule/find-class-rule.ts'
import { previewClassRule } from './rule/preview-class-rule.ts'
import { analyseJob, nightlyJob, refreshJob } from './run/analyse-jobs.ts'
import { announceClasses } from './run/announce-classes.ts'
import { findCustomerValueCall } from './score/contract.ts'
import { findCustomerValue } from './score/find-customer-value.ts'

export const insight = defineRoom({
  name: 'insight',
  folder: import.meta.dirname,
  settings: [classRuleSetting],
  permissions: {
    'insight.read': {
      allows: 'See value analysis: overview, classes, scores and their reasons',
      roles: ['manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'],
    },
    'insight.rule': {
      allows: 'Change the rule of the value classes and start an analysis',
      roles: ['manager', 'analyst'],
    },
  },
  calls: [
    serve(findOverviewCall, findOverview),
    serve(findGridCall, findGrid),
    serve(findConcentrationCall, findConcentration),
    serve(listBreakdownCall, listBreakdown),
    serve(listClassChangesCall, listClassChanges),
    serve(startAnalysisCall, startAnalysis),
    serve(findCustomerValueCall, findCustomerValue),
    serve(findClassRuleCall, findClassRule),
    serve(changeClassRuleCall, changeClassRule),
    serve(previewClassRuleCall, previewClassRule),
    ...exploreCalls,
  ],
  reactions,
  jobs: [analyseJob, nightlyJob, refreshJob, announceClasses, predictJob, factsJob, factsOfJob],
})
