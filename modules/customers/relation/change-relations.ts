import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid, notFound } from '#core/errors.ts'
import { findCustomer } from '../customer/find-customer.ts'
import type { CustomerReply } from '../customer/record-reply.ts'
import { tellChanged } from '../customer/tell-changed.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import type { RELATION_KINDS } from './contract.ts'

export type RelationKind = (typeof RELATION_KINDS)[number]

const OTHER_SIDE: Record<RelationKind, RelationKind> = {
  member_of: 'has_member',
  has_member: 'member_of',
  spouse: 'spouse',
  parent: 'child',
  child: 'parent',
  colleague: 'colleague',
  referred: 'referred_by',
  referred_by: 'referred',
  same_household: 'same_household',
}

interface RelationInput {
  customerId: string
  otherId: string
  kind: RelationKind
  note?: string | null | undefined
}

/** Relates two customers, on both sides; the same relation again only takes the new note. @throws 404 for either one. */
export async function addRelation(ctx: Context, input: RelationInput): Promise<CustomerReply> {
  const { customerId, otherId, kind, note } = input
  if (customerId === otherId)
    throw invalid('relation_with_self', 'Nobody is related to themselves.', { field: 'otherId' })
  const units = await bothVisible(ctx, customerId, otherId)
  for (const [from, to, of] of [
    [customerId, otherId, kind],
    [otherId, customerId, OTHER_SIDE[kind]],
  ] as const) {
    await sql`
      insert into customers.relations (customer_id, other_id, kind, unit_ids, note)
      values (${from}::uuid, ${to}::uuid, ${of}, ${units.get(from)}::int[], ${note ?? null})
      on conflict (customer_id, other_id, kind) do update set note = excluded.note`.execute(ctx.db)
  }
  audit(ctx, 'customers.relation.added', { customerId, target: otherId, details: { kind } })
  for (const [id, unitIds] of units) tellChanged(ctx, id, ['relations'], unitIds)
  return findCustomer(ctx, { customerId })
}

/** Ends a relation on both sides. @throws 404 `relation_not_found`. */
export async function removeRelation(ctx: Context, input: RelationInput): Promise<CustomerReply> {
  const { customerId, otherId, kind } = input
  const units = await bothVisible(ctx, customerId, otherId)
  const { rows } = await sql`
    delete from customers.relations
    where (customer_id = ${customerId}::uuid and other_id = ${otherId}::uuid and kind = ${kind})
      or (customer_id = ${otherId}::uuid and other_id = ${customerId}::uuid and kind = ${OTHER_SIDE[kind]})
    returning customer_id`.execute(ctx.db)
  if (rows.length === 0) throw notFound('relation')
  audit(ctx, 'customers.relation.removed', { customerId, target: otherId, details: { kind } })
  for (const [id, unitIds] of units) tellChanged(ctx, id, ['relations'], unitIds)
  return findCustomer(ctx, { customerId })
}

// Locked in one order, so that two people relating the same pair from both sides don't wait for each other in a ring.
async function bothVisible(ctx: Context, one: string, other: string): Promise<Map<string, number[]>> {
  const units = new Map<string, number[]>()
  for (const id of [one, other].sort()) units.set(id, (await visibleCustomer(ctx, id)).unitIds)
  return units
}
