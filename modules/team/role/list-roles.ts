import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { rightsOf } from '../access/role-rights.ts'
import { ROLES } from '../staff/contract.ts'
import { type listPermissionsCall, type listRolesCall, MASKABLE } from './contract.ts'

/** The roles as they are now. */
export async function listRoles(ctx: Context): Promise<ReplyOf<typeof listRolesCall>> {
  const { rows } = await sql<{ role: string; version: number }>`select role, version from team.role_rights`.execute(
    ctx.db,
  )
  const versions = new Map(rows.map((row) => [row.role, row.version]))
  const items = []
  for (const role of ROLES) {
    const { permissions, masked } = await rightsOf(ctx, role)
    items.push({
      role,
      permissions: [...permissions].sort(),
      masked: [...masked].sort(),
      fixed: role === 'owner',
      version: versions.get(role) ?? 0,
    })
  }
  return { items, maskable: [...MASKABLE] }
}

/** Every permission that the rooms declare. */
export async function listPermissions(ctx: Context): Promise<ReplyOf<typeof listPermissionsCall>> {
  return {
    items: ctx.house.rooms.flatMap((room) =>
      Object.entries(room.permissions ?? {}).map(([name, { allows, roles }]) => ({
        name,
        room: room.name,
        allows,
        roles: ['owner', ...roles],
      })),
    ),
  }
}
