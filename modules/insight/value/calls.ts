import { serve } from '#core/module.ts'
import { changeClassPolicies } from './change-class-policies.ts'
import { changeClassPoliciesCall, findClassPoliciesCall, findValueGridCall, findWhatIfCall } from './contract.ts'
import { findClassPolicies } from './find-class-policies.ts'
import { findValueGrid } from './find-value-grid.ts'
import { findWhatIf } from './find-what-if.ts'

export const valueCalls = [
  serve(findValueGridCall, findValueGrid),
  serve(findWhatIfCall, findWhatIf),
  serve(findClassPoliciesCall, findClassPolicies),
  serve(changeClassPoliciesCall, changeClassPolicies),
]
