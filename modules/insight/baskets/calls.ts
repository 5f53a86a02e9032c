import { serve } from '#core/module.ts'
import { changeBasketSetting } from './change-basket-setting.ts'
import {
  changeBasketSettingCall,
  findBasketSettingCall,
  findBasketsCall,
  findNextBestCall,
  findProductTogetherCall,
  findRuleCall,
  listProspectsCall,
  listRuleCustomersCall,
  listRulesCall,
} from './contract.ts'
import { findBasketSetting } from './find-basket-setting.ts'
import { findBaskets } from './find-baskets.ts'
import { findNextBest } from './find-next-best.ts'
import { findProductTogether } from './find-product-together.ts'
import { findRule } from './find-rule.ts'
import { listProspects } from './list-prospects.ts'
import { listRuleCustomers } from './list-rule-customers.ts'
import { listRules } from './list-rules.ts'

export const basketCalls = [
  serve(findBasketsCall, findBaskets),
  serve(listRulesCall, listRules),
  serve(findRuleCall, findRule),
  serve(listRuleCustomersCall, listRuleCustomers),
  serve(findProductTogetherCall, findProductTogether),
  serve(listProspectsCall, listProspects),
  serve(findNextBestCall, findNextBest),
  serve(findBasketSettingCall, findBasketSetting),
  serve(changeBasketSettingCall, changeBasketSetting),
]
