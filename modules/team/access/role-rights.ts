import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { Role } from '#core/module.ts'

export interface Rights {
  permissions: ReadonlySet<string>
  masked: ReadonlySet<string>
}

/** Field classes a role sees masked until the company says otherwise. */
const MASKED_BY_DEFAULT: Partial<Record<Role, readonly string[]>> = {
  analyst: ['phone', 'email', 'address', 'name'],
  marketer: ['phone', 'email'],
}

/** What a role may do: the company's own choice, else the defaults that the rooms declare. */
export async function rightsOf(ctx: Context, role: Role): Promise<Rights> {
  const declared = ctx.house.rooms.flatMap((room) => Object.entries(room.permissions ?? {}))
  if (role === 'owner') return { permissions: new Set(declared.map(([name]) => name)), masked: new Set() }
  const { rows } = await sql<{ permissions: string[]; masked: string[] }>`
    select permissions, masked from team.role_rights where role = ${role}`.execute(ctx.db)
  if (rows[0]) return { permissions: new Set(rows[0].permissions), masked: new Set(rows[0].masked) }
  const mine = declared.filter(([, permission]) => permission.roles.includes(role)).map(([name]) => name)
  return { permissions: new Set(mine), masked: new Set(MASKED_BY_DEFAULT[role]) }
}
