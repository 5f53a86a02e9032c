import { sql } from 'kysely'
import type { House } from '#core/house.ts'
import type { Role } from '#core/module.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { emailKey } from '../sign-in/email-key.ts'
import { hashPassword } from '../sign-in/password-hash.ts'
import { setPassword } from '../sign-in/set-password.ts'

export const PASSWORD = 'correct horse battery'

/** A member of staff for tests, with a password and a role. */
export async function addPerson(house: House, email: string, role: Role = 'agent', unitId = 1): Promise<string> {
  const hash = await hashPassword(PASSWORD)
  return house.asSystem('test', async (ctx) => {
    const staffId = uuid7()
    await sql`insert into team.staff (staff_id, email, email_key, name)
      values (${staffId}, ${email}, ${emailKey(email)}, ${email.split('@')[0]})`.execute(ctx.db)
    await sql`insert into team.staff_roles (staff_id, role, unit_id) values (${staffId}, ${role}, ${unitId})`.execute(
      ctx.db,
    )
    await setPassword(ctx, staffId, hash)
    return staffId
  })
}
