import { sql } from 'kysely'
import type { ReplyOf } from '#core/http/contract.ts'
import type { findDemandSeriesCall } from './contract.ts'

export type Stock = NonNullable<ReplyOf<typeof findDemandSeriesCall>['stock']>

/** What a stock is good for, of a series `s`; all null where none is known. */
export const stockColumns = sql`s.stock_state as "stockState", s.stock, s.runs_out_week as "runsOutWeek",
  s.short_2_weeks as "short2Weeks", s.short_4_weeks as "short4Weeks", s.missing, s.reorder`

export type StockRow = { stockState: Stock['state'] | null } & Omit<Stock, 'state'>

export const stockOf = ({
  stockState,
  stock,
  runsOutWeek,
  short2Weeks,
  short4Weeks,
  missing,
  reorder,
}: StockRow): Stock | null =>
  stockState && { state: stockState, stock, runsOutWeek, short2Weeks, short4Weeks, missing, reorder }
