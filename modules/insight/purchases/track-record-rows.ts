import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { PredictedBasis } from '../value/predicted-basis.ts'
import type { listTrackRecordsCall } from './contract.ts'

type Item = ReplyOf<typeof listTrackRecordsCall>['items'][number]
type Row = Omit<Item, 'value'> & { expectedMicro: bigint; happenedMicro: bigint; valueInside: number }

/** Track records of a horizon, newest first; amounts only for those who may see them. */
export async function trackRecordRows(
  ctx: Context,
  { days, limit, basis }: { days: number; limit: number; basis: PredictedBasis },
): Promise<Item[]> {
  // Of the whole company only: inside a unit's scope the table may not be read at all.
  if (ctx.scope.units !== 'all') return []
  const { rows } = await sql<Row>`
    select as_of as "asOf", days, told, model, customers, expected_orders as "expectedOrders",
      happened_orders as "happenedOrders", base_orders as "baseOrders", error, base_error as "baseError",
      sqrt(squared_error) as "rootMeanSquaredError", sqrt(base_squared_error) as "baseRootMeanSquaredError", total_scatter as "totalScatter", inside,
      promised_inside as "promisedInside", expected_value_micro as "expectedMicro",
      happened_value_micro as "happenedMicro", value_inside as "valueInside", deciles
    from insight.track_records where days = ${days} order by as_of desc limit ${limit}`.execute(ctx.db)
  const money = (micro: bigint) => formatDecimal(micro, basis.currency)
  return rows.map(({ expectedMicro, happenedMicro, valueInside, ...row }) => ({
    ...row,
    value: basis.seesValue
      ? { expected: money(expectedMicro), happened: money(happenedMicro), inside: valueInside }
      : null,
  }))
}
