import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { HORIZONS } from './compute/horizons.ts'
import { judgeTrack, type Scored, type TrackVerdict } from './compute/judge-track.ts'

/** How each horizon's predictions fared beside the base line's; none for those with too few days, or for callers in units. */
export async function readTrackVerdicts(ctx: Context): Promise<Map<number, TrackVerdict>> {
  if (ctx.scope.units !== 'all') return new Map()
  const { rows } = await sql<Scored & { days: number; standardError: number }>`
    select days, customers, expected_orders as "expectedOrders", happened_orders as "happenedOrders",
      squared_error as "squaredError", base_squared_error as "baseSquaredError",
      total_scatter as "totalScatter", standard_error as "standardError"
    from insight.track_records join insight.track_scatter using (days) where squared_error is not null order by as_of desc`.execute(
    ctx.db,
  )
  const verdicts = HORIZONS.map((days) => {
    const records = rows.filter((row) => row.days === days)
    return [days, judgeTrack(records, records[0]?.standardError ?? 0)] as const
  })
  return new Map(verdicts.flatMap(([days, verdict]) => (verdict ? [[days, verdict] as const] : [])))
}
