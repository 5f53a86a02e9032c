import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const fieldReply = z.object({
  key: z.string(),
  label: z.string(),
  type: z.enum(['text', 'number', 'date', 'choice', 'yesno']),
  choices: z.array(z.string()),
  position: z.int(),
  retiredAt: z.iso.datetime().nullable(),
  version: z.int(),
})
export type FieldReply = z.input<typeof fieldReply>

// Names that reach into prototypes would be dangerous keys in every script that reads records.
const key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,40}$/, 'lower case letters, digits and _')
  .refine((name) => !['constructor', 'prototype'].includes(name), { message: 'not allowed' })
const choices = z.array(z.string().trim().min(1).max(100)).max(200)

export const listFieldsCall = call({
  method: 'GET',
  path: '/api/customer-fields',
  permission: 'customers.read',
  summary: 'Custom fields of customers',
  reply: z.object({ items: z.array(fieldReply) }),
})

export const addFieldCall = call({
  method: 'POST',
  path: '/api/customer-fields',
  permission: 'customers.fields',
  summary: 'Add a custom field',
  body: z.object({
    key,
    label: z.string().trim().min(1).max(100),
    type: fieldReply.shape.type,
    choices: choices.default([]),
    position: z.int().min(0).max(1000).default(0),
  }),
  reply: fieldReply,
  errors: ['field_exists', 'choices_missing'],
})

export const changeFieldCall = call({
  method: 'PATCH',
  path: '/api/customer-fields/:key',
  permission: 'customers.fields',
  summary: 'Change label, choices or place of a custom field, retire it or bring it back; its type stays',
  versioned: true,
  params: z.object({ key }),
  body: z.object({
    label: z.string().trim().min(1).max(100).optional(),
    choices: choices.optional(),
    position: z.int().min(0).max(1000).optional(),
    retired: z.boolean().optional(),
  }),
  reply: fieldReply,
  errors: ['field_not_found', 'choices_missing'],
})

export const orderFieldsCall = call({
  method: 'POST',
  path: '/api/customer-fields/order',
  permission: 'customers.fields',
  summary: 'Put custom fields in an order; those not named follow',
  body: z.object({ keys: z.array(key).min(1).max(1000) }),
  reply: z.object({ items: z.array(fieldReply) }),
  errors: ['field_not_found'],
})
