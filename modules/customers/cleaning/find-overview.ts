import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { neverScan } from '../list/never-scan.ts'
import type { overviewCall } from './contract.ts'
import { countFindings } from './count-findings.ts'
import { spreadSql } from './quality/keep-day.ts'
import { hasNameFields } from './read-records.ts'
import { fieldsFor, RULES, SINGLY } from './rules/rules.ts'

type Reply = ReplyOf<typeof overviewCall>
type Quality = Reply['quality']

const COMPANY = 0
const DAYS = 90

/** The state of the base in the caller's scope: quality, gaps, and what each rule would change. */
export async function findOverview(ctx: Context): Promise<Reply> {
  const counts = await countFindings(ctx)
  const named = await hasNameFields(ctx)
  const { rows } = await sql<NonNullable<Reply['check']> & { startedAt: Date }>`
    select started_at as "startedAt", seconds, records from customers.cleaning_checks
    order by started_at desc limit 1`.execute(ctx.db)
  const [last] = rows
  const days = await readDays(ctx)
  await neverScan(ctx)
  return {
    rules: RULES.map((rule) => ({
      rule,
      count: counts[rule],
      singly: SINGLY.has(rule),
      barred:
        fieldsFor(rule, ctx.scope.masked).length === 0
          ? ('masked' as const)
          : rule === 'name_parts' && !named
            ? ('no_fields' as const)
            : null,
    })),
    check: last ? { ...last, startedAt: last.startedAt.toISOString() } : null,
    quality: { ...(await readSpread(ctx)), gaps: await readGaps(ctx), days },
  }
}

async function readSpread(ctx: Context): Promise<Pick<Quality, 'customers' | 'average' | 'spread'>> {
  const { rows } = await sql<{ customers: number; average: number | null; spread: number[] }>`
    select count(*)::int as customers, avg(c.quality)::float8 as average, ${spreadSql} as spread
    from customers.customers c where c.listed and c.quality is not null`.execute(ctx.db)
  return rows[0] ?? { customers: 0, average: null, spread: [] }
}

async function readGaps(ctx: Context): Promise<Quality['gaps']> {
  const { rows } = await sql<Quality['gaps'][number]>`
    select gap, count(*)::int as customers from customers.customers c cross join lateral unnest(c.gaps) gap
    where c.listed and c.quality is not null group by gap order by customers desc, gap`.execute(ctx.db)
  return rows
}

async function readDays(ctx: Context): Promise<Quality['days']> {
  const { rows } = await sql<Quality['days'][number]>`
    select day, sum(points)::float8 / sum(customers) as average, sum(customers)::int as customers
    from customers.quality_days where ${ctx.scope.units === 'all' ? sql`unit_id = ${COMPANY}` : sql`unit_id <> ${COMPANY}`}
    group by day having sum(customers) > 0 order by day desc limit ${DAYS}`.execute(ctx.db)
  return rows.reverse()
}
