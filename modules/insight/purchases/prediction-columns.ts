import { sql } from 'kysely'
import { float4s, int4s, int8s, texts, uuids } from '#core/database/column-bytes.ts'
import type { PerHorizon, PredictionRow } from './put-predictions.ts'

/** Rows of predictions as columns of one `unnest`, named g; arrays stand as a column a horizon. */
export function predictionColumns(rows: readonly PredictionRow[]) {
  const int = (of: (row: PredictionRow) => number) => sql`${int4s(rows.map(of))}::int[]`
  const real = (of: (row: PredictionRow) => number) => sql`${float4s(rows.map(of))}::real[]`
  const bigint = (of: (row: PredictionRow) => number) => sql`${int8s(rows.map(of))}::bigint[]`
  const horizons = (column: typeof int, of: (row: PredictionRow) => PerHorizon) =>
    [0, 1, 2].map((index) => column((row) => of(row)[index] ?? 0))
  return sql`unnest(${sql.join([
    sql`${uuids(rows.map((row) => row.customerId))}::uuid[]`,
    int((row) => row.purchases),
    int((row) => row.firstDay),
    int((row) => row.lastDay),
    real((row) => row.active),
    ...horizons(real, (row) => row.orders),
    ...horizons(int, (row) => row.ordersLow),
    ...horizons(int, (row) => row.ordersHigh),
    ...horizons(real, (row) => row.ordersInside),
    ...horizons(real, (row) => row.baseOrders),
    ...horizons(bigint, (row) => row.value),
    ...horizons(bigint, (row) => row.valueLow),
    ...horizons(bigint, (row) => row.valueHigh),
    bigint((row) => row.spend),
    bigint((row) => row.clv),
    real((row) => row.churnRisk),
    sql`${texts(rows.map((row) => row.churnLevel))}::text[]`,
    real((row) => row.buysInYear),
    int((row) => row.potentialScore),
  ])}) g (customer_id, purchases, first, last, active, o1, o2, o3, l1, l2, l3, h1, h2, h3, i1, i2, i3, b1, b2, b3, v1, v2, v3, w1, w2, w3,
    u1, u2, u3, spend, clv, risk, level, year, potential)`
}
