import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { lockCustomers } from '../customer/lock-customers.ts'
import { queueSegments } from '../segment/segment-jobs.ts'

const CHUNK = 1000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Copies scores, class, revenue and profit of these customers from the analysis; rows that don't change are left alone. */
export async function copyScores(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await lockCustomers(ctx, customerIds)
  const { rows } = await sql<{ customer_id: string }>`
    update customers.customers c set recency_score = m.recency_score, frequency_score = m.frequency_score,
      money_score = m.money_score, class = m.class, revenue_micro = m.revenue, profit_micro = m.profit
    from (
      select k.customer_id, s.recency_score, s.frequency_score, s.money_score, s.class,
        coalesce(s.revenue_micro, k.revenue_micro) as revenue, coalesce(s.profit_micro, 0) as profit
      from customers.customers k left join facts.customer_scores s on s.customer_id = k.customer_id
      where k.customer_id = any(${customerIds}::uuid[])
    ) m
    where c.customer_id = m.customer_id
      and (c.recency_score, c.frequency_score, c.money_score, c.class, c.revenue_micro, c.profit_micro)
        is distinct from (m.recency_score, m.frequency_score, m.money_score, m.class, m.revenue, m.profit)
    returning c.customer_id`.execute(ctx.db)
  queueSegments(
    ctx,
    rows.map((row) => row.customer_id),
  )
}

/** After an analysis of everybody: copies in steps, each a short transaction, so that nobody's edit waits for long. */
export const copyAllScores = defineJob({
  name: 'customers.copy-all-scores',
  payload: z.object({ after: z.uuid().default(NOBODY) }),
  run: async (house, payload, { signal }) => {
    let after: string | null = payload.after
    while (after !== null && !signal.aborted) {
      const last: string = after
      after = await house.asSystem('customers.copy-all-scores', (ctx) => copyNext(ctx, last))
    }
    // Stopped half way: the rest is done when the job runs again.
    if (after !== null) throw new Error('stopped before all scores were copied')
  },
})

async function copyNext(ctx: Context, after: string): Promise<string | null> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customers.customers where customer_id > ${after}::uuid and stage <> 'anonymous'
    order by customer_id limit ${CHUNK}`.execute(ctx.db)
  await copyScores(
    ctx,
    rows.map((row) => row.customer_id),
  )
  const last = rows.at(-1)?.customer_id
  if (rows.length === CHUNK && last) return last
  tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  return null
}
