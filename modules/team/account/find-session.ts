import { sql } from 'kysely'
import { companyCurrency, companyName, homeCountry, timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { readSetting } from '#core/settings.ts'
import type { findSessionCall } from '../sign-in/contract.ts'
import type { Exchange } from '../sign-in/serve-exchange.ts'

/** Who is signed in and what the desk must know to show itself. */
export async function findOwnSession({
  house,
  actor,
}: Exchange<typeof findSessionCall>): Promise<ReplyOf<typeof findSessionCall>> {
  const permissions = new Set(actor.grants.flatMap((grant) => [...grant.permissions]))
  const everywhere = actor.grants.some((grant) => grant.units === 'all')
  const units = actor.grants.flatMap((grant) => (grant.units === 'all' ? [] : grant.units))
  return house.asSystem('team.session', async (ctx) => {
    const { email, ...account } = await accountOf(ctx, actor.id, actor.via)
    return {
      actor: {
        kind: actor.kind === 'key' ? ('key' as const) : ('staff' as const),
        id: actor.id,
        name: actor.name,
        ...(email && { email }),
      },
      permissions: [...permissions].sort(),
      units: everywhere ? ('all' as const) : [...new Set(units)].sort((a, b) => a - b),
      masked: [...new Set(actor.grants.flatMap((grant) => [...grant.masked]))].sort(),
      language: actor.language,
      company: {
        name: await readSetting(ctx, companyName),
        currency: await readSetting(ctx, companyCurrency),
        timeZone: await readSetting(ctx, timeZone),
        country: await readSetting(ctx, homeCountry),
      },
      empty: await isEmpty(ctx),
      ...account,
    }
  })
}

interface Account {
  email: string | null
  twoFactor: boolean
  passwordSet: boolean
  sudoUntil: string | null
}

async function accountOf(ctx: Context, staffId: string, via = ''): Promise<Account> {
  const { rows } = await sql<Omit<Account, 'sudoUntil'> & { sudo_until: Date | null }>`
    select s.email, f.confirmed_at is not null as "twoFactor", p.hash is not null as "passwordSet",
      (select sudo_until from team.sessions where 'session:' || session_id = ${via} and sudo_until > now()) as sudo_until
    from team.staff s left join team.passwords p using (staff_id) left join team.second_factors f using (staff_id)
    where s.staff_id = ${staffId}`.execute(ctx.db)
  if (!rows[0]) return { email: null, twoFactor: false, passwordSet: false, sudoUntil: null }
  const { sudo_until, ...account } = rows[0]
  return { ...account, sudoUntil: sudo_until?.toISOString() ?? null }
}

// The customers live on a higher floor; a house without that room is empty.
async function isEmpty(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('facts.customers') is not null as there`.execute(
    ctx.db,
  )
  if (!rows[0]?.there) return true
  const found = await sql`select 1 from facts.customers where listed limit 1`.execute(ctx.db)
  return found.rows.length === 0
}
