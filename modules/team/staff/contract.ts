import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { emailPattern } from '../sign-in/email-pattern.ts'

export const ROLES = ['owner', 'manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor'] as const

const email = z.string().trim().max(254).regex(emailPattern, 'Not an e-mail address')
const name = z.string().trim().min(1).max(120)
const roles = z
  .array(z.object({ role: z.enum(ROLES), unitId: z.int().min(1) }).strict())
  .min(1)
  .max(50)

const member = z.object({
  staffId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  language: z.string(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: z.int(), unitName: z.string() })),
  /** Invited: has no password yet. */
  state: z.enum(['active', 'invited', 'disabled']),
  twoFactor: z.boolean(),
  /** When they were last at work here. */
  seenAt: z.iso.datetime().nullable(),
  version: z.int(),
})

export const listStaffCall = call({
  method: 'GET',
  path: '/api/staff',
  permission: 'staff.manage',
  summary: 'Members of staff, newest first',
  query: z.object({
    search: z.string().trim().max(100).optional(),
    /** One state or several, separated by commas. */
    state: z
      .string()
      .regex(/^(active|invited|disabled)(,(active|invited|disabled))*$/)
      .optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(member), next: z.string().nullable() }),
  errors: ['company_wide_only'],
})

export const listColleaguesCall = call({
  method: 'GET',
  path: '/api/colleagues',
  permission: 'signed-in',
  summary: 'Names of the people I work with, for choosing who looks after a customer',
  reply: z.object({ items: z.array(z.object({ staffId: z.string(), name: z.string() })) }),
})

const invited = z.object({
  staffId: z.string(),
  /** To be handed over by whoever invited; null when a mail was sent instead. */
  link: z.string().nullable(),
  mailed: z.boolean(),
})

export const inviteStaffCall = call({
  method: 'POST',
  path: '/api/staff',
  permission: 'staff.manage',
  summary: 'Invite somebody; the link works once, for seven days',
  body: z.object({ email, name: name.optional(), roles, language: z.enum(['zh-CN', 'en']).optional() }),
  reply: invited,
  errors: ['staff_exists', 'role_above_yours', 'unit_not_found', 'dealer_needs_unit', 'company_wide_only'],
})

export const inviteAgainCall = call({
  method: 'POST',
  path: '/api/staff/:staffId/invite',
  permission: 'staff.manage',
  summary: 'A new invitation; the older link ends',
  params: z.object({ staffId: z.uuid() }),
  reply: invited,
  errors: ['staff_not_found', 'password_set', 'staff_disabled', 'role_above_yours', 'company_wide_only'],
})

export const changeStaffCall = call({
  method: 'PATCH',
  path: '/api/staff/:staffId',
  permission: 'staff.manage',
  summary: 'Change name, e-mail, roles; disable or enable. Ends the sessions and keys of the person when rights change',
  params: z.object({ staffId: z.uuid() }),
  body: z.object({
    name: name.optional(),
    email: email.optional(),
    roles: roles.optional(),
    disabled: z.boolean().optional(),
  }),
  reply: member,
  versioned: true,
  errors: [
    'staff_not_found',
    'staff_exists',
    'role_above_yours',
    'unit_not_found',
    'dealer_needs_unit',
    'last_owner',
    'company_wide_only',
  ],
})
