import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { kinds } from './fields/field.ts'
import { mappingSchema } from './mapping/mapping.ts'

const PERMISSION = 'imports.run'
const runIdParams = z.object({ runId: z.uuid() })

const problem = z.object({ column: z.string(), value: z.string(), reason: z.string() })

export const runReply = z.object({
  id: z.uuid(),
  state: z.enum([
    'uploading',
    'guessed',
    'staging',
    'applying',
    'done',
    'failed',
    'cancelled',
    'reverting',
    'reverted',
  ]),
  fileName: z.string(),
  fileSize: z.number(),
  kind: z.enum(kinds).nullable(),
  source: z.string(),
  startedBy: z.string(),
  /** Of which earlier run this is the same file; once started: and read the same way. */
  sameAs: z.uuid().nullable(),
  rows: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  anonymous: z.number(),
  notes: z.record(z.string(), z.number()),
  errorCode: z.string().nullable(),
  error: z.string().nullable(),
  errorLine: z.number().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  version: z.int(),
})

export const createImport = call({
  method: 'POST',
  path: '/api/imports',
  permission: PERMISSION,
  summary: 'Begin an import; then send the file in parts by PUT /api/imports/{runId}/file?at=0&of=SIZE',
  body: z.object({
    fileName: z.string().min(1).max(1000),
    source: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N} ._-]{1,60}$/u)
      .default('shop'),
  }),
  reply: runReply,
  // Of the upload that follows, besides what is wrong with a file (422).
  errors: ['upload_too_large', 'upload_out_of_step', 'import_started', 'import_not_found'],
  creates: true,
})

export const listImports = call({
  method: 'GET',
  path: '/api/imports',
  permission: PERMISSION,
  summary: 'Imports, newest first',
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(runReply), next: z.string().nullable() }),
  errors: ['invalid_input'],
})

export const findImport = call({
  method: 'GET',
  path: '/api/imports/:runId',
  permission: PERMISSION,
  summary: 'One import: its state and counts of rows',
  params: runIdParams,
  reply: runReply,
  errors: ['import_not_found'],
})

export const previewImport = call({
  method: 'GET',
  path: '/api/imports/:runId/preview',
  permission: PERMISSION,
  summary: 'How the file is read: mapping, and its first rows with their problems',
  params: runIdParams,
  personal: true,
  reply: z.object({
    id: z.uuid(),
    version: z.int(),
    mapping: mappingSchema,
    layout: z.string().nullable(),
    currencyFrom: z.enum(['layout', 'sign', 'country', 'company']).nullable(),
    ambiguousDates: z.array(z.string()),
    /** Currencies of the first rows without an exchange rate. */
    unratedCurrencies: z.array(z.string()),
    forbidden: z.array(z.string()),
    encoding: z.string(),
    delimiter: z.string(),
    /** What keeps the import from being started, with the columns or fields it is about. */
    obstacle: z
      .object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) })
      .nullable(),
    columns: z.array(z.object({ column: z.string(), field: z.string().nullable(), examples: z.array(z.string()) })),
    fields: z.array(z.string()),
    rows: z.array(
      z.object({
        line: z.int(),
        values: z.record(z.string(), z.string()),
        problems: z.array(problem),
        notes: z.array(problem),
      }),
    ),
  }),
  errors: ['import_not_found', 'import_not_ready', 'file_not_here', 'field_masked'],
})

export const changeMapping = call({
  method: 'PATCH',
  path: '/api/imports/:runId/mapping',
  permission: PERMISSION,
  summary: 'Say how the file is to be read; another kind, encoding, delimiter or sheet guesses the rest anew',
  params: runIdParams,
  body: z.object({ mapping: mappingSchema }),
  versioned: true,
  bodyLimit: 262_144,
  reply: runReply,
  errors: [
    'import_not_found',
    'import_not_ready',
    'import_started',
    'file_not_here',
    'column_forbidden',
    'column_unknown',
    'field_unknown',
    'field_twice',
    'file_empty',
  ],
})

export const startImport = call({
  method: 'POST',
  path: '/api/imports/:runId/start',
  permission: PERMISSION,
  summary: 'Read, check and write the file',
  params: runIdParams,
  reply: runReply,
  errors: [
    'import_not_found',
    'import_not_ready',
    'import_started',
    'dates_ambiguous',
    'column_forbidden',
    'column_unknown',
    'field_unknown',
    'field_twice',
    'field_missing',
    'currency_missing',
  ],
})

export const cancelImport = call({
  method: 'POST',
  path: '/api/imports/:runId/cancel',
  permission: PERMISSION,
  summary: 'Stop at the next safe place; what is written stays',
  params: runIdParams,
  reply: runReply,
  errors: ['import_not_found', 'import_ended'],
})

export const revertImport = call({
  method: 'POST',
  path: '/api/imports/:runId/revert',
  permission: PERMISSION,
  summary: 'Take back everything an import wrote',
  params: runIdParams,
  reply: runReply,
  errors: ['import_not_found', 'import_not_revertible'],
})
