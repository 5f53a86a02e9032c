import { z } from 'zod'
import { call } from '#core/http/contract.ts'

/** One or several: `?action=a&action=b`. */
const some = z.union([z.string().max(200), z.array(z.string().max(200)).max(50)])
/** A moment, or a day of the company. */
const when = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

export const listAuditCall = call({
  method: 'GET',
  path: '/api/audit',
  permission: 'audit.read',
  summary: 'Who did what to which record, newest first',
  query: z.object({
    actor: some.optional(),
    action: some.optional(),
    customer: z.uuid().optional(),
    from: when.optional(),
    /** A day is taken whole. */
    to: when.optional(),
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
        /** The record it is about; its name is null where the caller may not see it, or it is gone. */
        about: z
          .object({
            kind: z.enum(['customer', 'order', 'product', 'segment', 'staff', 'unit', 'key', 'import', 'setting']),
            id: z.string(),
            name: z.string().nullable(),
          })
          .nullable(),
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
