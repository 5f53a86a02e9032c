import { sql } from 'kysely'
import { may, scopeOf } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { hashSecret, newSecret } from '#core/access/secret-text.ts'
import type { Context } from '#core/context.ts'
import { forbidden, invalid } from '#core/errors.ts'
import { uuid7 } from '#core/words/uuid7.ts'

export interface NewKey {
  name: string
  permissions: string[]
  /** Null: every unit the maker can see. */
  unitIds?: number[] | null | undefined
  masked?: string[] | undefined
  expiresAt?: Date | null
}

/**
 * Makes an API key. The secret is returned once and kept only as a hash. A key never holds more than its maker.
 * What its maker sees masked stays masked. @throws 400 `permission_unknown`, 403 `key_above_yours`, naming the wrong ones.
 */
export async function addApiKey(ctx: Context, input: NewKey): Promise<{ keyId: string; key: string }> {
  const known = new Set(ctx.house.rooms.flatMap((room) => Object.keys(room.permissions ?? {})))
  const unknown = input.permissions.filter((permission) => !known.has(permission))
  if (unknown.length > 0) {
    throw invalid('permission_unknown', `No such permission: ${unknown.join(', ')}.`, { known: [...known].sort() })
  }
  const above = input.permissions.filter((permission) => !may(ctx.actor, permission))
  if (above.length > 0) throw forbidden('key_above_yours', `You don't hold ${above.join(', ')} yourself.`)
  const hidden = input.permissions.flatMap((permission) => [...(scopeOf(ctx.actor, permission)?.masked ?? [])])
  const masked = [...new Set([...(input.masked ?? []), ...hidden])]
  const keyId = uuid7()
  const secret = newSecret()
  const units = input.unitIds ?? (ctx.scope.units === 'all' ? null : [...ctx.scope.units])
  await sql`
    insert into team.api_keys (key_id, name, secret_hash, permissions, unit_ids, masked, created_by, expires_at)
    values (${keyId}, ${input.name}, ${hashSecret(secret)}, ${input.permissions}, ${units},
      ${masked}, ${ctx.actor.id}, ${input.expiresAt ?? null})`.execute(ctx.db)
  audit(ctx, 'team.api_key.added', { target: keyId, details: { name: input.name, permissions: input.permissions } })
  return { keyId, key: `rk_${keyId.replaceAll('-', '')}_${secret}` }
}
