import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { ROLES } from '../staff/contract.ts'

/** Classes of fields that a role may see masked. */
export const MASKABLE = ['name', 'phone', 'email', 'address', 'card', 'birthday'] as const

const role = z.object({
  role: z.enum(ROLES),
  permissions: z.array(z.string()),
  masked: z.array(z.string()),
  /** The owner's rights are fixed. */
  fixed: z.boolean(),
  /** 0: as the rooms declare it. */
  version: z.int(),
})

export const listPermissionsCall = call({
  method: 'GET',
  path: '/api/permissions',
  permission: 'signed-in',
  summary: 'Every permission there is, what it allows, and who holds it at first',
  reply: z.object({
    items: z.array(z.object({ name: z.string(), room: z.string(), allows: z.string(), roles: z.array(z.string()) })),
  }),
})

export const listRolesCall = call({
  method: 'GET',
  path: '/api/roles',
  permission: 'staff.manage',
  summary: 'The roles with their permissions and masked fields',
  reply: z.object({ items: z.array(role), maskable: z.array(z.string()) }),
})

export const changeRoleCall = call({
  method: 'PATCH',
  path: '/api/roles/:role',
  permission: 'staff.manage',
  summary: 'Change what a role may do and which fields it sees masked',
  params: z.object({ role: z.enum(ROLES) }),
  body: z.object({ permissions: z.array(z.string().max(100)).max(500), masked: z.array(z.enum(MASKABLE)) }),
  reply: role,
  versioned: true,
  errors: ['role_fixed', 'permission_unknown', 'role_above_yours', 'company_wide_only', 'sudo_needed', 'session_only'],
})
