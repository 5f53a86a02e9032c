import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf } from '#core/http/contract.ts'
import { requireCompanyWide } from '../access/require-company-wide.ts'
import type { listStaffCall } from './contract.ts'
import { findMembers, type Member } from './find-member.ts'

/** Members of staff with roles, state and when they were last here. */
export async function listStaff(
  ctx: Context,
  input: InputOf<typeof listStaffCall>,
): Promise<{ items: Member[]; next: string | null }> {
  requireCompanyWide(ctx)
  const { search = null, state = null, cursor = null, limit } = input
  const found = await findMembers(
    ctx,
    sql`(${search}::text is null or position(lower(${search}) in lower(name || ' ' || coalesce(email, ''))) > 0)
      and (${state}::text is null or state = any(string_to_array(${state}::text, ','))) and (${cursor}::uuid is null or "staffId" < ${cursor}::uuid)`,
    limit + 1,
  )
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.staffId ?? null) : null }
}
