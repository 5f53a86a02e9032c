import type { WireReply } from '#core/web/wire.ts'
import type { findDemandSeriesCall, listDemandCall, listStockCall } from '../../demand/contract.ts'

export type Demand = WireReply<typeof listDemandCall>
export type Category = Demand['items'][number]
export type DemandSeries = WireReply<typeof findDemandSeriesCall>
export type StockItem = WireReply<typeof listStockCall>['items'][number]
export type StockState = StockItem['state']
export type Expected = StockItem['next4']
