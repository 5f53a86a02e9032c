import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { people } from '../list/people.ts'
import { type Restriction, readRestriction } from '../list/restriction.ts'
import type { SqlPart } from '../list/sql-part.ts'

/** Whose rows go out: a list as it stands in the address, or chosen ones; without any of it everybody's. */
export interface CustomersWanted extends Restriction {
  customerIds?: readonly string[] | undefined
  /** The shop whose references and order numbers stand bare in the file; all others say whose they are. */
  source: string
}

/** True when only some customers are wanted, not all there are. */
export const isRestricted = ({ filter, q, segment, customerIds }: CustomersWanted): boolean =>
  Boolean(filter || q?.trim() || segment || customerIds)

/**
 * The condition on `customers.customers c`, every value bound.
 * @throws as the list does for the same restriction: `filter_invalid`, `field_masked`, `segment_not_found`.
 */
export async function wantedCondition(ctx: Context, wanted: CustomersWanted): Promise<SqlPart> {
  const restriction = await readRestriction(ctx, wanted)
  const { customerIds } = wanted
  return customerIds ? sql`${restriction} and c.customer_id = any(${[...customerIds]}::uuid[])` : restriction
}

/** The next customers that are wanted, by their ids, from `from` on (itself included). */
export async function nextWanted(
  ctx: Context,
  wanted: CustomersWanted,
  from: string | null,
  limit: number,
): Promise<string[]> {
  const where = await wantedCondition(ctx, wanted)
  const { rows } = await sql<{ customer_id: string }>`
    select c.customer_id from ${people}
    where c.listed and ${where} ${from === null ? sql`` : sql`and c.customer_id >= ${from}::uuid`}
    order by c.customer_id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => row.customer_id)
}
