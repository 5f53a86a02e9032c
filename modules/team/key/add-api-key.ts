import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { uuid7 } from '#core/words/uuid7.ts'

export interface NewKey {
  name: string
  permissions: string[]
  /** Null: every unit the maker can see. */
  unitIds?: number[] | null
  masked?: string[]
  expiresAt?: Date | null
}

/**
 * Makes an API key. The secret is returned once and kept only as a hash. A key never holds more than its maker.
 * @throws invalid `permission_unknown` naming the wrong ones.
 */
export async function addApiKey(ctx: Context, input: NewKey): Promise<{ keyId: string; key: string }> {
  const known = new Set(ctx.house.rooms.flatMap((room) => Object.keys(room.permissions ?? {})))
  const unknown = input.permissions.filter((permission) => !known.has(permission))
  if (unknown.length > 0) {
    throw invalid('permission_unknown', `No such permission: ${unknown.join(', ')}.`, { known: [...known].sort() })
  }
  const keyId = uuid7()
  const secret = randomBytes(32).toString('base64url')
  const units = input.unitIds ?? (ctx.scope.units === 'all' ? null : [...ctx.scope.units])
  await sql`
    insert into team.api_keys (key_id, name, secret_hash, permissions, unit_ids, masked, created_by, expires_at)
    values (${keyId}, ${input.name}, ${createHash('sha256').update(secret).digest()}, ${input.permissions}, ${units},
      ${input.masked ?? []}, ${ctx.actor.id}, ${input.expiresAt ?? null})`.execute(ctx.db)
  audit(ctx, 'team.api_key.added', { target: keyId, details: { name: input.name, permissions: input.permissions } })
  return { keyId, key: `rk_${keyId.replaceAll('-', '')}_${secret}` }
}
