import { defineRoom, serve } from '#core/module.ts'
import { basketSetting } from './baskets/basket-setting.ts'
import { basketCalls } from './baskets/calls.ts'
import { demandCalls } from './demand/calls.ts'
import { demandRuleSetting } from './demand/demand-rule.ts'
import { rateStockJob } from './demand/rate-stock-job.ts'
import { serveReorder } from './demand/serve-reorder.ts'
import { exploreCalls } from './explore/calls.ts'
import { factsJob, factsOfJob } from './explore/facts/facts-jobs.ts'
import { announceNeeds } from './needs/announce-needs.ts'
import { needsCalls } from './needs/calls.ts'
import { needsSetting } from './needs/lead-days.ts'
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
import { announceChurn } from './purchases/announce-churn.ts'
import { purchaseCalls } from './purchases/calls.ts'
import { churnRuleSetting } from './purchases/churn-rule.ts'
import { discountSetting } from './purchases/discount.ts'
import { lookBack } from './purchases/look-back.ts'
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
import { usageCalls } from './usage/calls.ts'
import { usageCellsJob, usageJob } from './usage/usage-jobs.ts'
import { usageRuleSetting } from './usage/usage-rule.ts'

import { valueCalls } from './value/calls.ts'
import { classPoliciesSetting } from './value/class-policies.ts'
import { valueCellsJob } from './value/value-cells-job.ts'

export const insight = defineRoom({
  name: 'insight',
  folder: import.meta.dirname,
  settings: [
    classRuleSetting,
    churnRuleSetting,
    discountSetting,
    classPoliciesSetting,
    usageRuleSetting,
    demandRuleSetting,
    needsSetting,
    basketSetting,
  ],
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
    ...valueCalls,
    ...purchaseCalls,
    ...usageCalls,
    ...demandCalls,
    ...needsCalls,
    ...basketCalls,
    ...exploreCalls,
  ],
  routes: serveReorder,
  reactions,
  jobs: [
    analyseJob,
    nightlyJob,
    refreshJob,
    announceClasses,
    predictJob,
    announceChurn,
    lookBack,
    valueCellsJob,
    usageJob,
    usageCellsJob,
    rateStockJob,
    announceNeeds,
    factsJob,
    factsOfJob,
  ],
})
