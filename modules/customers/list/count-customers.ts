import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { neverScan } from './never-scan.ts'
import { people } from './people.ts'
import { type Restriction, readRestriction } from './restriction.ts'

const MOST = 10_000

/** How many customers a restriction finds. Beyond 10,000 the count stops: `exact` false means "more than that". */
export async function countCustomers(
  ctx: Context,
  restriction: Restriction,
): Promise<{ count: number; exact: boolean }> {
  const where = await readRestriction(ctx, restriction)
  await neverScan(ctx)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from ${people} where c.listed and ${where} limit ${MOST + 1}
    ) found`.execute(ctx.db)
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, MOST), exact: count <= MOST }
}
