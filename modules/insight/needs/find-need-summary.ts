import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { servedBy } from '../overview/in-units.ts'
import { SPANS } from './compute/tell-coming.ts'
import type { findNeedSummaryCall } from './contract.ts'
import { rangeOf } from './range-of.ts'
import { shownModel } from './shown-model.ts'

type Reply = ReplyOf<typeof findNeedSummaryCall>

interface Sums {
  customers: number
  due7: number
  due14: number
  due30: number
  due: number
  overdue: number
  lost: number
  revenue: bigint
  expected: number
  variance: number
  told: number
  came: number
}

const COUNTS = [
  'customers',
  'due7',
  'due14',
  'due30',
  'due',
  'overdue',
  'lost',
  'expected',
  'variance',
  'told',
  'came',
] as const

/** Next purchases by category, the most expected first, from sums kept at the analysis. */
export async function findNeedSummary(ctx: Context, { units }: InputOf<typeof findNeedSummaryCall>): Promise<Reply> {
  const { model, spread, of } = await shownModel(ctx)
  const { rows: money } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
  const currency = money[0]?.currency ?? 'CNY'
  const rows = await listSums(ctx, units)
  const shown = ({ variance, revenue, ...sums }: Sums) => ({
    ...sums,
    ...rangeOf(sums.expected, variance, spread),
    revenue: formatDecimal(revenue, currency),
  })
  const total: Sums = { ...Object.fromEntries(COUNTS.map((name) => [name, 0])), revenue: 0n } as unknown as Sums
  for (const row of rows) {
    for (const name of COUNTS) total[name] += row[name]
    total.revenue += row.revenue
  }
  return {
    model,
    currency,
    coming: await countComing(ctx, units, spread),
    total: shown(total),
    categories: rows.map(({ category, ...sums }) => ({
      category,
      ...shown(sums),
      regularity: of(category)?.regularity ?? null,
      usualGap: of(category)?.usualGap ?? null,
      factor: of(category)?.factor ?? null,
      season: of(category)?.seasons?.ahead ?? null,
      method: of(category)?.method ?? null,
    })),
  }
}

type Counted = Omit<Reply['coming'], 'expected'> & { expected: number[]; variance: number[] }

async function countComing(
  ctx: Context,
  units: readonly number[] | undefined,
  spread: number,
): Promise<Reply['coming']> {
  const sums = (name: string) =>
    sql.join(SPANS.map((days) => sql`coalesce(sum(${sql.ref(`${name}_${days}d`)}), 0)::float8`))
  const { rows } = await sql<Counted>`
    select coalesce(sum(customers), 0)::int as customers, coalesce(sum(within_7), 0)::int as within7,
      coalesce(sum(within_14), 0)::int as within14, coalesce(sum(within_30), 0)::int as within30,
      array[${sums('expected')}] as expected, array[${sums('variance')}] as variance
    from insight.next_purchase_counts where ${servedBy(units)}`.execute(ctx.db)
  const { expected, variance, ...counts } = rows[0] as Counted
  return {
    ...counts,
    expected: SPANS.map((days, at) => {
      const sum = expected[at] as number
      return { days, expected: sum, ...rangeOf(sum, variance[at] as number, spread) }
    }),
  }
}

async function listSums(ctx: Context, units: readonly number[] | undefined): Promise<(Sums & { category: string })[]> {
  const { rows } = await sql<Sums & { category: string }>`
    with days as (
      select category, coalesce(sum(expected) filter (where came is null), 0) as expected,
        coalesce(sum(variance) filter (where came is null), 0) as variance,
        coalesce(sum(expected) filter (where came is not null), 0) as told, coalesce(sum(came), 0)::int as came
      from insight.need_days where ${servedBy(units)} group by category
    ),
    counts as (
      select category, sum(customers)::int as customers, sum(due_7)::int as "due7", sum(due_14)::int as "due14",
        sum(due_30)::int as "due30", sum(due)::int as due, sum(overdue)::int as overdue, sum(lost)::int as lost,
        sum(revenue_micro_30d)::bigint as revenue
      from insight.need_categories where ${servedBy(units)} group by category
    )
    select category, coalesce(customers, 0) as customers, coalesce("due7", 0) as "due7", coalesce("due14", 0) as "due14",
      coalesce("due30", 0) as "due30", coalesce(due, 0) as due, coalesce(overdue, 0) as overdue, coalesce(lost, 0) as lost,
      coalesce(revenue, 0) as revenue, coalesce(expected, 0) as expected, coalesce(variance, 0) as variance,
      coalesce(told, 0) as told, coalesce(came, 0) as came
    from counts full join days using (category) order by expected desc nulls last, category`.execute(ctx.db)
  return rows
}
