import { sql } from 'kysely'
import { z } from 'zod'
import { announce } from '#core/events/announce.ts'
import { defineJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { needsDue } from '../events.ts'
import { needsSetting } from './lead-days.ts'

export const ANNOUNCE = 'insight.announce-needs'
const BATCH = 1000

interface Due {
  customerId: string
  category: string
  dueOn: string
  low: string
  high: string
}

/**
 * Tells of purchases that have come due, or will within the lead days of the setting: each once, until the customer buys
 * that category again. A thousand a transaction, marked as told in the transaction that tells. Who is probably lost is not told.
 */
export const announceNeeds = defineJob({
  name: ANNOUNCE,
  payload: z.object({ asOf: z.iso.date() }),
  run: async (house, { asOf }, { signal }) => {
    for (let told = BATCH; told === BATCH && !signal.aborted; ) {
      told = await house.asSystem(ANNOUNCE, async (ctx) => {
        const { leadDays } = await readSetting(ctx, needsSetting)
        const { rows } = await sql<Due>`
          update insight.needs set told = true
          where (customer_id, category) in (
            select customer_id, category from insight.needs
            where not told and state in ('soon', 'due', 'overdue') and due_on <= ${asOf}::date + ${leadDays}::int
            order by due_on limit ${BATCH} for update)
          returning customer_id as "customerId", category, next_on as "dueOn", low_on as low, high_on as high`.execute(
          ctx.db,
        )
        if (rows.length > 0) announce(ctx, needsDue, { asOf, needs: rows })
        return rows.length
      })
    }
  },
})
