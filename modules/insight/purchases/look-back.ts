import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayNumber } from '../compute/day-number.ts'
import { churnRuleSetting } from './churn-rule.ts'
import { predictionColumns } from './prediction-columns.ts'
import { predictionRows } from './prediction-rows.ts'
import { EDITION, expectInThread, readBasis } from './purchases-step.ts'
import type { PredictionRow } from './put-predictions.ts'
import { readHistories } from './read-histories.ts'
import { scoreSnapshots } from './score-snapshots.ts'

const CHUNK = 5000
/** A great base is looked back on from three days only: each is a fit of its own. */
const GREAT = 20_000
/** Before so many days of history nothing is learned that deserves to be held against it. */
const LEAST_DAYS = 90

/**
 * Predictions as they would have been at the beginnings of past months, from what was known then, where nobody made any at
 * that time: so that there is a track record from the first day. Once a day's predictions stand, they stay.
 */
export const lookBack = defineJob({
  name: 'insight.look-back',
  payload: z.object({ asOf: z.iso.date() }),
  run: async (house, { asOf }, { signal }) => {
    const system = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('insight.look-back', work)
    const basis = await system(readBasis)
    const days = basis ? await system((ctx) => listMissing(ctx, asOf)) : []
    if (!basis || days.length === 0) return
    const histories = await system((ctx) => readHistories(ctx, { asOf, zone: basis.zone, basis: basis.basis }))
    const rule = await system((ctx) => readSetting(ctx, churnRuleSetting))
    for (const day of days) {
      const options = {
        asOf: dayNumber(day),
        yearlyDiscount: basis.yearlyDiscount,
        judged: false,
        current: false,
        aside: [],
      }
      const expected = await expectInThread(histories, options, signal)
      if ('needed' in expected) continue
      await system(async (ctx) => {
        for (let from = 0; from < expected.known.places.length; from += CHUNK) {
          const rows = predictionRows(expected, histories.ids, rule, from, from + CHUNK)
          await putSnapshots(ctx, day, `${expected.predicted.model} ${EDITION}`, rows)
        }
      })
    }
    await system((ctx) => scoreSnapshots(ctx, histories, asOf))
  },
})

/** Beginnings of months, newest first, that have no predictions though there were customers. */
async function listMissing(ctx: Context, asOf: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select day::date from (
      select date_trunc('month', ${asOf}::date)::date - back * interval '1 month' as day, back,
        (select count(*) from insight.predictions) as customers,
        (select min(first_day) from insight.predictions) as first
      from generate_series(0, 12) back
    ) m
    where day + interval '30 days' <= ${asOf}::date and day >= first + ${LEAST_DAYS}::int
      and (customers <= ${GREAT} or back in (1, 3, 12))
      and not exists (select from insight.track_records t where t.as_of = m.day::date)
      and not exists (select from insight.snapshots s where s.as_of between m.day::date and (m.day + interval '27 days')::date)
    order by day desc`.execute(ctx.db)
  return rows.map((row) => row.day)
}

async function putSnapshots(ctx: Context, day: string, model: string, rows: readonly PredictionRow[]): Promise<void> {
  await sql`
    insert into insight.snapshots (customer_id, as_of, unit_ids, told, model, p_active, churn_risk, orders, orders_low,
      orders_high, orders_inside, base_orders, value_micro, value_low_micro, value_high_micro)
    select g.customer_id, ${day}, c.unit_ids, false, ${model}, active, risk, array[o1, o2, o3], array[l1, l2, l3],
      array[h1, h2, h3], array[i1, i2, i3], array[b1, b2, b3], array[v1, v2, v3], array[w1, w2, w3], array[u1, u2, u3]
    from ${predictionColumns(rows)} join facts.customers c on c.customer_id = g.customer_id
    on conflict (customer_id, as_of) do nothing`.execute(ctx.db)
}
