import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { react } from '#core/events/react.ts'
import {
  customerChanged,
  customerCreated,
  customersChanged,
  customersImported,
  customersMerged,
  customersUnmerged,
  importReverted,
  interactionsRecorded,
} from '../../events.ts'
import { keepQuality } from './keep-quality.ts'

const keep = (ctx: Context, ids: readonly string[]) => keepQuality(ctx, ids)

/** What may change how complete, valid or fresh a record is, or what a rule would change in it. */
export const qualityReactions = [
  react(customersImported, 'customers.quality-after-import', (ctx, events) =>
    keep(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(importReverted, 'customers.quality-after-revert', (ctx, events) =>
    keep(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(customerCreated, 'customers.quality-after-created', (ctx, events) =>
    keep(
      ctx,
      events.map(({ payload }) => payload.customerId),
    ),
  ),
  react(customerChanged, 'customers.quality-after-change', (ctx, events) =>
    keep(
      ctx,
      events.map(({ payload }) => payload.customerId),
    ),
  ),
  react(customersChanged, 'customers.quality-after-changes', (ctx, events) =>
    keep(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(customersMerged, 'customers.quality-after-merge', (ctx, events) =>
    keep(
      ctx,
      events.flatMap(({ payload }) => [payload.customerId, ...payload.mergedIds]),
    ),
  ),
  react(customersUnmerged, 'customers.quality-after-unmerge', (ctx, events) =>
    keep(
      ctx,
      events.flatMap(({ payload }) => [payload.customerId, payload.formerId]),
    ),
  ),
  react(interactionsRecorded, 'customers.quality-after-interaction', async (ctx, events) =>
    keep(
      ctx,
      await listedOf(
        ctx,
        events.flatMap(({ payload }) => payload.customerIds),
      ),
    ),
  ),
]

/** Events of a web site are mostly of visitors, who have no quality. */
async function listedOf(ctx: Context, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.customers
    where customer_id = any(${[...new Set(customerIds)]}::uuid[]) and listed`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
