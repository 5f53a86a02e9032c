import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { type Heard, type Reaction, react } from '#core/events/react.ts'
import { queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { productChanged, productsImported } from '#modules/catalogue/events.ts'
import { customerChanged, customersChanged } from '#modules/customers/events.ts'
import { orderChanged, orderPlaced, ordersImported, ordersMoved } from '#modules/orders/events.ts'
import { settingChanged } from '#modules/team/events.ts'
import { rateStock } from './demand/rate-stock.ts'
import { predictionsComputed, scoresComputed } from './events.ts'
import { refreshFactsOf, refreshFactsSoon } from './explore/facts/facts-jobs.ts'
import { refreshCells } from './overview/refresh-cells.ts'
import { forgetJoined } from './predict/forget-joined.ts'
import { moveUnits } from './score/move-units.ts'
import { scoreCustomers } from './score/score-customers.ts'
import { usageCellsSoon, usageNow, usageSoon } from './usage/usage-jobs.ts'
import { usageRuleSetting } from './usage/usage-rule.ts'
import { valueCellsSoon } from './value/value-cells-job.ts'

/** An import writes batch after batch: the analysis waits until it has been quiet for so long. */
const QUIET_MS = 15_000
const REFRESH_MS = 3000
/** What worth, classes and days are made of beside the orders. */
const SETTINGS = new Set([
  'company.currency',
  'company.time_zone',
  'company.exchange_rates',
  'orders.serving_rates',
  'insight.class_rule',
  'insight.churn',
  'insight.yearly_discount',
])

export const reactions: Reaction[] = [
  react(orderPlaced, 'insight.score-placed', scoreBuyers),
  react(orderChanged, 'insight.score-changed', scoreBuyers),
  react(ordersMoved, 'insight.score-moved', async (ctx, events) => {
    if (events.some(({ payload }) => payload.units)) return analyseSoon(ctx, REFRESH_MS)
    const ids = [...new Set(events.flatMap(({ payload }) => payload.customerIds))]
    await scoreCustomers(ctx, ids)
    await forgetJoined(ctx, ids)
    valueCellsSoon(ctx)
    refreshFactsOf(ctx, ids)
    await refreshCells(ctx)
    usageSoon(ctx)
  }),
  react(ordersImported, 'insight.analyse-imported', async (ctx) => analyseSoon(ctx, QUIET_MS)),
  // The importing connector stands outside the modules; its event is known by name only.
  { name: 'insight.analyse-after-run', to: 'imports.run.finished', handle: async (ctx) => analyseSoon(ctx, 0) },
  react(settingChanged, 'insight.analyse-setting', async (ctx, events) => {
    if (events.some(({ payload }) => SETTINGS.has(payload.name))) analyseSoon(ctx, 0)
    if (events.some(({ payload }) => payload.name === usageRuleSetting.name)) usageNow(ctx)
  }),
  react(scoresComputed, 'insight.facts-after-analysis', async (ctx, events) => {
    // Once, and not beside the models: both read every line.
    if (events.some(({ payload }) => payload.customerIds === null && !payload.predictionsFollow)) refreshFactsSoon(ctx)
  }),
  react(predictionsComputed, 'insight.facts-after-predictions', async (ctx) => refreshFactsSoon(ctx)),
  react(productChanged, 'insight.rate-changed-stock', rateStocks),
  react(productsImported, 'insight.rate-imported-stock', async (ctx) => rateStocks(ctx, [])),
  react(customerChanged, 'insight.move-unit', async (ctx, events) => {
    if (events.some(tellsArchived)) {
      await refreshCells(ctx)
      usageCellsSoon(ctx)
      valueCellsSoon(ctx)
    }
    await moveUnits(
      ctx,
      events.filter(tellsUnits).map((event) => event.payload.customerId),
    )
  }),
  react(customersChanged, 'insight.move-units', async (ctx, events) => {
    await moveUnits(
      ctx,
      events.filter(tellsUnits).flatMap((event) => event.payload.customerIds),
    )
  }),
]

/** Stocks of changed products are judged anew; a file may have changed any, and comes in many batches. */
async function rateStocks(ctx: Context, changed: readonly Heard<{ productId: string }>[]): Promise<void> {
  if (changed.length > 0)
    return rateStock(
      ctx,
      changed.map(({ payload }) => payload.productId),
    )
  const runAt = new Date(ctx.now.getTime() + QUIET_MS)
  queueJob(ctx, { name: 'insight.rate-stock' }, {}, { key: 'insight.rate-stock', runAt })
}

const tellsArchived = (event: Heard<{ fields: string[] }>) => event.payload.fields.includes('archivedAt')

const tellsUnits = (event: Heard<{ fields: string[] }>) => event.payload.fields.includes('unitIds')

function analyseSoon(ctx: Context, wait: number): void {
  queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse', runAt: new Date(ctx.now.getTime() + wait) })
}

/** Scores the customers of these events now, and brings the sums of the months of their orders up to date soon. */
async function scoreBuyers(ctx: Context, events: Heard<{ orderId: string }>[]): Promise<void> {
  const ids = [...new Set(events.flatMap((event) => event.customerId ?? []))]
  if (ids.length > 0) await scoreCustomers(ctx, ids)
  refreshFactsOf(
    ctx,
    ids,
    events.map((event) => event.payload.orderId),
  )
  const zone = await readSetting(ctx, timeZone)
  const { rows } = await sql<{ month: string }>`
    select distinct date_trunc('month', ordered_at at time zone ${zone})::date as month
    from facts.orders where customer_id = any(${ids}::uuid[]) and order_id = any(${events.map((event) => event.payload.orderId)}::uuid[])`.execute(
    ctx.db,
  )
  for (const { month } of rows) {
    const runAt = new Date(ctx.now.getTime() + REFRESH_MS)
    queueJob(
      ctx,
      { name: 'insight.refresh' },
      { month },
      { key: `insight.refresh ${month}`, keyMode: 'preserve_run_at', runAt },
    )
  }
}
