import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { tellDesks } from '#core/live/note.ts'
import { addRelation, removeRelation } from '../relation/change-relations.ts'
import type { dismissPairCall, recordHouseholdCall } from './contract.ts'

interface Pair {
  customerId: string
  otherId: string
}

/** Says that two records are two people, or takes that back. @throws 404 `pair_not_found`. */
export async function dismissPair(
  ctx: Context,
  input: InputOf<typeof dismissPairCall>,
): Promise<{ dismissed: boolean }> {
  await decide(ctx, input, input.dismissed ? 'dismissed' : 'open')
  return { dismissed: input.dismissed }
}

/** Relates two records as people of one household instead of joining them, or takes that back. @throws 404 `pair_not_found`. */
export async function recordHousehold(
  ctx: Context,
  input: InputOf<typeof recordHouseholdCall>,
): Promise<{ household: boolean }> {
  const { customerId, otherId, household } = input
  const before = await decide(ctx, input, household ? 'household' : 'open')
  const relation = { customerId, otherId, kind: 'same_household' as const }
  if (household) await addRelation(ctx, relation)
  else if (before === 'household') await removeRelation(ctx, relation)
  return { household }
}

async function decide(ctx: Context, pair: Pair, state: 'open' | 'dismissed' | 'household'): Promise<string> {
  const [one, other] = [pair.customerId, pair.otherId].sort()
  const { rows } = await sql<{ unit_ids: number[]; before: string }>`
    update customers.duplicate_pairs p set state = ${state}, decided_at = ${ctx.now},
      decided_by = ${`${ctx.actor.kind}:${ctx.actor.id}`}
    from (select customer_id, other_id, state as before from customers.duplicate_pairs
      where customer_id = ${one}::uuid and other_id = ${other}::uuid for update) b
    where p.customer_id = b.customer_id and p.other_id = b.other_id returning p.unit_ids, b.before`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw notFound('pair')
  audit(ctx, `customers.duplicates.${state === 'open' ? 'reopened' : state}`, {
    ...(one && { customerId: one }),
    ...(other && { target: other }),
  })
  tellDesks(ctx, { topic: 'duplicates', units: found.unit_ids, permission: 'customers.merge' })
  return found.before
}
