import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { readSetting } from '#core/settings.ts'
import { factsState } from './facts-state.ts'
import { marksOf, seedOfMarks } from './marks.ts'
import { refreshFacts } from './refresh-facts.ts'
import { rewriteFacts } from './rewrite-facts.ts'
import { tellFresh } from './tell-fresh.ts'

/** So many customers a transaction: some ten thousand lines. */
const BATCH = 2000
/** From this part of all on, and from so many, it is quicker to write everything anew, in the order of days. */
const MUCH = 0.3
const MANY = 1000
const NAME = 'insight.facts'

interface Changed {
  ids: string[]
  isWhole: boolean
  customers: number
}

/**
 * Writes the facts of every customer whose orders are no longer those they were written from, and tells how many those
 * were. All of them the first time; afterwards a night's work is what changed in a day.
 */
export async function refreshChanged(house: House, signal?: AbortSignal): Promise<number> {
  const { ids, customers, isWhole } = await house.asSystem(NAME, findChanged)
  if (ids.length === 0 && isWhole) return 0
  if (!isWhole || ids.length > Math.max(customers * MUCH, MANY)) {
    await house.asSystem(NAME, (ctx) => rewriteFacts(ctx, signal))
  } else {
    for (let at = 0; at < ids.length; at += BATCH) {
      signal?.throwIfAborted()
      await house.asSystem(NAME, (ctx) => refreshFacts(ctx, { customerIds: ids.slice(at, at + BATCH) }))
    }
  }
  await house.asSystem(NAME, (ctx) => tellFresh(ctx, { isWhole: true }))
  return ids.length
}

async function findChanged(ctx: Context): Promise<Changed> {
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  const seed = await seedOfMarks(ctx, await readSetting(ctx, timeZone))
  const { rows } = await sql<{ ids: string[] | null; customers: number }>`
    select array_agg(coalesce(n.customer_id, m.customer_id)) filter (where n.mark is distinct from m.mark) as ids,
      count(n.mark)::int as customers
    from (${marksOf(seed)}) n full join insight.fact_marks m on m.customer_id = n.customer_id`.execute(ctx.db)
  const { isWhole } = await factsState(ctx)
  return { ids: rows[0]?.ids ?? [], customers: rows[0]?.customers ?? 0, isWhole }
}
