import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const unit = z.object({
  unitId: z.int(),
  parentId: z.int().nullable(),
  /** The unit itself and all above it, root first. */
  path: z.array(z.int()),
  kind: z.enum(['company', 'department', 'shop', 'dealer']),
  name: z.string(),
  /** Its name in the company's other systems, as files call it. */
  externalName: z.string().nullable(),
  closed: z.boolean(),
  version: z.int(),
})
const kind = z.enum(['department', 'shop', 'dealer'])
const name = z.string().trim().min(1).max(120)

export const listUnitsCall = call({
  method: 'GET',
  path: '/api/units',
  permission: 'signed-in',
  summary: 'The units I can see, parents before children',
  reply: z.object({ items: z.array(unit) }),
})

export const addUnitCall = call({
  method: 'POST',
  path: '/api/units',
  permission: 'staff.manage',
  summary: 'Add a department, shop or dealer',
  body: z.object({ parentId: z.int().min(1), kind, name, externalName: name.nullable().optional() }),
  reply: unit,
  errors: ['unit_not_found', 'unit_closed', 'external_name_taken', 'company_wide_only'],
})

export const changeUnitCall = call({
  method: 'PATCH',
  path: '/api/units/:unitId',
  permission: 'staff.manage',
  summary: 'Rename, move, close or reopen a unit',
  params: z.object({ unitId: z.coerce.number().int().min(1) }),
  body: z.object({
    name: name.optional(),
    externalName: name.nullable().optional(),
    kind: kind.optional(),
    parentId: z.int().min(1).optional(),
    closed: z.boolean().optional(),
  }),
  reply: unit,
  versioned: true,
  errors: [
    'unit_not_found',
    'unit_closed',
    'unit_inside_itself',
    'unit_has_children',
    'unit_is_company',
    'external_name_taken',
    'company_wide_only',
  ],
})
