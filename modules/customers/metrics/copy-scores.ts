import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import { inLanes } from '#core/jobs/in-lanes.ts'
import { defineJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { lockCustomers } from '../customer/lock-customers.ts'
import { queueEverySegment, queuePredictionSegments, queueSegments } from '../segment/segment-jobs.ts'

const NAME = 'customers.copy-all-scores'
const CHUNK = 1000
const LANES = 2
/** Segments of more customers are sooner evaluated for everybody than for each thousand. */
const MANY = 4000
const WHILE_MS = 300_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Copies scores, class, revenue and profit of these customers from the analysis; who has no score keeps what their
 * orders bring in the company's currency of today. Rows that don't change are left alone; gives those that did: their
 * segments are to be looked at.
 */
export async function copyScores(ctx: Context, customerIds: readonly string[]): Promise<string[]> {
  if (customerIds.length === 0) return []
  await lockCustomers(ctx, customerIds)
  const ids = sql`${customerIds}::uuid[]`
  const { rows } = await sql<{ customer_id: string }>`
    update customers.customers c set recency_score = m.recency_score, frequency_score = m.frequency_score,
      money_score = m.money_score, class = m.class, revenue_micro = m.revenue, profit_micro = m.profit,
      revenue_known = m.revenue_known, profit_known = m.profit_known
    from (
      select k.customer_id, s.recency_score, s.frequency_score, s.money_score, s.class,
        coalesce(s.revenue_micro, o.revenue_micro, 0) as revenue, coalesce(s.profit_micro, 0) as profit,
        coalesce(o.unrated_orders, 0) = 0 as revenue_known,
        case when s.customer_id is null then o.customer_id is null else s.profit_micro is not null end as profit_known
      from customers.customers k
      left join (select * from facts.customer_scores where customer_id = any(${ids})) s on s.customer_id = k.customer_id
      left join (
        select * from facts.customer_orders where customer_id = any(array(
          select id from unnest(${ids}) id
          where not exists (select from facts.customer_scores x where x.customer_id = id and x.customer_id = any(${ids}))))
      ) o on o.customer_id = k.customer_id
      where k.customer_id = any(${ids})
    ) m
    where c.customer_id = m.customer_id
      and (c.recency_score, c.frequency_score, c.money_score, c.class, c.revenue_micro, c.profit_micro, c.revenue_known,
        c.profit_known)
        is distinct from (m.recency_score, m.frequency_score, m.money_score, m.class, m.revenue, m.profit,
          m.revenue_known, m.profit_known)
    returning c.customer_id`.execute(ctx.db)
  return rows.map((row) => row.customer_id)
}

/** After an analysis of everybody: copies in steps, each a short transaction, so that nobody's edit waits for long. */
export const copyAllScores = defineJob({
  name: NAME,
  payload: z.object({}),
  run: async (house, _payload, { signal }) => {
    const ends = await house.asSystem(NAME, listEnds)
    let moved = 0
    await inLanes(ends, LANES, async (range) => {
      // Stopped half way: all is looked at when the job runs again, and what was copied differs no more.
      signal.throwIfAborted()
      await house.asSystem(NAME, async (ctx) => {
        const changed = await copyRange(ctx, range)
        moved += changed.length
        if (moved <= MANY) queueSegments(ctx, changed)
        // At the end; should this job not come so far, in a while.
        else await queueEverySegment(ctx, WHILE_MS)
      })
    })
    await house.asSystem(NAME, async (ctx) => {
      if (moved > MANY) await queueEverySegment(ctx)
      else await queuePredictionSegments(ctx)
      tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
    })
  },
})

interface Range {
  /** The customer before the first. */
  after: string
  last: string
}

/** Everybody who is known, in ranges of a thousand. */
async function listEnds(ctx: Context): Promise<Range[]> {
  const { rows } = await sql<Range>`
    with ends as (
      select customer_id, row_number() over (order by customer_id) as place, count(*) over () as size
      from customers.customers where stage <> 'anonymous'
    )
    select coalesce(lag(customer_id) over (order by customer_id), ${NOBODY}::uuid) as after, customer_id as last
    from ends where place % ${CHUNK} = 0 or place = size order by customer_id`.execute(ctx.db)
  return rows
}

async function copyRange(ctx: Context, { after, last }: Range): Promise<string[]> {
  await writeBehind(ctx)
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customers.customers
    where customer_id > ${after}::uuid and customer_id <= ${last}::uuid and stage <> 'anonymous'
    order by customer_id`.execute(ctx.db)
  return copyScores(
    ctx,
    rows.map((row) => row.customer_id),
  )
}
