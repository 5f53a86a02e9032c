import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { learnedFields } from './compute/learned-fields.ts'
import { recordKeys } from './compute/record-keys.ts'
import type { Row } from './compute/table.ts'
import { forgetKeys, keepKeys, whoMeets } from './kept-keys.ts'
import type { KeptModel } from './kept-model.ts'
import { readFirst, readRows } from './read-base.ts'

interface Changed {
  customerIds: readonly string[]
  /** Those of them that are listed. */
  changed: readonly Row[]
  model: KeptModel
  country: string
  comparesAll: boolean
}

type Pair = readonly [string, string]

/** Keeps the new keys of changed records, and names the pairs to be scored: each changed record with whom it meets now. */
export async function pairsOfChanged(
  ctx: Context,
  { customerIds, changed, model: { learned }, country, comparesAll }: Changed,
): Promise<{ rows: Row[]; pairs: Pair[] }> {
  const keys = recordKeys(learnedFields(changed, learned, country), learned.blocking, changed.length)
  const ids = changed.map(({ id }) => id)
  const listed = new Set(ids)
  await keepKeys(ctx, ids, keys)
  await forgetKeys(
    ctx,
    customerIds.filter((id) => !listed.has(id)),
  )
  if (comparesAll) {
    const rows = await readFirst(ctx, Number.MAX_SAFE_INTEGER)
    return { rows, pairs: distinct(ids.flatMap((id) => rows.map((row): Pair => [id, row.id]))) }
  }
  const met = await whoMeets(ctx, keys)
  const pairs = distinct([
    ...ids.flatMap((id, at) => [...(met[at]?.keys() ?? [])].map((other): Pair => [id, other])),
    ...(await queuedPairs(ctx, ids)),
  ])
  const others = [...new Set(pairs.flat())].filter((id) => !listed.has(id))
  return { rows: [...changed, ...(await readRows(ctx, others))], pairs }
}

/** Pairs of the queue that meet in any key, also in one that many have: a scan of everybody may have found them by it. */
async function queuedPairs(ctx: Context, ids: readonly string[]): Promise<Pair[]> {
  const { rows } = await sql<{ one: string; other: string }>`
    select p.customer_id as one, p.other_id as other from customers.duplicate_pairs p
    join customers.duplicate_keys a on a.customer_id = p.customer_id
    join customers.duplicate_keys b on b.customer_id = p.other_id
    where (p.customer_id = any(${ids}::uuid[]) or p.other_id = any(${ids}::uuid[])) and a.keys && b.keys`.execute(
    ctx.db,
  )
  return rows.map(({ one, other }) => [one, other])
}

function distinct(pairs: readonly Pair[]): Pair[] {
  const seen = new Map<string, Pair>()
  for (const [a, b] of pairs) {
    if (a === b) continue
    const pair: Pair = a < b ? [a, b] : [b, a]
    seen.set(pair.join(' '), pair)
  }
  return [...seen.values()]
}
