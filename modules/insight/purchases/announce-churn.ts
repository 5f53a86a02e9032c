import { sql } from 'kysely'
import { z } from 'zod'
import { announce } from '#core/events/announce.ts'
import { defineJob } from '#core/jobs/job.ts'
import { churnChanged } from '../events.ts'
import type { ChurnLevel } from './churn-rule.ts'

const BATCH = 1000

interface Change {
  customerId: string
  from: ChurnLevel | null
  to: ChurnLevel
  risk: number
  asOf: string
}

/** Tells whose churn level changed, a thousand a transaction: marked as told in the transaction that tells. */
export const announceChurn = defineJob({
  name: 'insight.announce-churn',
  payload: z.object({}),
  run: async (house, _payload, { signal }) => {
    for (let told = BATCH; told === BATCH && !signal.aborted; ) {
      told = await house.asSystem('insight.announce-churn', async (ctx) => {
        const { rows } = await sql<Change>`
          update insight.churn_changes set announced = true
          where (customer_id, changed_at) in (
            select customer_id, changed_at from insight.churn_changes where not announced
            order by changed_at limit ${BATCH} for update)
          returning customer_id as "customerId", previous_level as "from", level as "to", risk, as_of as "asOf"`.execute(
          ctx.db,
        )
        if (rows.length > 0) announce(ctx, churnChanged, { changes: rows })
        return rows.length
      })
    }
  },
})
