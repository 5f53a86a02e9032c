import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { refreshChanged } from './refresh-changed.ts'
import { refreshFacts } from './refresh-facts.ts'
import { tellFresh } from './tell-fresh.ts'

/** Whoever writes facts does so in this queue: one after another, so that nobody writes a customer twice. */
const QUEUE = 'insight.facts'
const WAIT_MS = 1500

/** Brings the facts of all customers up to date, soon and in the background. */
export function refreshFactsSoon(ctx: Context): void {
  queueJob(ctx, { name: 'insight.facts' }, {}, { key: 'insight.facts', queue: QUEUE })
}

/** The same for the orders of these customers; of anonymous sales for these orders alone. */
export function refreshFactsOf(ctx: Context, customerIds: readonly string[], orderIds: readonly string[] = []): void {
  for (let at = 0; at < Math.max(customerIds.length, orderIds.length); at += 1000) {
    const payload = { customerIds: customerIds.slice(at, at + 1000), orderIds: orderIds.slice(at, at + 1000) }
    queueJob(ctx, { name: 'insight.facts-of' }, payload, { queue: QUEUE, runAt: new Date(ctx.now.getTime() + WAIT_MS) })
  }
}

export const factsJob = defineJob({
  name: 'insight.facts',
  payload: z.object({}),
  run: async (house, _, { signal }) => {
    await refreshChanged(house, signal)
  },
})

export const factsOfJob = defineJob({
  name: 'insight.facts-of',
  payload: z.object({ customerIds: z.array(z.uuid()), orderIds: z.array(z.uuid()) }),
  run: async (house, { customerIds, orderIds }) => {
    await house.asSystem('insight.facts-of', async (ctx) => {
      await refreshFacts(ctx, { customerIds: await peopleOf(ctx, customerIds), anonymousOrderIds: orderIds })
      await tellFresh(ctx, { isWhole: false })
    })
  },
})

/** Without the one record of all anonymous sales. */
async function peopleOf(ctx: Context, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${customerIds}::uuid[]) id
    where not exists (select from facts.customers c where c.customer_id = id and c.stage = 'anonymous')`.execute(ctx.db)
  return rows.map((row) => row.id)
}
