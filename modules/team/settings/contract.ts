import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const setting = z.object({
  name: z.string(),
  room: z.string(),
  value: z.unknown(),
  fallback: z.unknown(),
  /** JSON Schema of the value, for the form. */
  schema: z.record(z.string(), z.unknown()),
  /** 0: never changed. */
  version: z.int(),
})

export const listSettingsCall = call({
  method: 'GET',
  path: '/api/settings',
  permission: 'signed-in',
  summary: 'The settings I may change',
  reply: z.object({
    items: z.array(setting),
    /** The one amounts of settings are in; null in a house without orders. */
    currency: z.string().nullable(),
    /** Currencies with orders and without an exchange rate. */
    unconverted: z.array(z.string()),
  }),
})

export const changeSettingCall = call({
  method: 'PATCH',
  path: '/api/settings/:name',
  permission: 'signed-in',
  summary: 'Change a setting; each names the permission it needs',
  params: z.object({ name: z.string().max(100) }),
  body: z.object({ value: z.unknown() }),
  reply: setting,
  versioned: true,
  errors: ['setting_not_found', 'setting_invalid', 'company_wide_only'],
})
