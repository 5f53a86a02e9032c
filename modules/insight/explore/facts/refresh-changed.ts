import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { House } from '#core/house.ts'
import { readSetting } from '#core/settings.ts'
import { marksOf, seedOfMarks } from './marks.ts'
import { refreshFacts } from './refresh-facts.ts'
import { tellFresh } from './tell-fresh.ts'

/** So many customers a transaction: some hundred thousand lines at most. */
const BATCH = 5000
const NAME = 'insight.facts'

/**
 * Writes the facts of every customer whose orders are no longer those they were written from, a batch a transaction, and
 * tells how many those were. All of them the first time; afterwards a night's work is what changed in a day.
 */
export async function refreshChanged(house: House, signal?: AbortSignal): Promise<number> {
  const changed = await house.asSystem(NAME, async (ctx) => {
    await sql`set local work_mem = '64MB'`.execute(ctx.db)
    const seed = await seedOfMarks(ctx, await readSetting(ctx, timeZone))
    const { rows } = await sql<{ id: string }>`
      select coalesce(n.customer_id, m.customer_id) as id
      from (${marksOf(seed)}) n full join insight.fact_marks m on m.customer_id = n.customer_id
      where n.mark is distinct from m.mark
      order by 1`.execute(ctx.db)
    return rows.map((row) => row.id)
  })
  for (let at = 0; at < changed.length; at += BATCH) {
    signal?.throwIfAborted()
    await house.asSystem(NAME, (ctx) => refreshFacts(ctx, { customerIds: changed.slice(at, at + BATCH) }))
  }
  await house.asSystem(NAME, async (ctx) => {
    await tellFresh(ctx, { isWhole: true })
  })
  return changed.length
}
