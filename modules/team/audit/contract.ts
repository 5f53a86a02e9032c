import { z } from 'zod'
import { call } from '#core/http/contract.ts'

export const listAuditCall = call({
  method: 'GET',
  path: '/api/audit',
  permission: 'audit.read',
  summary: 'Who did what to which record, newest first',
  query: z.object({
    actor: z.string().max(100).optional(),
    action: z.string().max(200).optional(),
    customer: z.uuid().optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        entryId: z.string(),
        at: z.iso.datetime(),
        actorKind: z.string(),
        actorId: z.string(),
        actorName: z.string(),
        action: z.string(),
        target: z.string().nullable(),
        customerId: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
        requestId: z.string().nullable(),
        address: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  personal: true,
  errors: ['cursor_invalid', 'company_wide_only'],
})

export const listAuditActionsCall = call({
  method: 'GET',
  path: '/api/audit/actions',
  permission: 'audit.read',
  summary: 'Every action the audit log knows, for its filter',
  reply: z.object({ items: z.array(z.string()) }),
  errors: ['company_wide_only'],
})
