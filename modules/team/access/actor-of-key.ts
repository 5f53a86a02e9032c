import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { withChildren } from './unit-tree.ts'

const SHAPE = /^rk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

/** The actor behind an API key `rk_<id>_<secret>`; null when it is unknown, revoked or expired. */
export async function actorOfKey(ctx: Context, key: string): Promise<Actor | null> {
  const [, id, secret] = SHAPE.exec(key) ?? []
  if (!id || !secret) return null
  const { rows } = await sql<{
    key_id: string
    name: string
    secret_hash: Buffer
    permissions: string[]
    unit_ids: number[] | null
    masked: string[]
  }>`
    update team.api_keys set last_used_at = now()
    where key_id = ${id}::uuid and revoked_at is null and (expires_at is null or expires_at > now())
    returning key_id, name, secret_hash, permissions, unit_ids, masked`.execute(ctx.db)
  const row = rows[0]
  if (!row || !timingSafeEqual(row.secret_hash, createHash('sha256').update(secret).digest())) return null
  const units = row.unit_ids === null ? 'all' : await withChildren(ctx, row.unit_ids)
  const grant = { permissions: new Set(row.permissions), units, masked: new Set(row.masked) }
  return { kind: 'key', id: row.key_id, name: row.name, language: 'en', grants: [grant], via: `key:${row.key_id}` }
}
