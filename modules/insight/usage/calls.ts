import { serve } from '#core/module.ts'
import { changeUsageRule } from './change-usage-rule.ts'
import {
  changeUsageRuleCall,
  findUsageGridCall,
  findUsageRuleCall,
  listCustomerUsageCall,
  listUsageCategoriesCall,
  listUsageCustomersCall,
  previewUsageRuleCall,
} from './contract.ts'
import { findUsageGrid } from './find-usage-grid.ts'
import { findUsageRule } from './find-usage-rule.ts'
import { listCustomerUsage } from './list-customer-usage.ts'
import { listUsageCategories } from './list-usage-categories.ts'
import { listUsageCustomers } from './list-usage-customers.ts'
import { previewUsageRule } from './preview-usage-rule.ts'

export const usageCalls = [
  serve(listUsageCategoriesCall, listUsageCategories),
  serve(findUsageGridCall, findUsageGrid),
  serve(listUsageCustomersCall, listUsageCustomers),
  serve(listCustomerUsageCall, listCustomerUsage),
  serve(findUsageRuleCall, findUsageRule),
  serve(changeUsageRuleCall, changeUsageRule),
  serve(previewUsageRuleCall, previewUsageRule),
]
