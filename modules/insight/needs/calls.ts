import { serve } from '#core/module.ts'
import { findCustomerNeedsCall, findNeedSummaryCall, listDueNeedsCall, listNeedDaysCall } from './contract.ts'
import { findCustomerNeeds } from './find-customer-needs.ts'
import { findNeedSummary } from './find-need-summary.ts'
import { listDueNeeds } from './list-due-needs.ts'
import { listNeedDays } from './list-need-days.ts'

export const needsCalls = [
  serve(findCustomerNeedsCall, findCustomerNeeds),
  serve(listDueNeedsCall, listDueNeeds),
  serve(findNeedSummaryCall, findNeedSummary),
  serve(listNeedDaysCall, listNeedDays),
]
