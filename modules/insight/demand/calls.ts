import { serve } from '#core/module.ts'
import { changeDemandRule } from './change-demand-rule.ts'
import {
  changeDemandRuleCall,
  findDemandRuleCall,
  findDemandSeriesCall,
  findProductDemandCall,
  listDemandCall,
  listStockCall,
} from './contract.ts'
import { findDemandRule } from './find-demand-rule.ts'
import { findProductDemand } from './find-product-demand.ts'
import { findDemandSeries } from './find-series.ts'
import { listDemand } from './list-demand.ts'
import { listStock } from './list-stock.ts'

export const demandCalls = [
  serve(listDemandCall, listDemand),
  serve(findDemandSeriesCall, findDemandSeries),
  serve(findProductDemandCall, findProductDemand),
  serve(listStockCall, listStock),
  serve(findDemandRuleCall, findDemandRule),
  serve(changeDemandRuleCall, changeDemandRule),
]
