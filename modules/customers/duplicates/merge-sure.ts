import { sql } from 'kysely'
import type { House } from '#core/house.ts'
import { mergeCustomers } from '../merge/merge-customers.ts'
import type { ScoredPair } from './compute/table.ts'

/**
 * Joins pairs one by one, the surest first, and returns those it joined. One whose record was joined meanwhile is left, as
 * is one that people decided about, one that may be two people of a household, and one in which
 * somebody may imitate another.
 */
export async function mergeSure(house: House, pairs: readonly ScoredPair[]): Promise<ScoredPair[]> {
  const merged: ScoredPair[] = []
  for (const pair of pairs.toSorted((one, other) => other.weight - one.weight)) {
    const { a, b, probability, reasons } = pair
    const [customerId = a, otherId = b] = [a, b].sort()
    const isMerged = await house.asSystem('customers.duplicates', async (ctx) => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from customers.customers c where c.customer_id in (${customerId}::uuid, ${otherId}::uuid)
          and c.listed and not exists (select from customers.duplicate_pairs p
            where p.customer_id = ${customerId}::uuid and p.other_id = ${otherId}::uuid
              and (p.state <> 'open' or p.looks_like_household or p.looks_deceptive))`.execute(ctx.db)
      if (rows[0]?.count !== 2) return false
      const evidence = { probability, fields: reasons.map(({ field, level }) => `${field}: ${level}`) }
      await mergeCustomers(ctx, { customerId, otherIds: [otherId], reason: 'score', evidence })
      return true
    })
    if (isMerged) merged.push(pair)
  }
  return merged
}
