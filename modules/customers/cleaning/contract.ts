import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { GAPS, PARTS } from './quality/quality-of.ts'
import { CLEAN_FIELDS } from './rules/clean-record.ts'
import { RULES } from './rules/rules.ts'

const PERMISSION = 'customers.clean'
const rule = z.enum(RULES)
const change = z.object({ field: z.enum(CLEAN_FIELDS), before: z.string().nullable(), after: z.string().nullable() })
const cursor = z.string().max(200).optional()
const limit = z.coerce.number().int().min(1).max(200).default(50)

export const overviewCall = call({
  method: 'GET',
  path: '/api/cleaning',
  permission: PERMISSION,
  summary: 'State of the data: quality of the base, its gaps, and how many records each cleaning rule would change',
  reply: z.object({
    rules: z.array(
      z.object({
        rule,
        /** Customers it would change, as of the last look at each. */
        count: z.int(),
        /** It guesses: proposals are accepted one by one. */
        singly: z.boolean(),
        /** Why it can't be used: its fields are masked, or there are no fields for the parts of a name. */
        barred: z.enum(['masked', 'no_fields']).nullable(),
      }),
    ),
    /** The last look at everybody; null: there was none yet. */
    check: z.object({ startedAt: z.iso.datetime(), seconds: z.number(), records: z.int() }).nullable(),
    quality: z.object({
      /** Customers with a score. */
      customers: z.int(),
      /** Mean of their scores; null without any. */
      average: z.number().nullable(),
      /** Customers with 0–9, 10–19, … 90–100 points. */
      spread: z.array(z.int()),
      /** The most common first. */
      gaps: z.array(z.object({ gap: z.enum(GAPS), customers: z.int() })),
      /** Mean score of each day that was kept, the last 90; inside several units a customer of two of them counts twice. */
      days: z.array(z.object({ day: z.iso.date(), average: z.number(), customers: z.int() })),
    }),
  }),
})

export const startCheckCall = call({
  method: 'POST',
  path: '/api/cleaning/check',
  permission: PERMISSION,
  summary: 'Look at all customers now: scores, gaps, what the rules would change',
  reply: z.object({ taskId: z.uuid() }),
  errors: ['company_wide_only'],
})

export const previewRuleCall = call({
  method: 'GET',
  path: '/api/cleaning/rules/:rule',
  permission: PERMISSION,
  summary: 'What a rule would change, before and after, page by page; nothing is written',
  personal: true,
  params: z.object({ rule }),
  query: z.object({ cursor, limit }),
  reply: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** What the proposal was read out of, where that is another field. */
        basis: z.string().nullable(),
        changes: z.array(change),
      }),
    ),
    next: z.string().nullable(),
  }),
  errors: ['cursor_invalid', 'field_masked'],
})

export const startRunCall = call({
  method: 'POST',
  path: '/api/cleaning/runs',
  permission: PERMISSION,
  summary: 'Apply a rule to all customers it finds, or to chosen ones; it can be taken back at any time',
  body: z.object({
    rule,
    /** Absent: all that the rule finds. */
    customerIds: z.array(z.uuid()).min(1).max(5000).optional(),
    /** Left out of all. */
    exceptIds: z.array(z.uuid()).max(5000).optional(),
  }),
  reply: z.object({
    runId: z.uuid(),
    /** The task in the tray; null: it is done. */
    taskId: z.uuid().nullable(),
    /** Customers changed, when it is done. */
    changed: z.int().nullable(),
  }),
  idempotent: true,
  timeout: 20_000,
  errors: ['field_masked', 'rule_singly', 'name_fields_missing', 'run_not_found'],
})

const run = z.object({
  runId: z.uuid(),
  rule,
  state: z.enum(['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone']),
  /** Customers it set out to change. */
  total: z.int(),
  changed: z.int(),
  /** Customers put back, and those that keep a value because somebody changed it since. */
  restored: z.int(),
  kept: z.int(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
})

export const listRunsCall = call({
  method: 'GET',
  path: '/api/cleaning/runs',
  permission: PERMISSION,
  summary: 'What was cleaned, by whom, when and how much; newest first',
  query: z.object({ cursor, limit }),
  reply: z.object({ items: z.array(run), next: z.string().nullable() }),
  errors: ['cursor_invalid'],
})

const runParams = z.object({ runId: z.uuid() })

export const findRunCall = call({
  method: 'GET',
  path: '/api/cleaning/runs/:runId',
  permission: PERMISSION,
  summary: 'One run of a cleaning rule',
  params: runParams,
  reply: run,
  errors: ['run_not_found'],
})

export const listChangesCall = call({
  method: 'GET',
  path: '/api/cleaning/runs/:runId/changes',
  permission: PERMISSION,
  summary: 'What a run changed, value by value; `kept`: what stayed when it was taken back',
  personal: true,
  params: runParams,
  query: z.object({ state: z.enum(['changed', 'restored', 'kept']).optional(), cursor, limit }),
  reply: z.object({
    items: z.array(
      change.extend({ customerId: z.uuid(), name: z.string(), state: z.enum(['changed', 'restored', 'kept']) }),
    ),
    next: z.string().nullable(),
  }),
  errors: ['cursor_invalid', 'run_not_found'],
})

export const undoRunCall = call({
  method: 'POST',
  path: '/api/cleaning/runs/:runId/undo',
  permission: PERMISSION,
  summary: 'Take back what a run changed; values that somebody changed since stay',
  params: runParams,
  reply: z.object({ taskId: z.uuid().nullable() }),
  timeout: 20_000,
  errors: ['run_not_found', 'run_not_undoable', 'field_masked'],
})

export const customerQualityCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/quality',
  permission: 'customers.read',
  summary: 'How complete and valid a record is, why, and what rules propose for it',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  reply: z.object({
    /** 0 to 100; null for archived customers. */
    score: z.int().nullable(),
    parts: z.array(
      z.object({
        part: z.enum(PARTS),
        /** How much of the weight is reached, 0 to 1. */
        share: z.number(),
        weight: z.int(),
        gap: z.enum(GAPS).nullable(),
      }),
    ),
    proposals: z.array(z.object({ rule, changes: z.array(change) })),
  }),
  errors: ['customer_not_found', 'customer_merged'],
})

export const findWeightsCall = call({
  method: 'GET',
  path: '/api/cleaning/weights',
  permission: PERMISSION,
  summary: 'How much each part counts in the quality of a record',
  reply: z.object({
    weights: z.record(z.enum(PARTS), z.int()),
    standard: z.record(z.enum(PARTS), z.int()),
    version: z.int(),
  }),
})

export const changeWeightsCall = call({
  method: 'PUT',
  path: '/api/cleaning/weights',
  permission: PERMISSION,
  summary: 'Change what counts in the quality of a record; everybody is scored anew',
  versioned: true,
  body: z.object({ weights: z.record(z.enum(PARTS), z.int().min(0).max(100)) }),
  reply: z.object({ version: z.int(), taskId: z.uuid() }),
  errors: ['company_wide_only', 'setting_invalid'],
})
