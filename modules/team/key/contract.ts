import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { MASKABLE } from '../role/contract.ts'

export const listKeysCall = call({
  method: 'GET',
  path: '/api/keys',
  permission: 'keys.manage',
  summary: 'API keys, newest first; never their secrets',
  reply: z.object({
    items: z.array(
      z.object({
        keyId: z.string(),
        name: z.string(),
        permissions: z.array(z.string()),
        /** Null: every unit. */
        unitIds: z.array(z.int()).nullable(),
        masked: z.array(z.string()),
        madeBy: z.string(),
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime().nullable(),
        revokedAt: z.iso.datetime().nullable(),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  errors: ['company_wide_only'],
})

export const addKeyCall = call({
  method: 'POST',
  path: '/api/keys',
  permission: 'keys.manage',
  summary: 'Make an API key; its secret is answered once',
  body: z.object({
    name: z.string().trim().min(1).max(120),
    permissions: z.array(z.string().max(100)).min(1).max(500),
    unitIds: z.array(z.int().min(1)).min(1).max(500).nullable().optional(),
    masked: z.array(z.enum(MASKABLE)).optional(),
    expiresAt: z.iso.datetime().nullable().optional(),
  }),
  reply: z.object({ keyId: z.string(), key: z.string() }),
  errors: [
    'permission_unknown',
    'key_above_yours',
    'unit_not_found',
    'company_wide_only',
    'sudo_needed',
    'session_only',
  ],
})

export const revokeKeyCall = call({
  method: 'DELETE',
  path: '/api/keys/:keyId',
  permission: 'keys.manage',
  summary: 'Revoke an API key; it opens nothing any more',
  params: z.object({ keyId: z.uuid() }),
  errors: ['key_not_found', 'company_wide_only'],
})
