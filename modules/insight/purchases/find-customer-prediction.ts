import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import { dayNumber } from '../compute/day-number.ts'
import { type LatestModel, latestModel } from '../model/latest-model.ts'
import { HORIZONS } from './compute/horizons.ts'
import { roundMoney } from './compute/round-money.ts'
import type { findCustomerPredictionCall } from './contract.ts'
import { explainPrediction, type KeptFit } from './explain-prediction.ts'
import { trackRecordRows } from './track-record-rows.ts'

type Reply = ReplyOf<typeof findCustomerPredictionCall>

interface Row {
  called: string
  as_of: string
  model: string
  currency: string
  basis: 'profit' | 'revenue'
  purchases: number
  first_day: string
  last_day: string
  p_active: number
  orders: number[]
  orders_low: number[]
  orders_high: number[]
  orders_inside: number[]
  base_orders: number[]
  /** Arrays come as the texts of their numbers. */
  value_micro: string[]
  value_low_micro: string[]
  value_high_micro: string[]
  spend_micro: bigint
  clv_micro: bigint
  churn_risk: number
  churn_level: 'low' | 'medium' | 'high'
  buys_in_year: number
  potential_score: number
  worth_micro: bigint
}

/**
 * What one customer is expected to buy, and everything that says how sure that is.
 * @throws notFound `customer_not_found`, also when out of the caller's scope.
 */
export async function findCustomerPrediction(
  ctx: Context,
  { customerId }: InputOf<typeof findCustomerPredictionCall>,
): Promise<Reply> {
  const { rows } = await sql<Row | { as_of: null; called: string }>`
    select p.*, c.called, coalesce(s.worth_micro, 0) as worth_micro
    from facts.customers c left join insight.predictions p using (customer_id) left join insight.scores s using (customer_id)
    where c.customer_id = ${customerId} and c.stage <> 'anonymous'`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound('customer')
  const fit = await latestModel(ctx, 'purchases')
  const model = fit && {
    state: fit.state,
    asOf: fit.asOf,
    customers: fit.rows,
    aside: asideOf(fit),
    lacking: lackingOf(fit),
  }
  const name = ctx.scope.masked.has('name') ? maskName(row.called) : row.called
  if (row.as_of === null) return { name, prediction: null, why: null, model, record: null, earlier: [] }
  const { currency } = row
  const seesValue = row.basis !== 'profit' || may(ctx.actor, 'orders.profit')
  const records = await trackRecordRows(ctx, {
    days: HORIZONS[0],
    limit: 1,
    basis: { currency, basis: row.basis, seesValue },
  })
  return {
    name,
    prediction: describe(row, seesValue, fit),
    why: why(row, seesValue, fit),
    model,
    record: records[0] ?? null,
    earlier: await listEarlier(ctx, customerId),
  }
}

function describe(row: Row, seesValue: boolean, fit: LatestModel | null): Reply['prediction'] {
  const money = (micro: bigint | string | undefined) => formatDecimal(BigInt(micro ?? 0), row.currency)
  const figure = (values: readonly number[], at: number) => values[at] ?? 0
  return {
    asOf: row.as_of,
    model: row.model,
    currency: row.currency,
    basis: row.basis,
    active: row.p_active,
    horizons: HORIZONS.map((days, at) => ({
      days,
      orders: {
        expected: figure(row.orders, at),
        low: figure(row.orders_low, at),
        high: figure(row.orders_high, at),
        inside: figure(row.orders_inside, at),
        base: figure(row.base_orders, at),
      },
      value: seesValue
        ? {
            expected: money(row.value_micro[at]),
            low: money(row.value_low_micro[at]),
            high: money(row.value_high_micro[at]),
          }
        : null,
    })),
    spend: seesValue ? money(row.spend_micro) : null,
    lifetimeValue: seesValue ? money(row.clv_micro) : null,
    churnRisk: row.churn_risk,
    churnLevel: row.churn_level,
    churnWindowDays: keptFit(fit)?.churnWindowDays ?? null,
    buysInYear: row.buys_in_year,
    potentialScore: row.potential_score,
  }
}

type Lacking = NonNullable<NonNullable<Reply['model']>['lacking']>

function lackingOf({ state, parameters }: LatestModel): Lacking | null {
  if (state !== 'too_little_data') return null
  const { needed, repeats, neededRepeats } = parameters as unknown as Lacking
  return { needed, repeats, neededRepeats }
}

/** Fits before edition 2 knew all horizons or none. */
const asideOf = ({ state, parameters }: LatestModel): number[] =>
  (parameters['aside'] as number[] | undefined) ?? (state === 'stepped_aside' ? [...HORIZONS] : [])

const keptFit = (fit: LatestModel | null) =>
  fit && fit.state !== 'too_little_data' ? (fit.parameters as unknown as KeptFit) : null

function why(row: Row, seesValue: boolean, fit: LatestModel | null): Reply['why'] {
  const kept = keptFit(fit)
  if (!kept) return null
  const found = explainPrediction(kept, {
    asOf: dayNumber(row.as_of),
    first: dayNumber(row.first_day),
    last: dayNumber(row.last_day),
    purchases: row.purchases,
    meanValue: Number(row.worth_micro) / 1e6 / row.purchases,
    spend: Number(row.spend_micro) / 1e6,
    pActive: row.p_active,
    ordersInYear: row.orders[2] ?? 0,
  })
  const money = (amount: number) => formatDecimal(BigInt(roundMoney(amount)), row.currency)
  const { spend, factors, cohort, quietDays, usualGapDays, ordersWhileActive } = found
  return {
    purchases: row.purchases,
    firstDay: row.first_day,
    lastDay: row.last_day,
    quietDays,
    usualGapDays,
    ordersWhileActive,
    cohort,
    spend:
      spend && seesValue
        ? {
            own: money(spend.own),
            everybody: money(spend.everybody),
            expected: money(spend.expected),
            ownWeight: spend.ownWeight,
          }
        : null,
    factors: factors
      .filter(({ kind }) => seesValue || kind !== 'spend')
      .map(({ kind, times }) => ({ kind, times: Number.isFinite(times) ? times : null })),
  }
}

async function listEarlier(ctx: Context, customerId: string): Promise<Reply['earlier']> {
  const { rows } = await sql<Reply['earlier'][number]>`
    select s.as_of as "asOf", s.told, h.days, s.orders[h.at] as expected, s.orders_low[h.at] as low,
      s.orders_high[h.at] as high, s.happened_orders[h.at] as happened
    from insight.snapshots s cross join unnest(${[...HORIZONS]}::int[]) with ordinality h (days, at)
    where s.customer_id = ${customerId} and h.days < 365 order by s.as_of desc, h.days limit 26`.execute(ctx.db)
  return rows
}
