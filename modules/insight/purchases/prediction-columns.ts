import { sql } from 'kysely'
import { plainArray } from '#core/database/column-arrays.ts'
import type { PerHorizon, PredictionRow } from './put-predictions.ts'

const [UUID, INT, REAL, BIGINT, TEXT] = [sql`uuid[]`, sql`int[]`, sql`real[]`, sql`bigint[]`, sql`text[]`]

/** Rows of predictions as columns of one `unnest`, named g; arrays stand as a column a horizon. */
export function predictionColumns(rows: readonly PredictionRow[]) {
  const column = (type: typeof UUID, of: (row: PredictionRow) => string | number) =>
    sql`${plainArray(rows.map(of))}::${type}`
  const horizons = (type: typeof UUID, of: (row: PredictionRow) => PerHorizon) =>
    [0, 1, 2].map((index) => column(type, (row) => of(row)[index] ?? 0))
  return sql`unnest(${sql.join([
    column(UUID, (row) => row.customerId),
    column(INT, (row) => row.purchases),
    column(INT, (row) => row.firstDay),
    column(INT, (row) => row.lastDay),
    column(REAL, (row) => row.active),
    ...horizons(REAL, (row) => row.orders),
    ...horizons(INT, (row) => row.ordersLow),
    ...horizons(INT, (row) => row.ordersHigh),
    ...horizons(REAL, (row) => row.ordersInside),
    ...horizons(REAL, (row) => row.baseOrders),
    ...horizons(BIGINT, (row) => row.value),
    ...horizons(BIGINT, (row) => row.valueLow),
    ...horizons(BIGINT, (row) => row.valueHigh),
    column(BIGINT, (row) => row.spend),
    column(BIGINT, (row) => row.clv),
    column(REAL, (row) => row.churnRisk),
    column(TEXT, (row) => row.churnLevel),
    column(REAL, (row) => row.buysInYear),
    column(INT, (row) => row.potentialScore),
  ])}) g (customer_id, purchases, first, last, active, o1, o2, o3, l1, l2, l3, h1, h2, h3, i1, i2, i3, b1, b2, b3, v1, v2, v3, w1, w2, w3,
    u1, u2, u3, spend, clv, risk, level, year, potential)`
}
