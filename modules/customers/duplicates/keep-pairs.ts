import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { looksDeceptive } from '../identity/looks-deceptive.ts'
import { looksLikeHousehold } from './compute/looks-like-household.ts'
import type { Row, ScoredPair } from './compute/table.ts'

const imitates = (row: Row | undefined) => ['name', 'email'].some((field) => looksDeceptive(row?.fields[field] ?? ''))
const rounded = (bits: number) => Math.round(bits * 100) / 100

/**
 * Puts pairs into the queue, or refreshes them there. What people decided stands as long as the two records agree in each
 * field of their own as they did then; else the pair is asked about again.
 */
export async function keepPairs(
  ctx: Context,
  pairs: readonly ScoredPair[],
  records: ReadonlyMap<string, Row>,
  at: Date,
): Promise<void> {
  if (pairs.length === 0) return
  const rows = pairs.map((pair) => {
    const { a, b, probability, weight, reasons } = pair
    const [one = a, other = b] = [a, b].sort()
    const kept = reasons.map(({ field, level, weight: bits }) => ({ field, level, weight: rounded(bits) }))
    const household = looksLikeHousehold(pair, records.get(a)?.fields, records.get(b)?.fields)
    const deceptive = [records.get(a), records.get(b)].some(imitates)
    return { one, other, probability, weight, reasons: kept, household, deceptive }
  })
  await sql`
    insert into customers.duplicate_pairs as p (customer_id, other_id, unit_ids, probability, weight, reasons, found_at,
      looks_like_household, looks_deceptive)
    select r.one, r.other, array(select unnest(c.unit_ids) intersect select unnest(o.unit_ids)), r.probability, r.weight,
      r.reasons, ${at}, r.household, r.deceptive
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(one uuid, other uuid, probability real, weight real, reasons jsonb, household boolean,
        deceptive boolean)
    join customers.customers c on c.customer_id = r.one join customers.customers o on o.customer_id = r.other
    on conflict (customer_id, other_id) do update set unit_ids = excluded.unit_ids, probability = excluded.probability,
      weight = excluded.weight, reasons = excluded.reasons, found_at = excluded.found_at,
      looks_like_household = excluded.looks_like_household, looks_deceptive = excluded.looks_deceptive, state = 'open', decided_at = null, decided_by = null
    where p.state = 'open' or customers.evidence_of(p.reasons) is distinct from customers.evidence_of(excluded.reasons)`.execute(
    ctx.db,
  )
}

/** Takes out of the queue what was not found again: of these records, or of everybody. */
export async function dropPairs(ctx: Context, before: Date, ids: readonly string[] | 'everybody'): Promise<number> {
  const whose =
    ids === 'everybody' ? sql`true` : sql`(customer_id = any(${ids}::uuid[]) or other_id = any(${ids}::uuid[]))`
  const { numAffectedRows } = await sql`
    delete from customers.duplicate_pairs where state = 'open' and found_at < ${before} and ${whose}`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}
