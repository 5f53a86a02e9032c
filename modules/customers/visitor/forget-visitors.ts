import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { defineSetting, readSetting } from '#core/settings.ts'

const CHUNK = 500

/** Days after their last visit for which visitors nobody knows are remembered. */
export const visitorDays = defineSetting({
  name: 'customers.visitor_days',
  schema: z.int().min(1).max(3650),
  fallback: 90,
  permission: 'settings.change',
})

/** Forgets visitors who never became anybody and did not come back: the record and everything that hangs on it. */
export const forgetVisitors = defineJob({
  name: 'customers.forget-visitors',
  payload: z.object({}),
  cron: '40 2 * * *',
  run: async (house, _payload, { signal }) => {
    for (let gone = CHUNK; gone === CHUNK && !signal.aborted; ) {
      gone = await house.asSystem('customers.forget-visitors', async (ctx) => {
        const days = await readSetting(ctx, visitorDays)
        const { rows } = await sql`
          delete from customers.customers where customer_id in (
            select c.customer_id from customers.customers c
            where c.stage = 'visitor' and coalesce(c.last_interaction_at, c.created_at) < now() - make_interval(days => ${days})
              and not exists (select from customers.customers m where m.merged_into = c.customer_id)
            order by c.customer_id limit ${CHUNK} for update skip locked)
          returning 1`.execute(ctx.db)
        return rows.length
      })
    }
  },
})
