import { sql } from 'kysely'
import { z } from 'zod'
import { forgetKeys } from '#core/http/idempotency.ts'
import { defineJob } from '#core/jobs/job.ts'
import { IDLE_SECONDS } from './session.ts'

/** Removes what ended: sessions, links, counted attempts, keys of requests, browsers not seen for a year. */
export const cleanUpSignIn = defineJob({
  name: 'team.clean-up-sign-in',
  payload: z.object({}),
  cron: '17 * * * *',
  run: (house) =>
    house.asSystem('team.clean-up-sign-in', async (ctx) => {
      await sql`delete from team.sessions
        where expires_at < now() or seen_at < now() - make_interval(secs => ${IDLE_SECONDS})`.execute(ctx.db)
      await sql`delete from team.links where expires_at < now()`.execute(ctx.db)
      await sql`delete from team.throttles where until < now()`.execute(ctx.db)
      await forgetKeys(ctx)
      await sql`delete from team.devices where seen_at < now() - interval '1 year'`.execute(ctx.db)
    }),
})
