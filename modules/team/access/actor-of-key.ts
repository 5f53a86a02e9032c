import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { type Actor, may } from '#core/access/actor.ts'
import { hashSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import { actorOfStaff } from './actor-of-staff.ts'
import { withChildren } from './unit-tree.ts'

const SHAPE = /^rk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

interface KeyRow {
  key_id: string
  name: string
  secret_hash: Buffer
  permissions: string[]
  unit_ids: number[] | null
  masked: string[]
  created_by: string
  stale: boolean
}

/** The actor behind an API key `rk_<id>_<secret>`; null when it is unknown, revoked or expired. */
export async function actorOfKey(ctx: Context, key: string): Promise<Actor | null> {
  const [, id, secret] = SHAPE.exec(key) ?? []
  if (!id || !secret) return null
  const row = await findKey(ctx, id)
  if (!row || !timingSafeEqual(row.secret_hash, hashSecret(secret))) return null
  const actor = await actorOfRow(ctx, row)
  if (actor && row.stale) {
    await sql`update team.api_keys set last_used_at = now() where key_id = ${row.key_id}`.execute(ctx.db)
  }
  return actor
}

/** The actor of a key by its id, for work that it asked for earlier; null when it holds no more. */
export async function actorOfKeyId(ctx: Context, keyId: string): Promise<Actor | null> {
  const row = await findKey(ctx, keyId)
  return row && actorOfRow(ctx, row)
}

async function findKey(ctx: Context, keyId: string): Promise<KeyRow | null> {
  const { rows } = await sql<KeyRow>`
    select key_id, name, secret_hash, permissions, unit_ids, masked, created_by,
      coalesce(last_used_at < now() - interval '5 minutes', true) as stale
    from team.api_keys
    where key_id = ${keyId}::uuid and revoked_at is null and (expires_at is null or expires_at > now())`.execute(ctx.db)
  return rows[0] ?? null
}

async function actorOfRow(ctx: Context, row: KeyRow): Promise<Actor | null> {
  const permissions = await heldByMaker(ctx, row.created_by, row.permissions)
  if (!permissions) return null
  const units = row.unit_ids === null ? 'all' : await withChildren(ctx, row.unit_ids)
  const grant = { permissions, units, masked: new Set(row.masked) }
  return { kind: 'key', id: row.key_id, name: row.name, language: 'en', grants: [grant], via: `key:${row.key_id}` }
}

/** What the key's maker may still do themselves; null when they are gone. Keys made by the house keep everything. */
async function heldByMaker(ctx: Context, maker: string, permissions: string[]): Promise<ReadonlySet<string> | null> {
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(maker)) return new Set(permissions)
  const { rows } = await sql`select 1 from team.staff where staff_id = ${maker}::uuid`.execute(ctx.db)
  if (rows.length === 0) return new Set(permissions)
  const actor = await actorOfStaff(ctx, maker)
  return actor && new Set(permissions.filter((permission) => may(actor, permission)))
}
