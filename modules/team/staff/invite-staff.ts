import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import { requireGrantable } from '../access/require-grantable.ts'
import { emailKey } from '../sign-in/email-key.ts'
import { makeLink } from '../sign-in/link.ts'
import { mailText, sendMail } from '../sign-in/send-mail.ts'
import type { inviteStaffCall } from './contract.ts'
import { findMember } from './find-member.ts'
import { putRoles } from './put-roles.ts'

export interface Invited {
  staffId: string
  link: string | null
  mailed: boolean
}

/** Adds a member of staff who chooses a password by link: mailed when there is a mail server, else answered once. */
export async function inviteStaff(ctx: Context, input: InputOf<typeof inviteStaffCall>): Promise<Invited> {
  const staffId = await addMember(ctx, input)
  return sendInvitation(ctx, staffId)
}

/** The row and roles of a new member of staff. @throws 409 `staff_exists` */
export async function addMember(ctx: Context, input: InputOf<typeof inviteStaffCall>): Promise<string> {
  requireCompanyWide(ctx)
  const { email, roles, name = email.split('@')[0], language = 'zh-CN' } = input
  await requireGrantable(
    ctx,
    roles.map((role) => role.role),
  )
  const staffId = uuid7()
  const { rows } = await sql`
    insert into team.staff (staff_id, email, email_key, name, language)
    values (${staffId}, ${email}, ${emailKey(email)}, ${name}, ${language})
    on conflict (email_key) do nothing returning 1`.execute(ctx.db)
  if (rows.length === 0) throw refused('staff_exists', 'Somebody with this e-mail address is here already.')
  await putRoles(ctx, staffId, roles)
  audit(ctx, 'team.staff.invited', { target: staffId, details: { after: { email, name, roles } } })
  return staffId
}

/** Invites again somebody who has no password yet. */
export async function inviteAgain(ctx: Context, { staffId }: { staffId: string }): Promise<Invited> {
  requireCompanyWide(ctx)
  const member = await findMember(ctx, staffId)
  if (!member) throw notFound('staff')
  if (member.state === 'active') throw refused('password_set', 'This person has a password already.')
  if (member.state === 'disabled') throw refused('staff_disabled', 'This person is disabled.')
  await requireGrantable(
    ctx,
    member.roles.map((role) => role.role),
  )
  audit(ctx, 'team.staff.invited_again', { target: staffId })
  return sendInvitation(ctx, staffId)
}

async function sendInvitation(ctx: Context, staffId: string): Promise<Invited> {
  if (!process.env.SMTP_URL) return { staffId, link: await makeLink(ctx, 'invite', staffId), mailed: false }
  queueJob(ctx, mailInvitation, { staffId }, { attempts: 5 })
  return { staffId, link: null, mailed: true }
}

/** Makes the link when the mail goes out, so that the secret never waits in the queue. */
export const mailInvitation = defineJob({
  name: 'team.mail-invitation',
  payload: z.object({ staffId: z.uuid() }),
  run: async (house, { staffId }) => {
    const made = await house.asSystem('team.mail-invitation', async (ctx) => {
      const member = await findMember(ctx, staffId)
      if (member?.state !== 'invited' || member.email === null) return null
      return { to: member.email, ...mailText('invite', member.language, await makeLink(ctx, 'invite', staffId)) }
    })
    if (made) await sendMail(house, made)
  },
})
