import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import type { listKeysCall } from './contract.ts'

interface Row {
  keyId: string
  name: string
  permissions: string[]
  unitIds: number[] | null
  masked: string[]
  madeBy: string
  createdAt: Date
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

/** The API keys of the house, revoked ones for another 90 days. */
export async function listKeys(ctx: Context): Promise<ReplyOf<typeof listKeysCall>> {
  requireCompanyWide(ctx)
  const { rows } = await sql<Row>`
    select k.key_id as "keyId", k.name, k.permissions, k.unit_ids as "unitIds", k.masked,
      coalesce(s.name, k.created_by) as "madeBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
      k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"
    from team.api_keys k left join team.staff s on s.staff_id::text = k.created_by
    where k.revoked_at is null or k.revoked_at > now() - interval '90 days'
    order by k.key_id desc limit 1000`.execute(ctx.db)
  const text = (moment: Date | null) => moment?.toISOString() ?? null
  return {
    items: rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      expiresAt: text(row.expiresAt),
      revokedAt: text(row.revokedAt),
      lastUsedAt: text(row.lastUsedAt),
    })),
  }
}
