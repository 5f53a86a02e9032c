import { z } from 'zod'
import { call } from '#core/http/contract.ts'

/** What can be taken out, and as what. */
export const exportKinds = ['customers', 'orders', 'interactions', 'products'] as const
export const exportFormats = ['csv', 'xlsx'] as const
export type ExportKind = (typeof exportKinds)[number]
export type ExportFormat = (typeof exportFormats)[number]

/** Names the shop whose references stand bare in the file; the importer's own default. */
const source = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N} ._-]{1,60}$/u)
  .default('shop')

export const wishShape = z.object({
  /** As in `GET /api/customers`: whose rows go out. Without any restriction: everybody's. */
  filter: z.string().max(8000).optional(),
  q: z.string().max(200).optional(),
  segment: z.int().min(1).max(2_147_483_647).optional(),
  customerIds: z.array(z.uuid()).min(1).max(5000).optional(),
  source,
})
export type Wish = z.output<typeof wishShape>

export const startExportCall = call({
  method: 'POST',
  path: '/api/exports',
  cost: 100,
  // Which of customers.export, orders.export, interactions.export and products.export it takes depends on `what`.
  permission: 'signed-in',
  summary:
    'Write customers, order lines, interactions or products into a file that an import reads; a task shows how far it is',
  body: wishShape.extend({
    what: z.enum(exportKinds),
    format: z.enum(exportFormats).default('csv'),
  }),
  reply: z.object({ exportId: z.uuid(), taskId: z.uuid() }),
  errors: [
    'filter_invalid',
    'field_masked',
    'segment_not_found',
    'invalid_json',
    'too_deep',
    'forbidden_name',
    'forbidden_character',
    'exports_running',
  ],
})

export const findExportCall = call({
  method: 'GET',
  path: '/api/exports/:exportId',
  permission: 'signed-in',
  summary: 'One of my exports; when it is done, with a link to its file that holds for 15 minutes and for me alone',
  params: z.object({ exportId: z.uuid() }),
  reply: z.object({
    exportId: z.uuid(),
    taskId: z.uuid(),
    what: z.enum(exportKinds),
    format: z.enum(exportFormats),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    rows: z.int(),
    size: z.int(),
    sha256: z.string().nullable(),
    /** `GET /api/exports/{exportId}/file?link=…`; null until the file is whole. */
    link: z.string().nullable(),
    createdAt: z.iso.datetime(),
  }),
  // The last two are of the file's address.
  errors: ['export_not_found', 'export_link_expired', 'export_rights_changed', 'export_rights_lost'],
})
