import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '#core/access/audit.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import type { forgotPasswordCall } from './contract.ts'
import { emailKey } from './email-key.ts'
import { makeLink } from './link.ts'
import { mailText, sendMail } from './send-mail.ts'
import type { Exchange } from './serve-exchange.ts'
import { addressLimit, countAttempt, privateLimit } from './throttle.ts'

/**
 * Asks for a link to set a new password. Only a job is queued here, for known and unknown addresses alike, so that
 * neither answer nor time tells which it was.
 */
export async function forgotPassword({ house, input, request }: Exchange<typeof forgotPasswordCall>): Promise<void> {
  const key = emailKey(input.email)
  await countAttempt(house, [
    privateLimit('forgot:account', key, 5, 3600),
    addressLimit('forgot', request.ip, 60, 3600),
  ])
  await house.asSystem('team.forgot-password', async (ctx) => {
    queueJob(ctx, sendResetLink, { key }, { attempts: 5 })
  })
}

/** Sends the link to the stored address, never to the typed one. Without a mail server it stands in the log. */
export const sendResetLink = defineJob({
  name: 'team.send-reset-link',
  payload: z.object({ key: z.string() }),
  run: async (house, { key }) => {
    const found = await house.asSystem('team.send-reset-link', async (ctx) => {
      const { rows } = await sql<{ staff_id: string; email: string; language: string }>`
        select staff_id, email, language from team.staff
        where email_key = ${key} and disabled_at is null`.execute(ctx.db)
      if (!rows[0]) return null
      audit(ctx, 'team.reset_link.made', { target: rows[0].staff_id })
      return { ...rows[0], link: await makeLink(ctx, 'reset', rows[0].staff_id) }
    })
    if (!found) return
    const sent = await sendMail(house, { to: found.email, ...mailText('reset', found.language, found.link) })
    if (!sent)
      house.log.warn(
        { staffId: found.staff_id, link: found.link },
        'no SMTP_URL: hand this password link over yourself',
      )
  },
})
