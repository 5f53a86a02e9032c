import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refreshStatistics } from '#core/database/refresh-statistics.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { keepDay } from './keep-day.ts'
import { keepQuality } from './keep-quality.ts'

const ACTOR = 'customers.cleaning'
const CHUNK = 1000
const NOBODY = '00000000-0000-0000-0000-000000000000'

export interface CheckProgress {
  done: number
  total: number
}

/**
 * Looks at every listed customer: quality, gaps, what rules would change; then keeps the day's figures. In steps of a
 * thousand, each a short transaction, so that nobody's edit waits and memory stays the same. `onStep` is asked after
 * each step and may end it (false). Returns how many were looked at, and whether all were.
 */
export async function checkBase(
  house: House,
  onStep: (progress: CheckProgress) => Promise<boolean> = async () => true,
): Promise<{ records: number; all: boolean }> {
  const startedAt = new Date()
  const total = await house.asSystem(ACTOR, countListed)
  let after: string | null = NOBODY
  let records = 0
  while (after !== null) {
    const last: string = after
    const ids = await house.asSystem(ACTOR, (ctx) => checkNext(ctx, last))
    records += ids.length
    after = ids.length === CHUNK ? (ids.at(-1) ?? null) : null
    if (!(await onStep({ done: records, total })) && after !== null) return { records, all: false }
  }
  await house.asSystem(ACTOR, async (ctx) => {
    await sql`
      insert into customers.cleaning_checks (check_id, started_at, seconds, records)
      values (${uuid7()}::uuid, ${startedAt}, ${(Date.now() - startedAt.getTime()) / 1000}, ${records})`.execute(ctx.db)
    await keepDay(ctx)
    tellDesks(ctx, { topic: 'cleaning', units: null, permission: 'customers.clean' })
    tellDesks(ctx, { topic: 'customers', units: null, permission: 'customers.read' })
  })
  // A first look fills the findings: what is asked right after it would be planned for an empty table.
  await refreshStatistics(house.database.owner)
  return { records, all: true }
}

async function countListed(ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from customers.customers where listed`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

async function checkNext(ctx: Context, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.customers where customer_id > ${after}::uuid and listed
    order by customer_id limit ${CHUNK}`.execute(ctx.db)
  const ids = rows.map(({ id }) => id)
  await keepQuality(ctx, ids)
  return ids
}
