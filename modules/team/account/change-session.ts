import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { forgetActors } from '../access/remembered-actors.ts'
import type { changeSessionCall } from '../sign-in/contract.ts'
import { asPerson, type Exchange } from '../sign-in/serve-exchange.ts'
import { ownSession } from './own-session.ts'

/** Changes my own name or language. */
export async function changeOwnSession(exchange: Exchange<typeof changeSessionCall>): Promise<void> {
  const { person } = ownSession(exchange.actor)
  const { name, language } = exchange.input
  await asPerson(exchange, person, async (ctx) => {
    const before = await sql<{ name: string; language: string }>`
      select name, language from team.staff where staff_id = ${person.id} for update`.execute(ctx.db)
    await sql`
      update team.staff set name = coalesce(${name ?? null}, name), language = coalesce(${language ?? null}, language),
        version = version + 1
      where staff_id = ${person.id}`.execute(ctx.db)
    audit(ctx, 'team.staff.changed_self', {
      target: person.id,
      details: { before: before.rows[0], after: { name, language } },
    })
  })
  forgetActors(exchange.house)
}
