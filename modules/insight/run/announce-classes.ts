import { sql } from 'kysely'
import { z } from 'zod'
import { announce } from '#core/events/announce.ts'
import { defineJob } from '#core/jobs/job.ts'
import { classesChanged } from '../events.ts'
import type { ClassChange } from '../score/put-scores.ts'

const BATCH = 1000

/** Tells of the class changes of an analysis, a thousand a transaction: marked as told in the transaction that tells. */
export const announceClasses = defineJob({
  name: 'insight.announce-classes',
  payload: z.object({}),
  run: async (house, _payload, { signal }) => {
    for (let told = BATCH; told === BATCH && !signal.aborted; ) {
      told = await house.asSystem('insight.announce-classes', async (ctx) => {
        const { rows } = await sql<ClassChange & { asOf: string; at: Date }>`
          update insight.score_history set announced = true
          where (customer_id, changed_at) in (
            select customer_id, changed_at from insight.score_history where not announced
            order by changed_at limit ${BATCH} for update)
          returning customer_id as "customerId", previous_class as "from", class as "to", as_of as "asOf", changed_at as at`.execute(
          ctx.db,
        )
        if (rows.length > 0)
          announce(ctx, classesChanged, { changes: rows.map((row) => ({ ...row, at: row.at.toISOString() })) })
        return rows.length
      })
    }
  },
})
