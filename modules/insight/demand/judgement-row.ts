import { sql } from 'kysely'
import type { ReplyOf } from '#core/http/contract.ts'
import type { findDemandSeriesCall } from './contract.ts'

type Judgement = ReplyOf<typeof findDemandSeriesCall>['judgement']

export type JudgementRow = Judgement

/** Which model speaks for a series `s`, and how it fared. */
export const judgementColumns = sql`s.demand_class as "demandClass", s.state, s.model, s.form, s.season, s.origins, s.mase,
  s.naive_mase as naive, s.mean_mase as mean, s.coverage`

export function judgementOf(row: JudgementRow): Judgement {
  const { demandClass, state, model, form, season, origins, mase, naive, mean, coverage } = row
  return { demandClass, state, model, form, season, origins, mase, naive, mean, coverage }
}
